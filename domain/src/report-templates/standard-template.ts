import { chartElements, chartGroups } from '../briefings/report-charts.ts'
import { orderedElements, type FormSentence, type ReportForm } from '../reports/form.ts'
import { plainRun as run, type ReportBlock, type ReportRun, type ReportText } from '../reports/report-text.ts'
import { hasYearBefore, sectionSentences } from '../reports/write-sentence.ts'
import type { TemplateKind } from './template-data.ts'

/** Stands in the writer's place of the date, and is exchanged for the name {ngay-thang} in the file. */
export const templateDate = '2099-12'

/** Figures of a sentence that an office can still oversee one by one. */
const mostPieces = 4

/** The sentence with its names, as an office would type it in Word. */
function sentence(form: ReportForm, s: FormSentence, kind: TemplateKind): ReportRun[] {
  // of many figures the whole sentence at once: it says from how many communes only where that changes
  if (s.elements.length > mostPieces) return [run(`{cau.${s.code}}`.toLowerCase())]
  const runs: ReportRun[] = [run(`${s.titleVi}: `, { bold: true })]
  s.elements.forEach((code, i) => {
    const c = code.toLowerCase()
    if (i > 0) runs.push(run(', '))
    else if (s.leadVi) runs.push(run(`{#${c}|co}${s.leadVi} {/${c}|co}`))
    runs.push(run(`{${c}|kem}`))
    const year = i === 0 ? ' so với cùng kỳ năm {nam-truoc}' : ''
    const compared = `{${c}|so-sanh}${year}`
    runs.push(
      run(
        kind === 'unit'
          ? `{#${c}|so-sanh-duoc} (${compared}){/${c}|so-sanh-duoc}`
          : ` ({${c}|so-don-vi} xã, phường có số liệu{#${c}|so-sanh-duoc}; ${compared}, tính trên {${c}|so-don-vi-so-sanh} xã, phường có số liệu cả hai kỳ{/${c}|so-sanh-duoc})`,
      ),
    )
  })
  runs.push(run('.'))
  return runs
}

/** What communes wrote: one line beside their names, or several below them. */
const gathered: ReportBlock[] = [
  { type: 'bullet', level: 1, text: [run('{ai}', { bold: true }), run('{ten-xa}: {mot-dong}')] },
  { type: 'paragraph', text: [run('{#y}')] },
  { type: 'bullet', level: 2, text: [run('{dong}')] },
  { type: 'paragraph', text: [run('{/y}')] },
]

const paragraph = (text: string): ReportBlock => ({ type: 'paragraph', text: [run(text)] })

function body(form: ReportForm, kind: TemplateKind): ReportBlock[] {
  const blocks: ReportBlock[] = [
    paragraph(
      '{can-cu}, Ủy ban nhân dân {don-vi-thuong} báo cáo kết quả {ky} (số liệu từ ngày {tu-ngay} đến ngày {den-ngay}{chua-ket-thuc}; số liệu và biểu đồ tại các phụ lục kèm theo) như sau:',
    ),
  ]
  if (kind === 'consolidated')
    blocks.push(
      paragraph(
        'Phạm vi số liệu: tổng hợp từ báo cáo của {so-xa-da-gui}/{so-xa} xã, phường, tính đến {thoi-diem}.{#co-xa-chua-gui} Chưa có báo cáo: {ten-xa-chua-gui}.{/co-xa-chua-gui} Mỗi tổng số dưới đây chỉ cộng các đơn vị có số liệu.',
      ),
    )
  for (const section of form.sections) {
    blocks.push({ type: 'heading', level: 1, text: section.titleVi })
    const sentences = sectionSentences(form, section)
    for (const s of sentences) {
      blocks.push({ type: 'paragraph', text: sentence(form, s, kind) })
      const silent = `thieu.${s.code}`.toLowerCase()
      if (kind === 'consolidated')
        blocks.push(
          paragraph(`{#${silent}}`),
          { type: 'bullet', level: 1, text: [run('Đã gửi báo cáo nhưng thiếu số: {dong}.')] },
          paragraph(`{/${silent}}`),
        )
    }
    for (const code of section.parts) {
      const part = form.parts.find(p => p.code === code)
      if (!part) continue
      if (section.parts.length > 1 || sentences.length > 0)
        blocks.push({ type: 'heading', level: 2, text: part.titleVi })
      const loop = `loi.${code}`.toLowerCase()
      blocks.push(
        paragraph(`{#${loop}}`),
        ...(kind === 'unit' ? [paragraph('{dong}')] : gathered),
        paragraph(`{/${loop}}`),
        paragraph(`{^${loop}}`),
        paragraph(
          kind === 'consolidated'
            ? 'Chưa xã, phường nào nêu nội dung này.'
            : part.required
              ? '(chưa viết)'
              : 'Không có.',
        ),
        paragraph(`{/${loop}}`),
      )
    }
  }
  blocks.push(paragraph('Trên đây là báo cáo {ve-viec-thuong} {ky} của {don-vi-thuong}'))
  return blocks
}

