import { orderedElements, type FormSentence, type ReportForm } from '../reports/form.ts'
import { plainRun as run, type ReportBlock, type ReportRun, type ReportText } from '../reports/report-text.ts'
import type { TemplateKind } from './template-data.ts'

/** Stands in the writer's place of the date, and is exchanged for the name {ngay-thang} in the file. */
export const templateDate = '2099-12'

/** The sentence with its names, as an office would type it in Word. */
function sentence(form: ReportForm, s: FormSentence, kind: TemplateKind): ReportRun[] {
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
          : ` ({${c}|so-don-vi} xã, phường có số liệu{#${c}|so-sanh-duoc}; ${compared}, tính trên {${c}|so-don-vi-so-sanh} đơn vị có số cả hai kỳ{/${c}|so-sanh-duoc})`,
      ),
    )
  })
  runs.push(run('.'))
  return runs
}

const paragraph = (text: string): ReportBlock => ({ type: 'paragraph', text: [run(text)] })

function body(form: ReportForm, kind: TemplateKind): ReportBlock[] {
  const blocks: ReportBlock[] = [
    paragraph(
      '{can-cu}, Ủy ban nhân dân {don-vi-thuong} báo cáo kết quả {ky} (số liệu từ ngày {tu-ngay} đến ngày {den-ngay}) như sau:',
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
    for (const s of section.sentences) blocks.push({ type: 'paragraph', text: sentence(form, s, kind) })
    for (const code of section.parts) {
      const part = form.parts.find(p => p.code === code)
      if (!part) continue
      if (section.parts.length > 1 || section.sentences.length > 0)
        blocks.push({ type: 'heading', level: 2, text: part.titleVi })
      const loop = `loi.${code}`.toLowerCase()
      blocks.push(
        paragraph(`{#${loop}}`),
        kind === 'unit'
          ? paragraph('{dong}')
          : { type: 'bullet', level: 1, text: [run('{ai}', { bold: true }), run(': {dong}')] },
        paragraph(`{/${loop}}`),
        paragraph(`{^${loop}}`),
        paragraph(kind === 'unit' ? '(chưa viết)' : 'Chưa xã, phường nào nêu nội dung này.'),
        paragraph(`{/${loop}}`),
      )
    }
  }
  blocks.push(paragraph('Trên đây là báo cáo {ve-viec} {ky} của {don-vi-thuong}'))
  return blocks
}

const rows = (kind: TemplateKind): ReportBlock => {
  const last = kind === 'unit' ? ['Ghi chú', '{ghi-chu}{/chi-tieu}'] : ['Số đơn vị có số', '{so-don-vi}{/chi-tieu}']
  const columns: [title: string, width: number, align: 'left' | 'center' | 'right', text: string][] = [
    ['TT', 7, 'center', '{#chi-tieu}{nhan}'],
    ['Chỉ tiêu', 30, 'left', '{ten}'],
    ['Đơn vị', 11, 'left', '{dv}'],
    ['Kỳ này', 13, 'right', '{ky-nay}'],
    ['Cùng kỳ {nam-truoc}', 13, 'right', '{cung-ky}'],
    ['So với cùng kỳ', 18, 'left', '{so-sanh}'],
    [last[0] as string, 16, 'left', last[1] as string],
  ]
  return {
    type: 'table',
    size: 11,
    columns: columns.map(([title, width, align]) => ({ title, width, align })),
    rows: [columns.map(c => [run(c[3])])],
  }
}

const byCommune = (form: ReportForm): ReportBlock => {
  const elements = orderedElements(form)
  return {
    type: 'table',
    size: 9,
    columns: [
      { title: 'TT', width: 5, align: 'center' },
      { title: 'Xã, phường', width: 15, align: 'left' },
      ...elements.map(e => ({ title: `${e.nameVi} (${e.unitVi})`, width: 10, align: 'right' as const })),
      { title: 'Tình trạng báo cáo', width: 14, align: 'left' },
    ],
    rows: [
      [
        [run('{#xa}{tt}')],
        [run('{ten}')],
        ...elements.map(e => [run(`{${e.code.toLowerCase()}}`)]),
        [run('{tinh-trang}{/xa}')],
      ],
    ],
  }
}

/** The template that an office starts from: what our own writer would write, with names in the place of words. */
export function standardTemplate(form: ReportForm, kind: TemplateKind): ReportText {
  const note = 'Kèm theo Báo cáo số        /BC-UBND {ngay-thang} của Ủy ban nhân dân {don-vi-thuong}'
  const annex = (title: string, landscape: boolean, block: ReportBlock) => ({ title, note, landscape, body: [block] })
  return {
    kind: 'BC',
    issuer: { name: ['ỦY BAN NHÂN DÂN', '{DON-VI}'] },
    number: { sequence: null, code: 'BC-UBND' },
    place: '{dia-danh}',
    date: templateDate,
    title: '{ve-viec} {ky}',
    body: body(form, kind),
    recipients: ['…'],
    archive: 'VT',
    signer: { prefix: ['TM. ỦY BAN NHÂN DÂN'], position: 'CHỦ TỊCH', name: null },
    annexes: [
      annex('Số liệu {KY}', false, rows(kind)),
      ...(kind === 'consolidated' ? [annex('Số liệu theo xã, phường, {KY}', true, byCommune(form))] : []),
    ],
    // the mark of sample figures is a name as well
    sample: true,
  }
}
