import { expect, test } from 'vitest'
import { parseDeadline, parseDeadlines } from './index.ts'

test.each([
  ['hoàn thành trước ngày 30/6/2025 theo quy định', '2025-06-30', 'trước ngày 30/6/2025'],
  ['Trước ngày 05 tháng 9 năm 2026 gửi báo cáo', '2026-09-05', 'Trước ngày 05 tháng 9 năm 2026'],
  ['tổ chức diễn tập trong quý III/2026.', '2026-09-30', 'trong quý III/2026'],
  ['Đến năm 2030, 100% xã có phương án', '2030-12-31', 'Đến năm 2030'],
  ['phấn đấu đến hết năm 2027 hoàn thành', '2027-12-31', 'đến hết năm 2027'],
  ['triển khai trong năm 2026', '2026-12-31', 'trong năm 2026'],
  ['Tháng 11-12/2025', '2025-12-31', 'Tháng 11-12/2025'],
  ['Quý II năm 2026', '2026-06-30', 'Quý II năm 2026'],
  ['Quý 3-2026', '2026-09-30', 'Quý 3-2026'],
  ['Năm 2026', '2026-12-31', 'Năm 2026'],
  ['2026-2030', '2030-12-31', '2026-2030'],
  ['30/6/2025', '2025-06-30', '30/6/2025'],
  ['trong quý III và quý IV/2026', '2026-12-31', 'trong quý III và quý IV/2026'],
  ['trong tháng 10, 11/2025', '2025-11-30', 'trong tháng 10, 11/2025'],
  ['cuối quý II/2026', '2026-06-30', 'cuối quý II/2026'],
  ['T12/2025', '2025-12-31', 'T12/2025'],
  ['Q4/2025', '2025-12-31', 'Q4/2025'],
  ['hoàn thành trong tuần cuối tháng 11/2026', '2026-11-30', 'trong tuần cuối tháng 11/2026'],
  ['trong tháng 02/2028', '2028-02-29', 'trong tháng 02/2028'],
  ['xong trước tháng 10/2025', '2025-09-30', 'trước tháng 10/2025'],
  ['hoàn thành trước năm 2030', '2029-12-31', 'trước năm 2030'],
  ['chậm nhất là ngày 15/12/2025', '2025-12-15', 'chậm nhất là ngày 15/12/2025'],
  ['Thời gian hoàn thành: Quý IV/2025', '2025-12-31', 'Thời gian hoàn thành: Quý IV/2025'],
  ['trong 6 tháng đầu năm 2026', '2026-06-30', 'trong 6 tháng đầu năm 2026'],
  ['rà soát xong trong giai đoạn 2026 - 2030', '2030-12-31', 'trong giai đoạn 2026 - 2030'],
  ['gửi về Sở Y tế trước 17 giờ 00 ngày 08/10/2025', '2025-10-08', 'trước 17 giờ 00 ngày 08/10/2025'],
  ['Xây dựng Kế hoạch của đơn vị, hoàn thành trước ngày 15/11/2025', '2025-11-15', 'trước ngày 15/11/2025'],
])('%s', (text, date, words) => {
  const d = parseDeadline(text)
  expect([d.date, d.recurs]).toEqual([date, null])
  expect(d.text).toContain(words)
})

test.each([
  'Thực hiện Nghị quyết số 147/NQ-CP ngày 22/5/2025 của Chính phủ',
  'triển khai Chiến lược phòng ngừa, ứng phó đến năm 2030, tầm nhìn đến năm 2045',
  'Chương trình phòng, chống thiên tai giai đoạn 2021-2025',
  'theo Công văn ngày 12/3/2025',
  'trước mắt tập trung khắc phục hậu quả',
  'trước ngày 31/02/2025',
  'trong đó có 2.025 hộ',
  'đến từng hộ dân',
  '',
])('no deadline in: %s', text => expect(parseDeadline(text)).toMatchObject({ date: null, text: null, recurs: null }))