const rows = (form: ReportForm, kind: TemplateKind): ReportBlock => {
  const last = kind === 'unit' ? ['Ghi chú', '{ghi-chu}{/chi-tieu}'] : ['Số đơn vị có số', '{so-don-vi}{/chi-tieu}']
  const columns: [title: string, width: number, align: 'left' | 'center' | 'right', text: string][] = [
    ['TT', 7, 'center', '{#chi-tieu}{nhan}'],
    ['Chỉ tiêu', 30, 'left', '{ten}'],
    ['Đơn vị', 11, 'left', '{dv}'],
    ['Kỳ này', 13, 'right', '{ky-nay}'],
    ...(hasYearBefore(form)
      ? ([
          ['Cùng kỳ {nam-truoc}', 13, 'right', '{cung-ky}'],
          ['So với cùng kỳ', 18, 'left', '{so-sanh}'],
        ] as [string, number, 'right' | 'left', string][])
      : ([['Kỳ trước', 13, 'right', '{ky-truoc}']] as [string, number, 'right', string][])),
    [last[0] as string, 16, 'left', last[1] as string],
  ]
  return {
    type: 'table',
    size: 11,
    columns: columns.map(([title, width, align]) => ({ title, width, align })),
    rows: [columns.map(c => [run(c[3])])],
  }
}

/** As many figures as fit beside each other on a page on its side. */
const figuresAcross = 9

/** Communes down, figures across, with the total beneath; a form with many figures gets several tables. */
function byCommune(form: ReportForm): ReportBlock[] {
  const elements = orderedElements(form)
  const tables = Math.ceil(elements.length / figuresAcross)
  // as even as can be: 13 figures are 7 and 6, not 9 and 4
  const across = Math.ceil(elements.length / tables)
  return Array.from({ length: tables }, (_, i): ReportBlock => {
    const some = elements.slice(i * across, (i + 1) * across)
    const name = (code: string, suffix = '') => [run(`{${code.toLowerCase()}${suffix}}`, { bold: suffix === '|bang' })]
    return {
      type: 'table',
      size: 10,
      columns: [
        { title: 'TT', width: 5, align: 'center' },
        { title: 'Xã, phường', width: 17, align: 'left' },
        ...some.map(e => ({ title: `${e.nameVi} (${e.unitVi})`, width: 11, align: 'right' as const })),
      ],
      rows: [
        [
          [run('{#xa}{tt}')],
          [run('{ten}')],
          ...some.map((e, k) => [run(`{${e.code.toLowerCase()}}${k === some.length - 1 ? '{/xa}' : ''}`)]),
        ],
        [[run('')], [run('Tổng', { bold: true })], ...some.map(e => name(e.code, '|bang'))],
        [[run('')], [run('Số đơn vị có số')], ...some.map(e => name(e.code, '|so-don-vi'))],
      ],
    }
  })
}

