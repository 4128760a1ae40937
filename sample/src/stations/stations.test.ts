import { describe, expect, it } from 'vitest'
import { communeUnits } from '../units/units.ts'
import { stations } from './stations.ts'

const water = stations.filter(s => s.indicator === 'water_level')
const rain = stations.filter(s => s.indicator === 'rain')

describe('stations', () => {
  it('are 7 water gauges and 38 rain gauges with unique codes', () => {
    expect(water).toHaveLength(7)
    expect(rain).toHaveLength(38)
    expect(new Set(stations.map(s => s.code)).size).toBe(stations.length)
  })

  it('speak for known communes, their own first', () => {
    const known = new Set(communeUnits.map(c => c.code))
    for (const s of stations) {
      expect(s.communeCodes[0]).toBe(s.communeCode)
      for (const c of s.communeCodes) expect(known.has(c), `${s.code} → ${c}`).toBe(true)
      expect(new Set(s.communeCodes).size).toBe(s.communeCodes.length)
    }
  })

  it('give every commune exactly one rain gauge to listen to', () => {
    const heard = rain.flatMap(s => s.communeCodes).sort()
    expect(heard).toEqual(communeUnits.map(c => c.code).sort())
  })

  it('have rising alarm levels inside the range, the record above the third', () => {
    for (const s of water) {
      const [a, b, c] = [s.alarm1!.value!, s.alarm2!.value!, s.alarm3!.value!]
      expect(s.range.min).toBeLessThan(a)
      expect(a).toBeLessThan(b)
      expect(b).toBeLessThan(c)
      if (s.floodRecord) expect(s.floodRecord.value).toBeGreaterThan(c)
      expect(s.range.max).toBeGreaterThan(s.floodRecord?.value ?? c)
    }
  })

  it('say of each figure where it comes from: two alarm levels and one record are public, nothing else', () => {
    const figures = water.flatMap(s => [
      s.alarm1!,
      s.alarm2!,
      s.alarm3!,
      s.zone!,
      ...(s.floodRecord ? [s.floodRecord] : []),
    ])
    for (const f of figures) expect(f.source.length).toBeGreaterThan(10)
    expect(figures.filter(f => f.status === 'sourced').map(f => f.value)).toEqual([19, 22.54, 256.5])
    for (const s of rain) expect(s.invented).toBe(true)
  })
})
