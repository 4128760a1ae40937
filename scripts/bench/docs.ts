import { checkDocument, parseDocument, readFileText, writeDocument } from '@tusom/admin-docs'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Block } from '@tusom/admin-docs'

const sample = fileURLToPath(
  new URL('../../libs/admin-docs/test/labelled/14-pdf-bang-hai-trang/input.pdf', import.meta.url),
)

const sentences = [
  'Chủ trì, phối hợp với Công an tỉnh, Ủy ban nhân dân các xã, phường rà soát các khu dân cư có nguy cơ sạt lở, hoàn thành trước ngày 30/4/2026;',
  'Tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí thực hiện trong dự toán hằng năm theo quy định của pháp luật về ngân sách nhà nước.',
  'Phối hợp với các đơn vị liên quan tập huấn cho 100% cán bộ, công chức cấp xã trong quý III/2026, báo cáo kết quả định kỳ 6 tháng.',
]
const units = ['Sở Nông nghiệp và Môi trường', 'Sở Y tế', 'Sở Xây dựng', 'Công an tỉnh', 'Sở Tài chính']

/** A plan of about 100 pages (some 35 lines of 14 pt a page): 210 units of six tasks each, and an annex of 150 rows. */
async function longPlan(): Promise<Uint8Array> {
  const body: Block[] = [{ type: 'heading', level: 1, text: 'Tổ chức thực hiện' }]
  for (let i = 0; i < 210; i++) {
    body.push({ type: 'heading', level: 2, text: units[i % units.length] as string })
    for (let k = 0; k < 6; k++) body.push({ type: 'bullet', text: sentences[(i + k) % 3] as string })
  }
  return writeDocument({
    kind: 'KH',
    issuer: { name: ['ỦY BAN NHÂN DÂN', 'TỈNH MẪU'] },
    number: { sequence: 1, code: 'KH-UBND' },
    place: 'Mẫu',
    date: '2026-01-05',
    title: 'Văn bản dài để đo tốc độ',
    body,
    recipients: ['UBND các xã, phường'],
    archive: 'VT',
    signer: { position: 'CHỦ TỊCH', name: 'Nguyễn Văn Mẫu' },
    annexes: [
      {
        title: 'Danh mục',
        landscape: true,
        body: [
          {
            type: 'table',
            columns: [
              { title: 'TT' },
              { title: 'Nhiệm vụ', width: 5 },
              { title: 'Cơ quan chủ trì' },
              { title: 'Thời gian' },
            ],
            rows: Array.from({ length: 150 }, (_, i) => [
              String(i + 1),
              sentences[i % 3] as string,
              units[i % 5] as string,
              'Quý II/2026',
            ]),
          },
        ],
      },
    ],
  })
}

const time = async <T>(work: () => T | Promise<T>): Promise<[number, T]> => {
  let best = Number.POSITIVE_INFINITY
  let result: T | undefined
  for (let i = 0; i < 3; i++) {
    const began = performance.now()
    result = await work()
    best = Math.min(best, performance.now() - began)
  }
  return [best, result as T]
}

/** Milliseconds for a document of about 100 pages; for PDF, for 100 pages at the rate of the sample's three. */
export async function benchDocs() {
  const bytes = await longPlan()
  const [readMs, read] = await time(() => readFileText(bytes, 'dai.docx'))
  const text = read.text ?? ''
  const [parseMs, parsed] = await time(() => parseDocument(text))
  const [checkMs] = await time(() => checkDocument(bytes))
  const pdf = readFileSync(process.env.TUSOM_BENCH_PDF ?? sample)
  const [pdfMs, pdfText] = await time(() => readFileText(pdf, 'a.pdf'))
  return {
    characters: text.length,
    tasks: parsed.assignments.reduce((n, a) => n + a.tasks.length, 0),
    readMs,
    parseMs,
    checkMs,
    pdfMs,
    pdfCharacters: pdfText.text?.length ?? 0,
  }
}
