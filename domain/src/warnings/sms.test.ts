import { describe, expect, it } from 'vitest'
import { countSms, plainSms } from './sms.ts'

const example = 'Lũ lên nhanh. Thôn A, B lên trường THCS NGAY. Gọi 112. UBND xã X'

describe('counting SMS parts', () => {
  it.each([
    ['', 'GSM-7', 0, 0],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['a'.repeat(459), 'GSM-7', 459, 3],
    ['ũ'.repeat(70), 'UCS-2', 70, 1],
    ['ũ'.repeat(71), 'UCS-2', 71, 2],
    ['ũ'.repeat(134), 'UCS-2', 134, 2],
    ['ũ'.repeat(135), 'UCS-2', 135, 3],
  ] as const)('%#', (text, encoding, units, parts) => {
    expect(countSms(text)).toMatchObject({ encoding, units, parts })
  })
  it('counts the same text the same in NFC and NFD', () => {
    expect(example.length).toBe(64)
    expect(example.normalize('NFD').length).toBe(73)
    for (const text of [example, example.normalize('NFD')])
      expect(countSms(text)).toMatchObject({ encoding: 'UCS-2', units: 64, parts: 1, left: 6 })
  })
  it('à è é ì ò ù are inside GSM 03.38; ả, đ, ũ are not', () => {
    expect(countSms('à è é ì ò ù').encoding).toBe('GSM-7')
    expect(countSms('đả ũ').outside).toEqual(['đ', 'ả', 'ũ'])
  })
  it('characters of the extension table take two septets and are never cut in two', () => {
    expect(countSms('€')).toMatchObject({ units: 2, parts: 1 })
    expect(countSms('€'.repeat(80))).toMatchObject({ units: 160, parts: 1 })
    // 153 septets hold 76 of them, so two parts hold 152 and not 153
    expect(countSms('€'.repeat(152)).parts).toBe(2)
    expect(countSms('€'.repeat(153)).parts).toBe(3)
    // 67 units hold 33 pairs
    expect(countSms('😀'.repeat(66)).parts).toBe(2)
    expect(countSms('😀'.repeat(67)).parts).toBe(3)
  })
  it('the table has the 127 characters of 6.2.1 besides the escape, none twice', () => {
    for (const c of '@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà\n\r')
      expect(countSms(c)).toMatchObject({ encoding: 'GSM-7', units: 1 })
    for (const c of '^{}\\[~]|€\f') expect(countSms(c)).toMatchObject({ encoding: 'GSM-7', units: 2 })
    for (const c of 'êâ`çđ\t') expect(countSms(c).encoding).toBe('UCS-2')
  })
})

describe('plain SMS', () => {
  it('has only GSM letters and one part where the accented one needs two', () => {
    expect(plainSms('Lũ sông Trung: rời vùng thấp “ngay” – gọi 112…')).toBe(
      'Lu song Trung: roi vung thap "ngay" - goi 112...',
    )
    expect(countSms(plainSms(example)).encoding).toBe('GSM-7')
  })
  it('keeps letters that are inside the table anyway plain too, and marks what it cannot write', () => {
    expect(plainSms('Đà Nẵng ☂')).toBe('Da Nang ?')
  })
})
