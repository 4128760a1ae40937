import { LevelEngine, shippedPacks } from '@tusom/domain'
import { expect, it } from 'vitest'
import { watchPoints } from '../stations/watch-points.ts'
import { communeUnits } from '../units/units.ts'
import { HOUR } from './reading.ts'
import { watchReadings } from './watch-readings.ts'

const end = Date.UTC(2026, 10, 21, 22, 7)
const readings = watchReadings(end)

it('is the same for the same end, in order, in range, never later; every series has its last figure in time', () => {
  expect(watchReadings(end)).toEqual(readings)
  readings.forEach((r, i) => expect(r.at).toBeGreaterThanOrEqual(readings[i - 1]?.at ?? 0))
  for (const p of watchPoints)
    for (const s of p.series) {
      const own = readings.filter(r => r.station === p.code && r.indicator === s.indicator)
      expect(Math.min(...own.map(r => r.value)), s.indicator).toBeGreaterThanOrEqual(s.min)
      expect(Math.max(...own.map(r => r.value)), s.indicator).toBeLessThanOrEqual(s.max)
      const age = end - (own.at(-1)?.at ?? 0)
      expect(age, s.indicator).toBeGreaterThanOrEqual(0)
      expect(age, s.indicator).toBeLessThan(s.intervalMinutes * 60_000)
    }
})
it('speaks for known communes, its own first, and is invented', () => {
  const known = new Set(communeUnits.map(c => c.code))
  for (const p of watchPoints) {
    expect(p.communeCodes.every(c => known.has(c))).toBe(true)
    expect([p.invented, p.source]).toEqual([true, expect.stringContaining('bịa')])
  }
})
it('ordinary days: ten hazards more are watched, none has a level', () => {
  const keys = watchPoints.flatMap(p => p.series.map(s => `${p.code}/${s.indicator}`))
  const areas = communeUnits.map(c => ({
    key: c.code,
    province: '20',
    terrain: 'mountain' as const,
    landslideZone: 2,
    susceptibility: null,
    attrs: { region: ['dong-bac'] },
  }))
  const engine = new LevelEngine(
    shippedPacks,
    areas,
    watchPoints.flatMap(p =>
      p.series.map(s => ({
        station: p.code,
        indicator: s.indicator,
        areas: [...p.communeCodes],
        alarm1: s.alarm1?.value ?? null,
        alarm2: s.alarm2?.value ?? null,
        alarm3: s.alarm3?.value ?? null,
        record: null,
        zone: null,
      })),
    ),
  )
  engine.ingest(readings.map(r => ({ series: keys.indexOf(`${r.station}/${r.indicator}`), at: r.at, value: r.value })))
  expect(engine.current()).toEqual([])
  const watched = shippedPacks
    .flatMap(p => p.hazards)
    .filter(h => communeUnits.some(c => engine.facts(c.code, h.hazard).length > 0))
  expect(watched.length).toBeGreaterThanOrEqual(12)
  expect(end - (readings.at(0)?.at ?? 0)).toBeGreaterThan(59 * 24 * HOUR)
})
