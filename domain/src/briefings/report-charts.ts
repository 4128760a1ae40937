import { fold, formatDateTime } from '@tusom/vi-text'
import { figureOf, tableFigure } from '../reports/cell.ts'
import type { Cells } from '../reports/check-report.ts'
import { addsUp, type FormElement, optionGroups } from '../reports/element.ts'
import { orderedElements, type ReportForm } from '../reports/form.ts'
import type { Timeliness } from '../reports/lateness.ts'
import type { Period } from '../reports/period.ts'
import { type Chart, chartTop } from './chart.ts'

/** One figure as charts need it. */
export type ChartFigure = {
  element: FormElement
  now: number | null
  units: number
  of: number
  /** over the units that have a figure in both periods, and over no others */
  compared: { now: number; before: number; units: number } | null
  withheld: boolean
}
export type ChartPeriod = {
  key: string
  nameVi: string
  nameEn: string
  of: number
  /** by the order of `figures`; null where nothing was reported or the figure is withheld */
  now: (number | null)[]
  counts: number[]
  /** the same period a year before; null: there is none */
  before: { now: (number | null)[]; counts: number[]; of: number } | null
}
export type ChartFacts = {
  form: ReportForm
  period: Period
  asOf: Date
  /** figures of the sample: every chart says so, also where it is copied out of the page */
  sample: boolean
  unitName: string
  figures: readonly ChartFigure[]
  /** null: the report of one commune */
  communes: readonly { name: string; cells: Cells | null; timeliness: Timeliness }[] | null
  /** oldest first, the period itself last */
  history: readonly ChartPeriod[]
}

/** More bars than this cannot be read; the others are counted beneath. */
const mostBars = 15

const slug = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const asOf = (f: ChartFacts) => ({
  vi: `số liệu đến ${formatDateTime(f.asOf.getTime())}${f.sample ? '. Số liệu mẫu, không phải thật' : ''}`,
  en: `as of ${formatDateTime(f.asOf.getTime())}${f.sample ? '. Sample figures, not real' : ''}`,
})
const same = (text: string) => ({ vi: text, en: text })

/** Figures that can stand in a chart: whole figures that are added. */
export const chartElements = (form: ReportForm): FormElement[] =>
  orderedElements(form).filter(e => !e.of && addsUp(e.kind) && e.kind !== 'yes-no')

/** Figures measured alike, two or more, that share an axis; by their unit of measure. */
export function chartGroups(form: ReportForm): { code: string; unitVi: string; unitEn: string; codes: string[] }[] {
  const groups = new Map<string, { code: string; unitVi: string; unitEn: string; codes: string[] }>()
  for (const e of chartElements(form)) {
    const code = slug(e.unitVi)
    const group = groups.get(code)
    if (group) group.codes.push(e.code)
    else groups.set(code, { code, unitVi: e.unitVi, unitEn: e.unitEn, codes: [e.code] })
  }
  return [...groups.values()].filter(g => g.codes.length > 1)
}

/** Every chart that a report of this form may have, with what it shows: for the list of names of a template. */
export function chartNames(form: ReportForm, communes: boolean): { code: string; vi: string; en: string }[] {
  const elements = chartElements(form)
  const wholes = optionGroups(form.elements).map(g => g.whole)
  return [
    ...(communes
      ? [{ code: 'tinh-hinh-gui', vi: 'biểu đồ tình hình gửi báo cáo', en: 'chart of who reported in time' }]
      : []),
    ...chartGroups(form).map(g => ({
      code: `so-sanh.${g.code}`,
      vi: `biểu đồ so với cùng kỳ, các chỉ tiêu tính bằng ${g.unitVi}`,
      en: `chart compared with last year, figures in ${g.unitEn}`,
    })),
    ...elements.flatMap(e => [
      ...(communes
        ? [
            {
              code: `theo-xa.${e.code}`.toLowerCase(),
              vi: `biểu đồ theo xã, phường: ${e.nameVi}`,
              en: `chart by commune: ${e.nameEn}`,
            },
          ]
        : []),
      {
        code: `theo-ky.${e.code}`.toLowerCase(),
        vi: `biểu đồ qua các kỳ, cùng kỳ bên cạnh: ${e.nameVi}`,
        en: `chart over periods: ${e.nameEn}`,
      },
      ...(wholes.includes(e.code)
        ? [
            {
              code: `co-cau.${e.code}`.toLowerCase(),
              vi: `biểu đồ cơ cấu: ${e.nameVi}`,
              en: `chart of parts: ${e.nameEn}`,
            },
          ]
        : []),
    ]),
  ]
}

