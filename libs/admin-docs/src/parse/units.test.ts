import { expect, test } from 'vitest'
import { cooperatingIn, roleOf, targetOf } from './details.ts'
import { readKeyedLine } from './keyed-line.ts'
import { findReferences } from './references.ts'
import { joinStackedTables } from './stacked-tables.ts'
import { readBracket } from './task-bracket.ts'
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
  ['các Sở: Tài chính, Nội vụ, Tư pháp tham mưu', ['Sở Tài chính', 'Sở Nội vụ', 'Sở Tư pháp']],
  ['Giám đốc các Sở: Xây dựng, Công Thương chỉ đạo', ['Giám đốc Sở Xây dựng', 'Giám đốc Sở Công Thương']],
  ['các lực lượng: Công an, Quân sự, Kiểm lâm tuần tra', ['Công an', 'Quân sự', 'Kiểm lâm']],
  ['lực lượng Biên phòng, Hải quan kiểm soát', ['lực lượng Biên phòng', 'Hải quan']],
  ['Các Sở, ban, ngành, đoàn thể tỉnh xây dựng', ['Các Sở, ban, ngành, đoàn thể tỉnh']],
  ['Văn phòng HĐND và UBND xã tổng hợp', ['Văn phòng HĐND và UBND xã']],
  [
    'Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương ban hành',
    ['Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương'],
  ],
  ['phòng PC07, PA05 và Công an cấp xã kiểm tra', ['phòng PC07', 'PA05', 'Công an cấp xã']],
  [
    'các đơn vị chức năng của Bộ Công an, các sở, ban, ngành triển khai',
    ['các đơn vị chức năng của Bộ Công an', 'các sở, ban, ngành'],
  ],
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

test.each([
  [
    'Khảo sát kho hàng (Sở Công Thương chủ trì, phối hợp với Công an tỉnh; xong trong tháng 4/2026).',
    'Sở Công Thương',
    'lead',
    ['Công an tỉnh'],
  ],
  ['Duy trì đường dây nóng (Sở Y tế; thường xuyên)', 'Sở Y tế', 'do', []],
  [
    'Ký hợp đồng nguyên tắc: Phòng Kinh tế chủ trì, Văn phòng Sở phối hợp; thời gian: tháng 4/2026.',
    'Phòng Kinh tế',
    'lead',
    ['Văn phòng Sở'],
  ],
])('who does it stands behind: %s', (text, unit, role, cooperating) => {
  expect(readBracket(text)).toMatchObject({ unit, role, cooperating })
})

test.each([
  'Kiện toàn các Ban Chỉ đạo (Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh)',
  'Báo cáo UBND tỉnh (qua Công an tỉnh)',
  'Về diễn tập: Công an tỉnh chủ trì xây dựng kịch bản cho các xã.',
])('and nobody is taken from: %s', text => expect(readBracket(text)).toBeNull())

test('keys of a task in one line', () => {
  expect(
    readKeyedLine(
      'Kiểm tra hồ chứa. Cơ quan chủ trì: Sở A; cơ quan phối hợp: Sở B, UBND các xã; thời gian hoàn thành: trước 30/4/2026.',
    ),
  ).toEqual({
    before: 'Kiểm tra hồ chứa.',
    fields: { lead: 'Sở A', cooperate: 'Sở B, UBND các xã', due: 'trước 30/4/2026' },
  })
  expect(readKeyedLine('Nội dung họp: rà soát; chuẩn bị')).toBeNull()
})

test('a table given cell by cell', () => {
  const stacked = ['TT', '|', 'Nhiệm vụ', '|', 'Cơ quan', 'chủ trì', '|', 'Thời gian', '|', 'I', '|', 'Nhóm một', '|']
  stacked.push('1', '|', 'Rà soát', 'quy chế', '|', 'Sở Tư pháp', '|', 'Quý I/2026', '|', 'Nơi khác')
  expect(joinStackedTables(stacked.join('\n')).split('\n').filter(Boolean)).toEqual([
    '| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |',
    '| I | Nhóm một |  |  |',
    '| 1 | Rà soát quy chế | Sở Tư pháp | Quý I/2026 |',
    'Nơi khác',
  ])
  expect(joinStackedTables('TT\n|\nmột\n|')).toBe('TT\n|\nmột\n|')
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
