import { formatDate, formatDateTime } from '@tusom/vi-text'
import { cellState, tableFigure } from './cell.ts'
import type { Cells, Narratives } from './check-report.ts'
import { compareCells, comparisonWords } from './compare.ts'
import { orderedElements, type ReportForm } from './form.ts'
import { gatherNarratives, narrativeAuthors } from './gather-narratives.ts'
import type { Period } from './period.ts'
import {
  inSentence,
  narrativeBlocks,
  plainRun as run,
  type ReportBlock,
  type ReportRun,
  type ReportText,
} from './report-text.ts'
import type { ElementTotal } from './roll-up.ts'
import { sectionSentences, writeTotalSentence, writeUnitSentence } from './write-sentence.ts'

const cell = (text: string): ReportRun[] => [run(text)]

/** "6 tháng" is not torn apart at the end of a line. */
const titleOf = (form: ReportForm, period: Period): string => `${form.aboutVi} ${period.nameVi.replace(' ', '\u00a0')}`

const common = (period: Period, sample: boolean) => ({
  kind: 'BC' as const,
  date: period.end.slice(0, 7),
  sample,
})

/** What a figure looks like in a table: "thiếu" and "K" are words of their own, never an empty cell or a zero. */
const shown = (cells: Cells | null | undefined, code: string, kind: Parameters<typeof tableFigure>[1]): string => {
  const c = cells?.get(code)
  const state = cellState(c)
  if (state === 'not-applicable') return 'K'
  if (state === 'hidden') return 'ẩn'
  return state === 'missing' ? 'thiếu' : tableFigure(c?.value as number, kind)
}

export type UnitReport = {
  form: ReportForm
  period: Period
  /** "Xã Hữu Lũng" */
  unitName: string
  /** "Hữu Lũng", the place in the head */
  place: string
  provinceName: string
  cells: Cells
  narratives: Narratives
  previous: Cells | null
  /** null: nothing was reported; 'no-period': there is no such period */
  lastYear: Cells | null | 'no-period'
  /** the day up to which the figures stand when the report was sent before the period ended */
  until: string | null
  sample: boolean
}

