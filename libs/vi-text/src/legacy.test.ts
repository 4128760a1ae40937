import { describe, expect, test } from 'vitest'
import { decodeLegacy, detectLegacy, legacyFont } from './legacy.ts'
import { isSyllable } from './syllable.ts'

/** Every small letter of Vietnamese beside its code in TCVN 5712:1993 (VN3), by ascending code, as the standard's table lists them. */
const vn3: [number, string][] = [
  [0xa1, 'Ă'],
  [0xa2, 'Â'],
  [0xa3, 'Ê'],
  [0xa4, 'Ô'],
  [0xa5, 'Ơ'],
  [0xa6, 'Ư'],
  [0xa7, 'Đ'],
  ...[...'ăâêôơưđ'].map((c, i): [number, string] => [0xa8 + i, c]),
  ...[...'àảãáạ'].map((c, i): [number, string] => [0xb5 + i, c]),
  [0xbb, 'ằ'],
  [0xbc, 'ẳ'],
  [0xbd, 'ẵ'],
  [0xbe, 'ắ'],
  [0xc6, 'ặ'],
  ...[...'ầẩẫấậè'].map((c, i): [number, string] => [0xc7 + i, c]),
  ...[...'ẻẽéẹềểễếệìỉ'].map((c, i): [number, string] => [0xce + i, c]),
  ...[...'ĩíịò'].map((c, i): [number, string] => [0xdc + i, c]),
  ...[...'ỏõóọồổỗốộờởỡớợù'].map((c, i): [number, string] => [0xe1 + i, c]),
  ...[...'ủũúụừửữứựỳỷỹýỵ'].map((c, i): [number, string] => [0xf1 + i, c]),
]

describe('TCVN3', () => {
  test.each(vn3)('code %i is %s', (code, letter) => {
    expect(decodeLegacy(String.fromCharCode(code), 'tcvn3')).toBe(letter)
  })

  test('all 67 accented small letters and 7 capitals are there, each once', () => {
    expect(new Set(vn3.map(([, letter]) => letter)).size).toBe(74)
  })

  test('a line in capitals is capitals whole, although the code has none with marks', () => {
    expect(decodeLegacy('CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do - H¹nh phóc', 'tcvn3')).toBe(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc',
    )
    expect(decodeLegacy('ñy ban nh©n d©n', 'tcvn3', { capitals: true })).toBe('ỦY BAN NHÂN DÂN')
  })
})

describe('VNI', () => {
  test.each([
    ['Ñoäc laäp - Töï do - Haïnh phuùc', 'Độc lập - Tự do - Hạnh phúc'],
    ['COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
    ['Keá hoaïch phoøng choáng thieân tai', 'Kế hoạch phòng chống thiên tai'],
    ['naêm, taét, baèng, thaúng, maët, daãn, haøng', 'năm, tắt, bằng, thẳng, mặt, dẫn, hàng'],
    ['ngöôøi, nöôùc, lôùn, thöû, kyõ, thuyû, tyû, quyù', 'người, nước, lớn, thử, kỹ, thuỷ, tỷ, quý'],
  ])('%s', (vni, unicode) => {
    expect(decodeLegacy(vni, 'vni')).toBe(unicode)
  })
})

describe('telling them apart', () => {
  const tcvn3 = '§éc lËp - Tù do - H¹nh phóc. Thùc hiÖn nhiÖm vô phßng, chèng thiªn tai n¨m 2026'
  const vni = 'Ñoäc laäp - Töï do - Haïnh phuùc. Thöïc hieän nhieäm vuï phoøng, choáng thieân tai naêm 2026'

  test('each is recognised', () => {
    expect([detectLegacy(tcvn3), detectLegacy(vni)]).toEqual(['tcvn3', 'vni'])
  })

  test('Unicode Vietnamese, whole or apart, English and French are left alone', () => {
    const unicode = 'Độc lập - Tự do - Hạnh phúc. Thực hiện nhiệm vụ phòng, chống thiên tai'
    for (const text of [
      unicode,
      unicode.normalize('NFD'),
      'hai ba bốn: má là hà tá',
      'Plain English text, nothing else.',
      'Le comité a décidé de préparer les élèves à l’évacuation; çà et là, le débit est élevé.',
      '',
    ])
      expect(detectLegacy(text), text).toBe(null)
  })

  test('fonts say it by their names', () => {
    expect(legacyFont('.VnTime')).toEqual({ encoding: 'tcvn3', capitals: false })
    expect(legacyFont('.VnTimeH')).toEqual({ encoding: 'tcvn3', capitals: true })
    expect(legacyFont('VNI-Times')).toEqual({ encoding: 'vni', capitals: false })
    expect(legacyFont('Times New Roman')).toBe(null)
  })
})

test.each([
  ['nghiêng', true],
  ['quyết', true],
  ['gìn', true],
  ['ƯƠNG', true],
  ['huyện', true],
  ['ngoẵng', true],
  ['Êôx', false],
  ['hßa', false],
  ['décidé', false],
  ['strand', false],
])('syllable %s: %s', (word, is) => {
  expect(isSyllable(word)).toBe(is)
})