/** All charts that the facts allow; what has no figure, or is withheld, has none. */
export function reportCharts(f: ChartFacts): Chart[] {
  const elements = new Set(chartElements(f.form).map(e => e.code))
  const figures = f.figures.filter(x => elements.has(x.element.code))
  return [
    ...sentChart(f),
    ...chartGroups(f.form).flatMap(g => comparisonChart(f, g, figures)),
    ...figures.flatMap(x => [...byCommune(f, x), ...overPeriods(f, x), ...parts(f, x)]),
  ].filter(c => chartTop(c) > 0)
}

function sentChart(f: ChartFacts): Chart[] {
  if (!f.communes) return []
  const kinds = [
    { is: 'in-time', vi: 'Gửi đúng hạn', en: 'In time' },
    { is: 'came-late', vi: 'Gửi chậm', en: 'Late' },
    { is: 'late', vi: 'Quá hạn, chưa gửi', en: 'Overdue' },
    { is: 'waiting', vi: 'Chưa đến hạn', en: 'Not due yet' },
  ] as const
  const counted = kinds
    .map(k => ({ ...k, n: f.communes?.filter(c => c.timeliness === k.is).length ?? 0 }))
    .filter(k => k.n > 0)
  return [
    {
      code: 'tinh-hinh-gui',
      shape: 'shares',
      title: { vi: `Tình hình gửi báo cáo ${f.period.nameVi}`, en: `Who reported, ${f.period.nameEn}` },
      unit: { vi: 'xã, phường', en: 'communes' },
      kind: 'count',
      categories: counted.map(({ vi, en }) => ({ vi, en })),
      series: [{ name: { vi: 'Số xã, phường', en: 'Communes' }, values: counted.map(k => k.n) }],
      covers: {
        vi: `${f.communes.length} xã, phường phải báo cáo; ${asOf(f).vi}`,
        en: `${f.communes.length} communes asked; ${asOf(f).en}`,
      },
    },
  ]
}

function comparisonChart(
  f: ChartFacts,
  group: ReturnType<typeof chartGroups>[number],
  figures: readonly ChartFigure[],
): Chart[] {
  const shown = figures.filter(x => group.codes.includes(x.element.code) && x.compared && x.compared.units > 0)
  if (!shown.length) return []
  const kept = shown.map(x => ({ e: x.element, ...(x.compared as NonNullable<ChartFigure['compared']>), of: x.of }))
  const scope = (words: 'nameVi' | 'nameEn') => kept.map(k => `${k.e[words]} ${k.units}/${k.of}`).join(', ')
  const covers = kept.map(k => `${k.units}/${k.of}`)
  return [
    {
      code: `so-sanh.${group.code}`,
      shape: 'columns',
      title: {
        vi: `So với cùng kỳ năm ${f.period.yearBefore} (${group.unitVi})`,
        en: `Compared with ${f.period.yearBefore} (${group.unitEn})`,
      },
      unit: { vi: group.unitVi, en: group.unitEn },
      kind: kept[0]?.e.kind ?? 'count',
      categories: kept.map(k => ({ vi: k.e.nameVi, en: k.e.nameEn })),
      series: [
        {
          name: { vi: `Cùng kỳ năm ${f.period.yearBefore}`, en: `Same period ${f.period.yearBefore}` },
          values: kept.map(k => k.before),
          ...(f.communes ? { covers } : {}),
        },
        {
          name: { vi: f.period.nameVi, en: f.period.nameEn },
          values: kept.map(k => k.now),
          ...(f.communes ? { covers } : {}),
        },
      ],
      covers: f.communes
        ? {
            vi: `Chỉ tính xã, phường có số liệu cả hai kỳ: ${scope('nameVi')}; ${asOf(f).vi}`,
            en: `Only communes with figures in both periods: ${scope('nameEn')}; ${asOf(f).en}`,
          }
        : { vi: `${f.unitName}; ${asOf(f).vi}`, en: `${f.unitName}; ${asOf(f).en}` },
    },
  ]
}

function byCommune(f: ChartFacts, x: ChartFigure): Chart[] {
  if (!f.communes || x.withheld) return []
  const { code, kind } = x.element
  const have = f.communes
    .flatMap(c => {
      const value = figureOf(c.cells?.get(code))
      return value === null ? [] : [{ name: c.name, value }]
    })
    .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name, 'vi'))
  const shown = have.slice(0, mostBars).filter(c => c.value > 0)
  const rest = have.length - shown.length
  const total = x.now === null ? '' : tableFigure(x.now, kind)
  return [
    {
      code: `theo-xa.${code}`.toLowerCase(),
      shape: 'bars',
      subject: { vi: x.element.nameVi, en: x.element.nameEn },
      title: {
        vi: `${x.element.nameVi} theo xã, phường, ${f.period.nameVi} (${x.element.unitVi})`,
        en: `${x.element.nameEn} by commune, ${f.period.nameEn} (${x.element.unitEn})`,
      },
      unit: { vi: x.element.unitVi, en: x.element.unitEn },
      kind,
      categories: shown.map(c => same(c.name)),
      series: [{ name: { vi: f.period.nameVi, en: f.period.nameEn }, values: shown.map(c => c.value) }],
      covers: {
        vi: `${x.units}/${x.of} xã, phường có số liệu, cộng ${total}${rest > 0 ? `; ${shown.length} nơi cao nhất, ${rest} nơi khác thấp hơn` : ''}; ${asOf(f).vi}`,
        en: `${x.units}/${x.of} communes with a figure, total ${total}${rest > 0 ? `; the ${shown.length} highest, ${rest} others are lower` : ''}; ${asOf(f).en}`,
      },
    },
  ]
}

