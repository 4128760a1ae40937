import { type Random, seeded } from '../random.ts'
import { watchPoints } from '../stations/watch-points.ts'
import { HOUR } from './reading.ts'

const DAY = 24 * HOUR
const UTC7 = 7 * HOUR
const HOURLY_DAYS = 10
/** sixty days: a median of thirty, and two months of a chart */
const DAILY_DAYS = 60

type Shape = (random: Random, hours: number, station: string) => number
const wave = (hours: number, at: number, size: number) => Math.cos(((hours - at) / 24) * 2 * Math.PI) * size

/** What each indicator looks like on ordinary days: nothing reaches a level. `hours`: on a Vietnamese clock. */
const shapes: Record<string, Shape> = {
  pm25: (r, h) => 17 + wave(h, 20, 4) + r.between(-1.5, 1.5),
  pm10: (r, h) => 33 + wave(h, 20, 7) + r.between(-3, 3),
  temperature: (r, h, station) => (station.endsWith('MAUSON') ? 16 : 21) + wave(h, 14, 4) + r.between(-0.4, 0.4),
  reservoir_level: (_r, h) => 291.4 + Math.sin(h / 70) * 0.3,
  reservoir_release: r => 18 + Math.round(r.between(0, 4)),
  'price-gao': (r, h) => Math.round((17_500 + Math.sin(h / 300) * 250 + r.between(-60, 60)) / 100) * 100,
  'price-thit-lon': (r, h) => Math.round((118_000 + Math.sin(h / 400) * 3000 + r.between(-900, 900)) / 500) * 500,
  'price-rau': (r, h) => Math.round((22_000 + Math.sin(h / 200) * 900 + r.between(-400, 400)) / 500) * 500,
  'stock-days-gao': r => Math.round(r.between(19, 24)),
  'scam-reports': r => (r.chance(0.55) ? 0 : r.chance(0.7) ? 1 : 2),
  'groundwater-level': (r, h) => 258.2 + Math.sin(h / 700) * 0.25 + r.between(-0.02, 0.02),
  'power-outage-households': r => (r.chance(0.93) ? 0 : Math.round(r.between(5, 40))),
  'water-outage-households': r => (r.chance(0.97) ? 0 : Math.round(r.between(5, 20))),
  'cases-linked-sot-xuat-huyet': () => 0,
  'animal-outbreaks': () => 0,
}

/**
 * Invented readings of the watch points up to a moment: hourly ones on the full hour over ten days, daily ones at 07:00 over sixty, in order
 * of time, none later than `endMs`.
 */
export function watchReadings(endMs: number): { station: string; indicator: string; at: number; value: number }[] {
  const found: { station: string; indicator: string; at: number; value: number }[] = []
  for (const p of watchPoints)
    for (const s of p.series) {
      const random = seeded(`watch/${p.code}/${s.indicator}`)
      const daily = s.intervalMinutes >= 1440
      const step = daily ? DAY : HOUR
      const last = daily
        ? Math.floor((endMs + UTC7 - 7 * HOUR) / DAY) * DAY - UTC7 + 7 * HOUR
        : Math.floor(endMs / HOUR) * HOUR
      for (let n = daily ? DAILY_DAYS : HOURLY_DAYS * 24; n >= 0; n--) {
        const at = last - n * step
        const value = (shapes[s.indicator] as Shape)(random, (at + UTC7) / HOUR, p.code)
        found.push({ station: p.code, indicator: s.indicator, at, value: Math.round(value * 100) / 100 })
      }
    }
  return found.sort((a, b) => a.at - b.at)
}