const whoSent: ReportBlock = {
  type: 'table',
  size: 12,
  columns: [
    { title: 'TT', width: 8, align: 'center' },
    { title: 'Xã, phường', width: 34, align: 'left' },
    { title: 'Tình trạng', width: 38, align: 'left' },
    { title: 'Gửi lúc', width: 24, align: 'left' },
  ],
  rows: [[[run('{#xa}{tt}')], [run('{ten-day-du}')], [run('{tinh-trang}')], [run('{gui-luc}{/xa}')]]],
}

/** How many figures have charts of their own; an office adds others by their names. */
const chartedFigures = 3

/** The charts that a briefing needs first: who reported, the year before beside, then the leading figures. */
function charts(form: ReportForm, kind: TemplateKind): ReportBlock[] {
  const leading = form.sections
    .flatMap(s => sectionSentences(form, s).flatMap(x => x.elements[0] ?? []))
    .filter(code => chartElements(form).some(e => e.code === code))
    .slice(0, chartedFigures)
    .map(code => code.toLowerCase())
  const codes = [
    ...(kind === 'consolidated' ? ['tinh-hinh-gui'] : []),
    ...(hasYearBefore(form) ? chartGroups(form).map(g => `so-sanh.${g.code}`) : []),
    ...leading.flatMap(code => [...(kind === 'consolidated' ? [`theo-xa.${code}`] : []), `theo-ky.${code}`]),
  ]
  return codes.map(code => ({ type: 'paragraph', align: 'center', text: [run(`{bieu-do.${code}}`)] }))
}

/** An office puts its own in their place. */
const recipients: Record<TemplateKind, string[]> = {
  unit: [
    'Ủy ban nhân dân {tinh-thuong} (báo cáo)',
    'Công an tỉnh (tổng hợp)',
    'Thường trực Đảng ủy, Hội đồng nhân dân {don-vi-thuong}',
    'Chủ tịch, các Phó Chủ tịch',
  ],
  consolidated: [
    'Bộ Công an (báo cáo)',
    'Thường trực Tỉnh ủy, Thường trực Hội đồng nhân dân tỉnh (báo cáo)',
    'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh',
    'Các sở, ban, ngành; Ủy ban nhân dân các xã, phường',
  ],
}

/** What stands over the lines of the head: their length is reckoned from the words, which a name does not show. */
export type HeadWords = { unit: string; title: string }

/**
 * The template that an office starts from: what our own writer would write, with names in the place of words. `head`: the words of a report
 * that is filled at once.
 */
export function standardTemplate(form: ReportForm, kind: TemplateKind, head: HeadWords | null = null): ReportText {
  // words with a brace in them would be read as a name
  const own = head && !/[{}]/.test(head.unit + head.title) ? head : { unit: '{DON-VI}', title: '{ve-viec} {ky}' }
  const note = 'Kèm theo Báo cáo số        /BC-UBND {ngay-thang} của Ủy ban nhân dân {don-vi-thuong}'
  const annex = (title: string, landscape: boolean, body: ReportBlock[]) => ({ title, note, landscape, body })
  return {
    kind: 'BC',
    issuer: { name: ['ỦY BAN NHÂN DÂN', own.unit] },
    number: { sequence: null, code: 'BC-UBND' },
    place: '{dia-danh}',
    date: templateDate,
    title: own.title,
    body: body(form, kind),
    recipients: recipients[kind],
    archive: 'VT',
    signer: { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    annexes: [
      annex('Số liệu {KY}', false, [rows(form, kind)]),
      ...(kind === 'consolidated'
        ? [
            annex('Số liệu theo xã, phường, {KY}', orderedElements(form).length > 4, byCommune(form)),
            annex('Tình hình gửi báo cáo, {KY}', false, [whoSent]),
          ]
        : []),
      annex('Biểu đồ, {KY}', false, charts(form, kind)),
    ],
    // the mark of sample figures is a name as well
    sample: true,
  }
}
