import { expect, test } from 'vitest'
import { namesIn, sentenceCase } from './sentence-case.ts'

const names = namesIn([
  'Ngày 05/02/2026, Công an xã Suối Mơ phối hợp với Trạm Y tế rà soát; UBND xã giao Đội xung kích thôn Nà Mẫu.',
  'PHƯƠNG ÁN KHÔNG ĐƯỢC ĐỌC TỪ DÒNG IN HOA NÀY',
])

test.each([
  ['KẾT QUẢ CÔNG TÁC CỦA CÔNG AN XÃ SUỐI MƠ NĂM 2026', 'Kết quả công tác của Công an xã Suối Mơ năm 2026'],
  [
    'THỰC HIỆN NGHỊ QUYẾT SỐ 147/NQ-CP TRÊN ĐỊA BÀN TỈNH LẠNG SƠN',
    'Thực hiện Nghị quyết số 147/NQ-CP trên địa bàn tỉnh Lạng Sơn',
  ],
  ['PHÒNG CHỐNG THIÊN TAI XÃ KHE ĐÁ GIAI ĐOẠN 2026 - 2030', 'Phòng chống thiên tai xã Khe Đá giai đoạn 2026 - 2030'],
  ['GIAO BAN CỦA UBND XÃ QUÝ II NĂM 2026', 'Giao ban của UBND xã quý II năm 2026'],
  ['VẬN ĐỘNG NHÂN DÂN BẢO VỆ AN NINH TỔ QUỐC', 'Vận động Nhân dân bảo vệ an ninh Tổ quốc'],
  ['DANH MỤC NHIỆM VỤ', 'Danh mục nhiệm vụ'],
])('%s', (from, to) => expect(sentenceCase(from, names)).toBe(to))

test('the subject of a letter begins small', () => {
  expect(sentenceCase('RÀ SOÁT HỘ DÂN XÃ SUỐI MƠ', names, false)).toBe('rà soát hộ dân xã Suối Mơ')
})