/** The report of one commune, as it will be signed. Also the preview: what is not written yet is said to be missing. */
export function writeUnitReport(r: UnitReport): ReportText {
  const { form, period } = r
  const parts = new Map(form.parts.map(p => [p.code, p]))
  const body: ReportBlock[] = [
    {
      type: 'paragraph',
      text: [
        run(
          `${form.basisVi}, Ủy ban nhân dân ${inSentence(r.unitName)} báo cáo kết quả ${period.nameVi} (số liệu từ ngày ${formatDate(period.start)} đến ngày ${formatDate(r.until ?? period.end)}${r.until ? ', kỳ chưa kết thúc' : ''}) như sau:`,
        ),
      ],
    },
  ]
  for (const section of form.sections) {
    body.push({ type: 'heading', level: 1, text: section.titleVi })
    for (const s of sectionSentences(form, section))
      body.push({
        type: 'paragraph',
        sentence: s.code,
        text: writeUnitSentence(form, s, r.cells, r.lastYear, period.yearBefore),
      })
    for (const code of section.parts) {
      const part = parts.get(code)
      const text = (r.narratives.get(code) ?? '').trim()
      if (!part || (text === '' && !part.required)) continue
      if (section.parts.length > 1 || sectionSentences(form, section).length > 0)
        body.push({ type: 'heading', level: 2, text: part.titleVi })
      if (text === '') body.push({ type: 'paragraph', text: [run('(chưa viết)', { italic: true })], part: code })
      else body.push(...narrativeBlocks(text, code))
    }
    if (body.at(-1)?.type === 'heading') body.push({ type: 'paragraph', text: [run('Không có.')] })
  }
  body.push({
    type: 'paragraph',
    text: [
      run(
        `Trên đây là báo cáo ${form.aboutVi.slice(0, 1).toLowerCase()}${form.aboutVi.slice(1)} ${period.nameVi} của ${inSentence(r.unitName)}`,
      ),
    ],
  })
  return {
    ...common(period, r.sample),
    issuer: { name: ['ỦY BAN NHÂN DÂN', r.unitName.toUpperCase()] },
    number: { sequence: null, code: 'BC-UBND' },
    place: r.place,
    title: titleOf(form, period),
    body,
    recipients: [
      `Ủy ban nhân dân ${inSentence(r.provinceName)} (báo cáo)`,
      'Công an tỉnh (tổng hợp)',
      `Thường trực Đảng ủy, Hội đồng nhân dân ${r.unitName.split(' ')[0]?.toLowerCase() ?? 'xã'}`,
      'Chủ tịch, các Phó Chủ tịch',
    ],
    archive: 'VT, CA',
    signer: { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    annexes: [{ title: `Số liệu ${period.nameVi}`, landscape: false, body: [unitTable(r)] }],
  }
}

function unitTable(r: UnitReport): ReportBlock {
  const lastYear = r.lastYear === 'no-period' ? null : r.lastYear
  return {
    type: 'table',
    size: 12,
    columns: [
      { title: 'TT', width: 6, align: 'center' },
      { title: 'Chỉ tiêu', width: 32, align: 'left' },
      { title: 'Đơn vị', width: 12, align: 'left' },
      { title: 'Kỳ này', width: 11, align: 'right' },
      { title: 'Kỳ trước', width: 11, align: 'right' },
      { title: `Cùng kỳ ${r.period.yearBefore}`, width: 11, align: 'right' },
      { title: 'So với cùng kỳ; ghi chú', width: 28, align: 'left' },
    ],
    rows: orderedElements(r.form).map(e => {
      const words = comparisonWords(
        compareCells(r.cells.get(e.code), r.lastYear === 'no-period' ? null : lastYear?.get(e.code)),
        e.kind,
      ).vi
      const reason = (r.cells.get(e.code)?.reason ?? '').trim()
      return [
        cell(e.label),
        cell(e.nameVi),
        cell(e.unitVi),
        [run(shown(r.cells, e.code, e.kind), { bold: true, figures: [e.code] })],
        cell(shown(r.previous, e.code, e.kind)),
        cell(r.lastYear === 'no-period' ? '–' : shown(lastYear, e.code, e.kind)),
        cell([words, reason].filter(Boolean).join('; ')),
      ]
    }),
  }
}

/** What the consolidated report knows of one commune. */
export type SentReport = {
  unitId: number
  name: string
  /** "Xã Hữu Lũng" */
  fullName: string
  /** null: nothing of it counts */
  cells: Cells | null
  narratives: Narratives
  /** words for its state: "đã duyệt", "chưa gửi, quá hạn 3 ngày" */
  stateVi: string
  sentAt: Date | null
}

export type ConsolidatedReport = {
  form: ReportForm
  period: Period
  provinceName: string
  place: string
  totals: readonly ElementTotal[]
  communes: readonly SentReport[]
  asOf: Date
  sample: boolean
}

/** How many names a sentence can carry before the reader is sent to the annex. */
const namesInSentence = 12

const nameList = (names: readonly string[]): string =>
  names.length <= namesInSentence
    ? names.join(', ')
    : `${names.slice(0, namesInSentence).join(', ')} và ${names.length - namesInSentence} đơn vị khác (Phụ lục II)`

/** The province's report over all communes: totals with "n of N", what is missing by name, narratives gathered and attributed. */
export function writeConsolidatedReport(r: ConsolidatedReport): ReportText {
  const { form, period } = r
  const totals = new Map(r.totals.map(t => [t.element.code, t]))
  const sent = r.communes.filter(c => c.cells !== null)
  const unsent = r.communes.filter(c => c.cells === null)
  const ended = r.asOf.getTime() >= Date.parse(`${period.end}T23:59:59+07:00`)
  const body: ReportBlock[] = [
    {
      type: 'paragraph',
      text: [
        run(
          `${form.basisVi}, Ủy ban nhân dân ${inSentence(r.provinceName)} báo cáo kết quả ${period.nameVi} (số liệu từ ngày ${formatDate(period.start)} đến ngày ${formatDate(period.end)}) như sau:`,
        ),
      ],
    },
    {
      type: 'paragraph',
      sentence: 'coverage',
      text: [
        run('Phạm vi số liệu: ', { bold: true }),
        run(
          `tổng hợp từ báo cáo của ${sent.length}/${r.communes.length} xã, phường, tính đến ${formatDateTime(r.asOf.getTime())}${ended ? '' : ' (kỳ chưa kết thúc)'}.`,
        ),
        ...(unsent.length ? [run(` Chưa có báo cáo: ${nameList(unsent.map(c => c.name))}.`)] : []),
        run(' Mỗi tổng số dưới đây chỉ cộng các đơn vị có số liệu.'),
      ],
    },
  ]
  for (const section of form.sections) {
    body.push({ type: 'heading', level: 1, text: section.titleVi })
    for (const s of sectionSentences(form, section)) {
      body.push({ type: 'paragraph', sentence: s.code, text: writeTotalSentence(form, s, totals, period.yearBefore) })
      body.push(...silentOf(s.elements, totals, sent))
    }
    for (const code of section.parts) {
      const part = form.parts.find(p => p.code === code)
      const told = sent.filter(c => (c.narratives.get(code) ?? '').trim() !== '')
      if (!part || !told.length) continue
      if (section.parts.length > 1 || sectionSentences(form, section).length > 0)
        body.push({ type: 'heading', level: 2, text: part.titleVi })
      body.push({
        type: 'paragraph',
        text: [run(`Tổng hợp từ ${told.length}/${r.communes.length} xã, phường:`)],
        part: code,
      })
      body.push(...attributed(told, code))
    }
    if (body.at(-1)?.type === 'heading')
      body.push({ type: 'paragraph', text: [run('Chưa xã, phường nào nêu nội dung này.')] })
  }
  body.push({
    type: 'paragraph',
    text: [
      run(
        `Trên đây là báo cáo ${form.aboutVi.slice(0, 1).toLowerCase()}${form.aboutVi.slice(1)} ${period.nameVi} trên địa bàn ${inSentence(r.provinceName)}`,
      ),
    ],
  })
  return {
    ...common(period, r.sample),
    issuer: { name: ['ỦY BAN NHÂN DÂN', r.provinceName.toUpperCase()] },
    number: { sequence: null, code: 'BC-UBND' },
    place: r.place,
    title: titleOf(form, period),
    body,
    recipients: [
      'Bộ Công an (báo cáo)',
      'Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân tỉnh (báo cáo)',
      'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh',
      'Các sở, ban, ngành; Ủy ban nhân dân các xã, phường',
    ],
    archive: 'VT, CAT',
    signer: { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    annexes: [
      { title: `Số liệu theo xã, phường, ${period.nameVi}`, landscape: true, body: [figuresTable(r)] },
      { title: `Tình hình gửi báo cáo, ${period.nameVi}`, landscape: false, body: [sentTable(r)] },
    ],
  }
}

/** Communes that sent a report without a figure of this sentence; those that sent none are named once, at the top. */
function silentOf(
  codes: readonly string[],
  totals: ReadonlyMap<string, ElementTotal>,
  sent: readonly SentReport[],
): ReportBlock[] {
  const said = codes.flatMap(code => {
    const t = totals.get(code)
    const silent = t?.missing.filter(m => sent.some(c => c.unitId === m.unitId)) ?? []
    return t && silent.length ? [`${t.element.nameVi} (${nameList(silent.map(m => m.name))})`] : []
  })
  return said.length
    ? [
        {
          type: 'bullet',
          level: 1,
          text: [run(`Đã gửi báo cáo nhưng thiếu số: ${said.join('; ')}.`)],
        },
      ]
    : []
}

/** Communes' words under their names. One line stays in the line of the name, more become lines of their own. */
function attributed(told: readonly SentReport[], code: string): ReportBlock[] {
  return gatherNarratives(told.map(unit => ({ unit, text: unit.narratives.get(code) ?? '' }))).flatMap(g => {
    const { bold, names } = narrativeAuthors(g.by)
    const who = [run(bold, { bold: true }), ...(names ? [run(names)] : [])]
    const only = g.lines.length === 1 ? g.lines[0] : undefined
    if (only) return [{ type: 'bullet' as const, level: 1 as const, text: [...who, run(`: ${only.text}`)], part: code }]
    return [
      { type: 'bullet' as const, level: 1 as const, text: [...who, run(':')], part: code },
      ...g.lines.map(l => ({ type: 'bullet' as const, level: 2 as const, text: [run(l.text)], part: code })),
    ]
  })
}

function figuresTable(r: ConsolidatedReport): ReportBlock {
  const elements = orderedElements(r.form)
  return {
    type: 'table',
    size: 9,
    columns: [
      { title: 'TT', width: 4, align: 'center' },
      { title: 'Xã, phường', width: 15, align: 'left' },
      ...elements.map(e => ({ title: `${e.nameVi} (${e.unitVi})`, width: 9, align: 'right' as const })),
    ],
    rows: [
      ...r.communes.map((c, i) => [
        cell(String(i + 1)),
        cell(c.name),
        ...elements.map(e => (c.cells ? cell(shown(c.cells, e.code, e.kind)) : [run('chưa gửi', { italic: true })])),
      ]),
      [
        cell(''),
        [run('Tổng', { bold: true })],
        ...r.totals.map(t => [
          run(t.withheld ? 'ẩn' : t.total === null ? '–' : tableFigure(t.total, t.element.kind), {
            bold: true,
            figures: [t.element.code],
          }),
        ]),
      ],
      [
        cell(''),
        [run('Số đơn vị có số', { italic: true })],
        ...r.totals.map(t => cell(`${t.parts.length + t.hidden.length}/${t.of}`)),
      ],
    ],
  }
}

function sentTable(r: ConsolidatedReport): ReportBlock {
  return {
    type: 'table',
    size: 11,
    columns: [
      { title: 'TT', width: 8, align: 'center' },
      { title: 'Xã, phường', width: 34, align: 'left' },
      { title: 'Tình trạng', width: 38, align: 'left' },
      { title: 'Gửi lúc', width: 24, align: 'left' },
    ],
    rows: r.communes.map((c, i) => [
      cell(String(i + 1)),
      cell(c.fullName),
      cell(c.stateVi),
      cell(c.sentAt ? formatDateTime(c.sentAt.getTime()) : ''),
    ]),
  }
}