test.each([
  ['báo cáo hằng năm', 'yearly'],
  ['họp hàng quý', 'quarterly'],
  ['định kỳ 6 tháng báo cáo kết quả', 'half-yearly'],
  ['định kỳ 06 tháng, năm', 'half-yearly'],
  ['báo cáo 6 tháng trước ngày 05/6, 01 năm trước ngày 05/12', 'half-yearly'],
  ['trước ngày 10/6 và 10/12 hằng năm', 'half-yearly'],
  ['định kỳ hằng tháng', 'monthly'],
  ['giao ban hằng tuần', 'weekly'],
  ['báo cáo hằng ngày trong thời gian có bão', 'daily'],
  ['tổ chức tập huấn 01 lần/năm', 'yearly'],
  ['báo cáo trước ngày 15/6 hằng năm', 'yearly'],
  ['định kỳ 3 tháng một lần', 'quarterly'],
  ['gửi trước ngày 25 của tháng cuối quý', 'quarterly'],
])('%s recurs %s and has no single date', (text, recurs) => {
  expect(parseDeadline(text, { year: 2025 })).toMatchObject({ recurs, date: null })
})

test('the day of a recurring deadline stays in its wording', () => {
  expect(parseDeadline('gửi trước ngày 25 tháng cuối quý.').text).toBe('trước ngày 25 tháng cuối quý')
  expect(parseDeadline('gửi báo cáo trước ngày 15/6 hằng năm').text).toBe('trước ngày 15/6 hằng năm')
})

test('a year is assumed only when given, and said so', () => {
  expect(parseDeadline('gửi trước ngày 30/6')).toMatchObject({ date: null })
  expect(parseDeadline('gửi trước ngày 30/6', { year: 2025 })).toMatchObject({ date: '2025-06-30', yearAssumed: true })
  expect(parseDeadline('gửi trước ngày 30/6/2026', { year: 2025 })).toMatchObject({
    date: '2026-06-30',
    yearAssumed: false,
  })
})

test('an hour is kept', () => {
  expect(parseDeadline('báo cáo trước 17h30 ngày 08/10/2025').time).toBe('17:30')
})

test('a term counted from an event stays words', () => {
  expect(parseDeadline('báo cáo trong thời hạn 10 ngày làm việc kể từ ngày ban hành Kế hoạch')).toMatchObject({
    date: null,
    text: 'trong thời hạn 10 ngày làm việc kể từ ngày ban hành Kế hoạch',
  })
})

test('letters written apart (NFD) are read', () => {
  expect(parseDeadline('trước ngày 30/6/2025'.normalize('NFD')).date).toBe('2025-06-30')
})

test('long odd text comes back', () => {
  for (const piece of ['trước ', 'đến  ', 'quý i', '6 tháng ', ' ', '1/', 'ngày 3']) {
    // no clock here: what runs away does not come back within the time every test has
    expect(parseDeadline(piece.repeat(100_000 / piece.length)).text).toBeDefined()
  }
})

test.each([
  ['Trước 15/5', '2026-05-15'],
  ['Tổ chức tiêm bổ sung: Tháng 4-5/2026.', '2026-05-31'],
  ['Sơ kết Chương trình vào quý IV năm 2028', '2028-12-31'],
  ['thành lập vào năm 2020, đã hoạt động tốt', null],
])('%s → %s', (text, date) => {
  expect(parseDeadline(text, { year: 2026 }).date).toBe(date)
})

test('every deadline of a task, in order', () => {
  expect(
    parseDeadlines('Sơ kết trước ngày 20/6/2026, tổng kết năm trước ngày 10/12/2026.').map(d => [d.date, d.text]),
  ).toEqual([
    ['2026-06-20', 'trước ngày 20/6/2026'],
    ['2026-12-10', 'trước ngày 10/12/2026'],
  ])
  expect(parseDeadlines('không có hạn nào')).toEqual([])
})
