import { describe, expect, it } from 'vitest'
import { bodySign, checkCode, checkDay, documentCode, writtenNumber } from './register.ts'

describe('numbers and signs', () => {
  it('a number below ten has a leading zero, a larger one none', () => {
    expect([1, 9, 10, 1234].map(n => writtenNumber(n, 'KH-UBND'))).toEqual([
      '01/KH-UBND',
      '09/KH-UBND',
      '10/KH-UBND',
      '1234/KH-UBND',
    ])
  })
  it('a letter has no kind in its sign', () => {
    expect(documentCode('CV', 'UBND', 'VX')).toBe('UBND-VX')
    expect(documentCode('BC', 'UBND', 'VX')).toBe('BC-UBND')
  })
  it.each([
    ['commune', 'Xã Hữu Lũng', 'UBND'],
    ['department', 'Sở Y tế', 'SYT'],
    ['department', 'Công an tỉnh', 'CAT'],
    ['department', 'Sở Nông nghiệp và Môi trường', 'SNNMT'],
  ])('%s %s signs as %s', (kind, fullName, sign) => expect(bodySign({ kind, name: '', fullName })).toBe(sign))
  it('a code is letters and strokes, nothing else', () => {
    expect(checkCode('KH-UBND')).toBe('KH-UBND')
    expect(checkCode('QĐ-UBND')).toBe('QĐ-UBND')
    for (const bad of ['', 'KH/UBND', '<b>', 'KH UBND', '-UBND', 'A'.repeat(60)])
      expect(() => checkCode(bad)).toThrow('register.bad-code')
  })
  it('a day that has not come is refused', () => {
    expect(() => checkDay('2026-05-11', '2026-05-10')).toThrow('register.day-ahead')
    expect(() => checkDay('2026-05-10', '2026-05-10')).not.toThrow()
  })
})
