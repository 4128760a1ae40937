import { describe, expect, it } from 'vitest'
import { bytesText } from './bytes-text.ts'

describe('bytesText', () => {
  it('says a size as people do', () => {
    expect(bytesText(0, 'vi')).toBe('0 B')
    expect(bytesText(999, 'vi')).toBe('999 B')
    expect(bytesText(1_450_000, 'vi')).toBe('1,5 MB')
    expect(bytesText(1_450_000, 'en')).toBe('1.5 MB')
    expect(bytesText(23_400_000_000, 'vi')).toBe('23 GB')
  })
})
