import { seeded } from '../random.ts'
import { kmBetween } from '../shapes/commune-shapes.ts'
import { rainGauges } from '../stations/rain-gauges.ts'
import type { Station } from '../stations/station.ts'
import { waterGauges } from '../stations/water-gauges.ts'
import { type Knot, curve } from './curve.ts'
import { HOUR, MINUTE, type Reading } from './reading.ts'

/** What a teller of the story needs to know about the three days. Hours count from the start. */
export const floodFacts = {
  hours: 72,
  /** Hours at which Hữu Lũng reaches alarm 1, 2, 3, its highest level (m), and falls below alarm 3 again. */
  huuLung: { station: 'LS-W-HULUNG', alarm1: 21, alarm2: 25.5, alarm3: 30, peak: 44, peakValue: 20.4, belowAlarm3: 57 },
  /** A gauge that sends nothing from the first to the last of these hours. */
  silent: { station: 'LS-W-CHILANG', fromHour: 33, toHour: 39 },
  /** A level typed in centimetres: far out of range, to be refused while the rest of its batch is kept. */
  wrong: { station: 'LS-W-HULUNG', hour: 12.25, value: 1571 },
} as const

/** A rain cell: where and when it is strongest (mm in an hour), how long (hours) and how far (km) it reaches. */
interface RainCell {
  lat: number
  lon: number
  hour: number
  span: number
  km: number
  peak: number
}

const CELLS: readonly RainCell[] = [
  // First day: rain sets in over the south-west.
  { lat: 21.56, lon: 106.3, hour: 10, span: 4.5, km: 22, peak: 9 },
  // The night that makes the flood of the Trung river.
  { lat: 21.6, lon: 106.28, hour: 27, span: 6, km: 19, peak: 12.4 },
  // Mẫu Sơn, wet as always.
  { lat: 21.82, lon: 106.98, hour: 22, span: 5, km: 13, peak: 11 },
  // The second wave, in the north.
  { lat: 22.27, lon: 106.42, hour: 40, span: 5.5, km: 20, peak: 11 },
  // The tail: a narrow, violent cell over slopes that two days of rain have soaked.
  { lat: 21.64, lon: 106.265, hour: 55, span: 5, km: 9, peak: 19.5 },
  // A thin veil over everything.
  { lat: 21.88, lon: 106.6, hour: 28, span: 14, km: 90, peak: 1.2 },
]

/** Levels of each water gauge (m) at hours of the story; the curve between is smooth. */
const LEVELS: Readonly<Record<string, readonly Knot[]>> = {
  'LS-W-HULUNG': [
    [0, 15],
    [6, 15.05],
    [12, 15.7],
    [17, 16.3],
    [21, 17],
    [25.5, 18],
    [30, 19],
    [36, 19.8],
    [40, 20.2],
    [44, 20.4],
    [48, 20.2],
    [54, 19.35],
    [57, 19],
    [62, 18.1],
    [66, 17.4],
    [69, 17],
    [72, 16.6],
  ],
  'LS-W-LANGSON': [
    [0, 251.2],
    [14, 251.6],
    [26, 253.1],
    [36, 254.5],
    [44, 255],
    [52, 254.6],
    [62, 253.4],
    [72, 252.4],
  ],
  'LS-W-THATKHE': [
    [0, 181.4],
    [20, 181.9],
    [32, 183.1],
    [37, 184],
    [42, 185.5],
    [47, 186.6],
    [50, 186.85],
    [54, 186.4],
    [60, 185.2],
    [66, 184],
    [72, 183.1],
  ],
  'LS-W-VANMICH': [
    [0, 187.3],
    [24, 187.9],
    [38, 190],
    [46, 191.1],
    [50, 191.3],
    [58, 190.2],
    [72, 188.5],
  ],
  'LS-W-NASAM': [
    [0, 212.1],
    [20, 212.8],
    [38, 214.6],
    [48, 215.3],
    [56, 214.9],
    [72, 213.2],
  ],
  'LS-W-LOCBINH': [
    [0, 259.8],
    [12, 260.4],
    [22, 262.2],
    [30, 262.8],
    [40, 262.1],
    [72, 260.3],
  ],
  'LS-W-CHILANG': [
    [0, 40.6],
    [12, 41.3],
    [24, 43.2],
    [29, 44],
    [36, 44.9],
    [42, 45.2],
    [50, 44.3],
    [60, 42.8],
    [72, 41.5],
  ],
}

function rainAt(station: Station, hour: number, noise: number): number {
  let mm = 0
  for (const cell of CELLS) {
    const dt = (hour - cell.hour) / cell.span
    const dk = kmBetween(station, cell) / cell.km
    mm += cell.peak * Math.exp(-(dt * dt) / 2) * Math.exp(-(dk * dk) / 2)
  }
  mm *= noise
  return mm < 0.25 ? 0 : Math.round(mm * 10) / 10
}

/**
 * An invented flood of three days (72 hours), in the shape of such floods in the province: rain in the south-west first,
 * Hữu Lũng past alarm 3 at hour 30 and 1,4 m above it at hour 44, a second wave in the north, then recession. Rain every
 * hour (mm of the hour before), water every 30 minutes. One gauge falls silent for six hours and one reading is
 * impossible: see {@link floodFacts}. Rows come in order of time; the same start gives the same rows.
 *
 * @param startMs - first instant, milliseconds since 1970
 */
export function* floodReadings({ startMs }: { startMs: number }): Iterable<Reading> {
  const levels = new Map(waterGauges.map(s => [s.code, curve(LEVELS[s.code]!)]))
  const random = seeded('readings/flood')
  const { silent, wrong, hours } = floodFacts
  for (let step = 0; step <= hours * 2; step++) {
    const hour = step / 2
    const at = startMs + step * 30 * MINUTE
    for (const s of waterGauges) {
      const ripple = random.between(-0.012, 0.012)
      if (s.code === silent.station && hour >= silent.fromHour && hour <= silent.toHour) continue
      yield { station: s.code, indicator: 'water_level', at, value: cm(levels.get(s.code)!(hour) + ripple) }
    }
    if (hour >= 1 && Number.isInteger(hour))
      for (const s of rainGauges)
        yield { station: s.code, indicator: 'rain', at, value: rainAt(s, hour - 0.5, random.between(0.65, 1.35)) }
    if (hour === Math.floor(wrong.hour * 2) / 2)
      yield { station: wrong.station, indicator: 'water_level', at: startMs + wrong.hour * HOUR, value: wrong.value }
  }
}

const cm = (m: number) => Math.round(m * 100) / 100
