import { parseDocument } from '@tusom/admin-docs'
import { expect, it } from 'vitest'
import { makeMatcher } from './match-units.ts'
import { requestsOfReport } from './requests-of-report.ts'

const unit = (id: number, kind: 'province' | 'department' | 'commune', fullName: string) => ({
  id,
  kind,
  name: fullName.replace(/^(?:Tỉnh|Xã) /, ''),
  fullName,
  aliases: [],
  valid: true,
})
const match = makeMatcher(
  [unit(1, 'province', 'Tỉnh Thử'), unit(2, 'department', 'Sở Y tế'), unit(3, 'department', 'Công an tỉnh')],
  { provinceName: 'Thử' },
)
const report = (lines: string) => `ỦY BAN NHÂN DÂN
XÃ MẪU
Số: 88/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 10 tháng 11 năm 2026

BÁO CÁO
Kết quả kiểm tra giếng

I. KẾT QUẢ

1. Đã thau rửa 04 giếng; thực hiện đề nghị của Sở Y tế về khử khuẩn.

II. ĐỀ XUẤT, KIẾN NGHỊ

${lines}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn Thử
`
const asks = (lines: string, text = report(lines)) => {
  const doc = parseDocument(text)
  const found = requestsOfReport(doc, match)
  for (const a of found) expect(doc.normalizedText.slice(a.span.start, a.span.end)).toBe(a.sentence)
  return found.map(a => [a.unitText, a.lead.unitIds, a.work, a.due])
}

it('a request names who is asked, what for, and by when', () => {
  expect(asks('Đề nghị Sở Y tế cấp thêm 300 viên khử khuẩn trước ngày 12/12/2026.')).toEqual([
    ['Sở Y tế', [2], 'cấp thêm 300 viên khử khuẩn trước ngày 12/12/2026.', '2026-12-12'],
  ])
  expect(asks('- Kiến nghị UBND tỉnh quan tâm trang bị phương tiện cứu nạn cho cơ sở.')).toEqual([
    ['UBND tỉnh', [1], 'quan tâm trang bị phương tiện cứu nạn cho cơ sở.', null],
  ])
})
it('under a heading of requests the verb may be left out; two sentences of a line are two requests', () => {
  expect(
    asks(
      '1. Công an tỉnh mở lớp tập huấn nhận biết lừa đảo qua mạng.\n\n2. Đề nghị Sở Y tế hướng dẫn khử khuẩn. Đề nghị Công an tỉnh hỗ trợ 02 xuồng.',
    ).map(a => [a[0], a[2]]),
  ).toEqual([
    ['Công an tỉnh', 'mở lớp tập huấn nhận biết lừa đảo qua mạng.'],
    ['Sở Y tế', 'hướng dẫn khử khuẩn.'],
    ['Công an tỉnh', 'hỗ trợ 02 xuồng.'],
  ])
})
it('a body that is in no tree stays open; a wish to nobody and a mention in passing are left alone', () => {
  expect(asks('- Đề nghị Chi cục Thủy lợi vùng Một khảo sát đập Khuôn Pục.')).toEqual([
    ['Chi cục Thủy lợi vùng Một', [], 'khảo sát đập Khuôn Pục.', null],
  ])
  expect(asks('- Đề nghị bà con giữ vệ sinh nguồn nước.')).toEqual([])
  expect(asks('Không có.')).toEqual([])
})
it('only what reports and proposals ask: a plan gives work', () => {
  expect(
    asks('', report('Đề nghị Sở Y tế cấp thêm thuốc.').replaceAll('BÁO CÁO', 'KẾ HOẠCH').replace('BC-', 'KH-')),
  ).toEqual([])
})
