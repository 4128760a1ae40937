import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from './parse-document.ts'

const pieces = fc.constantFrom(
  'I. TỔ CHỨC THỰC HIỆN',
  '1. Công an tỉnh',
  '- Chủ trì, phối hợp với Sở Y tế và các đơn vị liên quan',
  'a) Giao Sở Nội vụ',
  'Điều 3.',
  'Nơi nhận:',
  '- Lưu: VT.',
  'TM. ỦY BAN NHÂN DÂN',
  'Nguyễn Văn A',
  '| TT | Nhiệm vụ | Chủ trì | Thời hạn |',
  '| 1 | Kiểm tra | Sở Y tế | 30/6/2026 |',
  '¹ chú thích',
  'xã hội¹ và',
  '1 như: một',
  'PHỤ LỤC',
  'KẾ HOẠCH',
  'Kính gửi:',
  'yêu cầu các đơn vị:',
  'trước ngày 30/6/2026;',
  'MẬT',
  '12',
  '',
  '\f',
  './.',
)

describe('whatever comes in', () => {
  test('random text never throws and keeps its shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
        const d = parseDocument(text)
        expect(Array.isArray(d.assignments) && Array.isArray(d.sections) && Array.isArray(d.warnings)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('any order of the parts of a document gives spans inside the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), lines => {
        const d = parseDocument(lines.join('\n'))
        const spans = [
          ...d.assignments.flatMap(a => [a.span, ...a.tasks.map(t => t.span)]),
          ...d.objectives.map(o => o.span),
          ...d.generalTasks.map(t => t.span),
        ]
        for (const s of spans) expect(s.start >= 0 && s.start <= s.end && s.end <= d.normalizedText.length).toBe(true)
        for (const a of d.assignments) expect(a.unit.trim()).not.toBe('')
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    ['1. ', 60_000],
    ['- Chủ trì, phối hợp với Sở Y tế, ', 6_000],
    ['các sở, ban, ngành, ', 10_000],
    ['| a ', 50_000],
    ['\n- a', 30_000],
    ['\na) x:\n- y:\n+ z:', 6_000],
    ['¹', 50_000],
    ['Giao Công an tỉnh. ', 8_000],
    ['Số: 1/KH-', 20_000],
    ['*', 100_000],
    ['ỦY BAN NHÂN DÂN ', 8_000],
    ['\nNơi nhận:\nTM. ỦY BAN', 8_000],
    ['ngày tháng năm ', 20_000],
    [' ', 300_000],
    ['\ncác sở, ban, ngành, Công an tỉnh trước ngày 3/4/2026; giao', 20_000],
    ['\n1. Sở Y tế\n- Làm:\n+ a', 20_000],
    ['\nChủ trì: Sở Y tế', 6_000],
    ['\n1. a (Sở Y tế chủ trì).', 6_000],
    ['; Sở Y tế làm', 6_000],
    ['\n|\nTT\n|\na', 6_000],
    ['\nTT\n|\nb\n|\nc\n|\n1\n|', 6_000],
    // no clock here: what runs away does not come back within the time every test has
  ])('%j repeated %d times is read to its end', (piece, times) => {
    expect(parseDocument(piece.repeat(times)).normalizedText.length).toBeLessThanOrEqual(piece.length * times + 1)
  })
})

test('an empty text says so', () => {
  expect(parseDocument('').warnings).toEqual(['Tệp không có chữ nào đọc được.'])
})

test('a deadline without a year takes that of the document and says so; one that is past stays empty', () => {
  const d = parseDocument(
    'Số: 5/KH-UBND\nHải Sơn, ngày 10 tháng 9 năm 2026\nKẾ HOẠCH\nThu hoạch vụ mùa\nI. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- Gửi báo cáo trước ngày 15/10.\n- Nộp danh sách trước ngày 20/8.\n',
  )
  expect(d.assignments[0]?.tasks.map(t => [t.due, t.dueText])).toEqual([
    ['2026-10-15', 'trước ngày 15/10'],
    [null, 'trước ngày 20/8'],
  ])
  expect(d.warnings.filter(w => w.includes('không ghi năm'))).toHaveLength(2)
})

test('a heading that was lost leaves a gap in the numbers', () => {
  const d = parseDocument(
    'KẾ HOẠCH\nThử\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Làm một.\n2. Sở Nội vụ\n- Làm hai.\n4. Sở Tài chính\n- Làm bốn.\n',
  )
  expect(d.assignments.map(a => a.label)).toEqual(['1', '2', '4'])
  expect(d.warnings.some(w => w.includes('«4»'))).toBe(true)
})

test('letters follow d, đ, e: no gap is seen there', () => {
  const d = parseDocument(
    'KẾ HOẠCH\nThử\n1. Công an xã\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu;\ng) Bảy.\n',
  )
  expect(d.assignments[0]?.tasks.map(t => t.label)).toEqual(['a', 'b', 'c', 'd', 'đ', 'e', 'g'])
  expect(d.warnings.some(w => w.includes('đánh số'))).toBe(false)
})

test.each([
  ['MẬT', 'MẬT'],
  ['(TUYỆT MẬT)', 'TUYỆT MẬT'],
  ['Độ mật: Tối mật', 'TỐI MẬT'],
  ['Mật', null],
  ['BÍ MẬT KINH DOANH', null],
])('the mark %s is read as %s', (line, mark) => {
  expect(parseDocument(`UBND XÃ A\n${line}\nKẾ HOẠCH\nThử\nI. MỤC ĐÍCH\nMật ong được mùa.\n`).secrecy).toBe(mark)
})

describe('a document that was made to hold up the reader', () => {
  const size = 300_000
  test.each([
    ['a line of capitals without a space', `KẾ HOẠCH\n1. Sở Y tế: ${'I'.repeat(size)}`],
    ['thousands of lists of recipients', 'Nơi nhận:\n- '.repeat(size / 12)],
  ])('%s is read to its end', (_, text) => {
    expect(parseDocument(text).normalizedText.length).toBeGreaterThan(0)
  })
})

test('headings that end in "điểm" or "tại" are whole; a date broken behind "ngày" is not', () => {
  const d = parseDocument(
    'BÁO CÁO\nKết quả thử\nI. ĐÁNH GIÁ\n1. Ưu điểm\nTình hình ổn định.\n2. Hạn chế, tồn tại\nBên cạnh đó còn khó khăn.\n- Kiểm tra xong trước ngày\n20/12/2026.',
  )
  expect(d.sections[0]?.children.map(s => s.title)).toEqual(['Ưu điểm', 'Hạn chế, tồn tại'])
  expect(d.normalizedText).toContain('trước ngày 20/12/2026.')
})

test('a heading that ends in "thủy điện" is no addressee of a dispatch', () => {
  const d = parseDocument(
    'KẾ HOẠCH\nBảo đảm an toàn hồ chứa\nI. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\n- Bảo vệ mục tiêu.\n2. Chủ đập thủy điện\n- Vận hành đúng quy trình.',
  )
  expect(d.assignments.map(a => a.unit)).toEqual(['Công an tỉnh', 'Chủ đập thủy điện'])
  expect(d.addressees).toEqual([])
})

test.each(['BSCKII. Trần Văn Mẫu', 'TS. BS. Lê Thị Thử', 'Đại tá Vũ Văn Mẫu', 'Trần Văn Mẫu'])('signed by %s', name => {
  const d = parseDocument(
    `KẾ HOẠCH\nThử\nI. MỤC ĐÍCH\nGiữ an toàn./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\n${name}`,
  )
  expect(d.signer).toMatchObject({ position: 'GIÁM ĐỐC', name })
})
