import { expect, test } from 'vitest'
import { cooperatingIn, roleOf, targetOf } from './details.ts'
import { findReferences } from './references.ts'
import { readUnitLine } from './unit-line.ts'
import { readUnits } from './units.ts'

test.each([
  [
    'Công an tỉnh, Sở Y tế và các đơn vị liên quan tổ chức diễn tập',
    ['Công an tỉnh', 'Sở Y tế', 'các đơn vị liên quan'],
  ],
  ['các sở, ban, ngành, địa phương triển khai', ['các sở, ban, ngành, địa phương']],
  [
    'Sở Văn hóa, Thể thao và Du lịch và Sở Nông nghiệp và Môi trường rà soát',
    ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Nông nghiệp và Môi trường'],
  ],
  ['Ban Chỉ huy Phòng thủ dân sự các xã, phường lập phương án', ['Ban Chỉ huy Phòng thủ dân sự các xã, phường']],
  ['UBND các xã, phường, đặc khu báo cáo', ['UBND các xã, phường, đặc khu']],
  ['các cơ quan, tổ chức liên quan tham gia', ['các cơ quan, tổ chức liên quan']],
  ['Ban Quản lý dự án đầu tư xây dựng tỉnh hoàn thành', ['Ban Quản lý dự án đầu tư xây dựng tỉnh']],
  ['Công ty TNHH MTV Khai thác công trình thủy lợi vận hành', ['Công ty TNHH MTV Khai thác công trình thủy lợi']],
  ['phòng ngừa dịch bệnh', []],
  ['Tổ chức tuyên truyền', []],
  ['Ban hành quy chế', []],
  ['Phòng, chống thiên tai', []],
])('%s', (text, names) => {
  expect(readUnits(text, 0).units.map(u => u.text)).toEqual(names)
})

test.each([
  ['Đề nghị Ngân hàng Nhà nước khu vực 5', 'Ngân hàng Nhà nước khu vực 5', true, null],
  ['CÔNG AN TỈNH', 'CÔNG AN TỈNH', false, null],
  ['Sở Y tế (cơ quan thường trực): Tham mưu kế hoạch.', 'Sở Y tế', false, 'Tham mưu kế hoạch.'],
  ['Giao Công an xã chủ trì lập phương án.', 'Công an xã', false, 'chủ trì lập phương án.'],
  ['Trách nhiệm của Trưởng các thôn', 'Trưởng các thôn', false, null],
  ['Giao đồng chí Bùi Văn Tám theo dõi.', 'đồng chí Bùi Văn Tám', false, 'theo dõi.'],
])('%s', (text, unit, asked, work) => {
  const line = readUnitLine(text)
  expect(line).toMatchObject({ unit, asked })
  expect(line?.workAt === null || line === null ? null : text.slice(line.workAt)).toBe(work)
})

test.each([
  'Phòng, chống cháy nổ',
  'Tổ chức thực hiện',
  'Hội nghị tổng kết',
  'Kinh phí thực hiện',
  'BÁO CÁO KẾT QUẢ',
  'Bảo đảm an ninh mạng',
])('%s is no unit', text => expect(readUnitLine(text)).toBeNull())

test.each([
  ['Chủ trì, phối hợp với Sở Y tế.', 'lead'],
  ['Phối hợp với Sở Y tế.', 'cooperate'],
  ['Theo chức năng, nhiệm vụ được giao, phối hợp với Sở Y tế.', 'cooperate'],
  ['Tuyên truyền. Chủ trì tổ chức diễn tập.', 'lead'],
  ['Tuyên truyền; phối hợp với Sở Y tế kiểm tra.', 'do'],
  ['Tiếp tục chủ trì rà soát.', 'lead'],
])('%s → %s', (text, role) => expect(roleOf(text)).toBe(role))

test('a verb right after "phối hợp" names nobody', () => {
  expect(cooperatingIn('Phối hợp tổ chức tuyên truyền; chủ trì, phối hợp, hướng dẫn các sở thực hiện')).toEqual([])
})

test('measures', () => {
  expect(targetOf('phấn đấu 92,5% hộ dân được dùng nước sạch')).toEqual({ value: 92.5, unit: '%', of: 'hộ dân' })
  expect(targetOf('tổ chức ít nhất 03 lớp tập huấn')).toEqual({ value: 3, unit: 'lớp', of: 'tập huấn' })
  expect(targetOf('mua 03 xuồng')).toBeNull()
})

test('references: once, in order, spaces out', () => {
  expect(
    findReferences(
      'Nghị định số 66/2021/NĐ-CP; Quyết định 18 /2021/ QĐ-TTg, 44-KL/TW, 06 vụ/07 đối tượng, 3/4 số xã, 66/2021/NĐ-CP, 122/2021/TT-BCA',
    ),
  ).toEqual(['66/2021/NĐ-CP', '18/2021/QĐ-TTg', '44-KL/TW', '122/2021/TT-BCA'])
})
