import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capTime, parseCapTime, readTime } from './time.ts'

describe('capTime', () => {
  it('writes the offset, and UTC as -00:00', () => {
    const instant = Date.UTC(2025, 9, 7, 20, 45, 0)
    expect(capTime(instant)).toBe('2025-10-08T03:45:00+07:00')
    expect(capTime(instant, 0)).toBe('2025-10-07T20:45:00-00:00')
    expect(capTime(instant, -210)).toBe('2025-10-07T17:15:00-03:30')
    expect(capTime(instant + 999)).toBe('2025-10-08T03:45:00+07:00')
  })

  it('refuses what has no CAP time', () => {
    expect(() => capTime(Number.NaN)).toThrow(RangeError)
    expect(() => capTime(0, 15 * 60)).toThrow(RangeError)
    expect(() => capTime(0, 0.5)).toThrow(RangeError)
    expect(() => capTime(9e15)).toThrow(RangeError)
  })

  it('is undone by parseCapTime for every second and offset', () => {
    const second = fc.integer({ min: Date.UTC(1000, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 })
    fc.assert(
      fc.property(second, fc.integer({ min: -840, max: 840 }), (s, offset) => {
        expect(parseCapTime(capTime(s * 1000, offset))).toBe(s * 1000)
      }),
    )
  })
})

describe('readTime', () => {
  it.each([
    ['2025-10-08T03:45:00Z', 'zone-z'],
    ['2025-10-08T03:45:00', 'zone-missing'],
    ['2025-10-08T03:45:00.25+07:00', 'fraction'],
    ['2025-10-08 03:45:00+07:00', 'format'],
    ['2025-10-08T03:45+07:00', 'format'],
    ['2025-10-08T03:45:00+0700', 'format'],
    ['2025-02-29T00:00:00+07:00', 'format'],
    ['2025-13-01T00:00:00+07:00', 'format'],
    ['2025-10-08T24:00:01+07:00', 'format'],
    ['2025-10-08T03:60:00+07:00', 'format'],
    ['2025-10-08T03:45:60+07:00', 'format'],
    ['2025-10-08T03:45:00+14:01', 'format'],
    ['', 'format'],
  ])('%s: %s', (text, fault) => {
    expect(readTime(text).fault).toBe(fault)
    expect(parseCapTime(text)).toBeNull()
  })

  it('knows leap years and the end of the day', () => {
    expect(parseCapTime('2024-02-29T00:00:00+07:00')).toBe(Date.UTC(2024, 1, 28, 17))
    expect(parseCapTime('2025-10-08T24:00:00+07:00')).toBe(parseCapTime('2025-10-09T00:00:00+07:00'))
  })
})