function overPeriods(f: ChartFacts, x: ChartFigure): Chart[] {
  const i = f.figures.indexOf(x)
  const told = f.history.filter(h => h.now[i] !== null || (h.before?.now[i] ?? null) !== null)
  if (told.length < 2) return []
  // figures of before a merger stand under units that did not yet stand: then only their number is said
  const cover = (n = 0, of = 0) => (n > of ? String(n) : `${n}/${of}`)
  const before = told.some(h => (h.before?.now[i] ?? null) !== null)
  const last = told.at(-1) as ChartPeriod
  return [
    {
      code: `theo-ky.${x.element.code}`.toLowerCase(),
      shape: 'columns',
      subject: { vi: x.element.nameVi, en: x.element.nameEn },
      title: {
        vi: `${x.element.nameVi} qua các kỳ (${x.element.unitVi})`,
        en: `${x.element.nameEn} over time (${x.element.unitEn})`,
      },
      unit: { vi: x.element.unitVi, en: x.element.unitEn },
      kind: x.element.kind,
      categories: told.map(h => ({ vi: h.nameVi, en: h.nameEn })),
      series: [
        ...(before
          ? [
              {
                name: { vi: 'Cùng kỳ năm trước', en: 'Same period last year' },
                values: told.map(h => h.before?.now[i] ?? null),
                covers: told.map(h => (h.before ? cover(h.before.counts[i], h.before.of) : '')),
              },
            ]
          : []),
        {
          name: { vi: 'Trong kỳ', en: 'In the period' },
          values: told.map(h => h.now[i] ?? null),
          covers: told.map(h => cover(h.counts[i], h.of)),
        },
      ],
      covers: f.communes
        ? {
            vi: `Kỳ cuối: ${cover(last.counts[i], last.of)} xã, phường có số liệu; mỗi kỳ chỉ cộng nơi có số; ${asOf(f).vi}`,
            en: `Last period: ${cover(last.counts[i], last.of)} communes with a figure; each period adds only those; ${asOf(f).en}`,
          }
        : { vi: `${f.unitName}; ${asOf(f).vi}`, en: `${f.unitName}; ${asOf(f).en}` },
    },
  ]
}

/** What a figure is made of, where its form breaks it down; only where every part is known and they add up to it. */
function parts(f: ChartFacts, x: ChartFigure): Chart[] {
  const group = optionGroups(f.form.elements).find(g => g.whole === x.element.code)
  if (!group || x.withheld) return []
  const of = group.parts.flatMap(code => f.figures.find(y => y.element.code === code) ?? [])
  if (of.some(y => y.withheld || y.now === null)) return []
  return [
    {
      code: `co-cau.${x.element.code}`.toLowerCase(),
      shape: 'shares',
      subject: { vi: x.element.nameVi, en: x.element.nameEn },
      title: {
        vi: `Cơ cấu: ${x.element.nameVi}, ${f.period.nameVi}`,
        en: `${x.element.nameEn}, ${f.period.nameEn}: parts`,
      },
      unit: { vi: x.element.unitVi, en: x.element.unitEn },
      kind: x.element.kind,
      categories: of.map(y => ({
        vi: y.element.nameVi.slice(x.element.nameVi.length).replace(/^: /, '') || y.element.nameVi,
        en: y.element.nameEn.slice(x.element.nameEn.length).replace(/^: /, '') || y.element.nameEn,
      })),
      series: [{ name: { vi: f.period.nameVi, en: f.period.nameEn }, values: of.map(y => y.now) }],
      covers: {
        vi: `${f.communes ? `Ít nhất ${Math.min(...of.map(y => y.units))}/${x.of} xã, phường có số liệu` : f.unitName}; ${asOf(f).vi}`,
        en: `${f.communes ? `At least ${Math.min(...of.map(y => y.units))}/${x.of} communes with figures` : f.unitName}; ${asOf(f).en}`,
      },
    },
  ]
}
