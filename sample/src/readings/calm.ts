import { seeded } from '../random.ts'
import { kmBetween } from '../shapes/commune-shapes.ts'
import { rainGauges } from '../stations/rain-gauges.ts'
import { waterGauges } from '../stations/water-gauges.ts'
import { curve } from './curve.ts'
import { HOUR, MINUTE, type Reading } from './reading.ts'

/** Where the calm days are not quite calm: Thất Khê stands a little above alarm 1 after rain in the north. */
export const calmFacts = { station: 'LS-W-THATKHE', aboveAlarm1: 0.12 } as const

const NORTH = { lat: 22.28, lon: 106.36 }
/** How far below alarm 1 (m) the rivers stand in dry weather. */
const BELOW_ALARM_1 = 2.6

/**
 * Invented ordinary weather up to a moment, so that a first start has something to show: low rivers, a few light
 * showers, and one gauge (Thất Khê) that rose to just above alarm 1 in the last hours. Water every 30 minutes, rain
 * every hour, both on the full half hour or hour, in order of time, none later than `endMs`.
 *
 * The shape hangs on `endMs`: load it once, when a new installation starts, and not again over what is there.
 *
 * @param endMs - last moment, milliseconds since 1970
 * @param hours - how far back to begin, for instance 48
 */
export function* calmReadings({ endMs, hours }: { endMs: number; hours: number }): Iterable<Reading> {
  const last = Math.floor(endMs / (30 * MINUTE)) * 30 * MINUTE
  const steps = Math.floor(hours * 2)
  const alarm1 = waterGauges.find(s => s.code === calmFacts.station)!.alarm1!.value!
  const rise = curve([
    [-16, alarm1 - BELOW_ALARM_1],
    [-10, alarm1 - 1.1],
    [-5, alarm1 - 0.2],
    [-3, alarm1 + 0.04],
    [0, alarm1 + calmFacts.aboveAlarm1],
  ])
  const random = seeded('readings/calm')
  for (let step = -steps; step <= 0; step++) {
    const at = last + step * 30 * MINUTE
    const hour = step / 2
    for (const s of waterGauges) {
      const base =
        s.code === calmFacts.station ? rise(hour) : s.alarm1!.value! - BELOW_ALARM_1 + Math.sin(hour / 9) * 0.06
      const value = Math.round((base + random.between(-0.01, 0.01)) * 100) / 100
      yield { station: s.code, indicator: 'water_level', at, value }
    }
    if (at % HOUR !== 0) continue
    for (const s of rainGauges) {
      const north = Math.exp(-((kmBetween(s, NORTH) / 17) ** 2) / 2) * Math.exp(-(((hour + 13) / 4) ** 2) / 2)
      const shower = random.chance(0.04) ? random.between(0.2, 1.6) : 0
      const mm = north * 4.2 * random.between(0.7, 1.3) + shower
      yield { station: s.code, indicator: 'rain', at, value: mm < 0.15 ? 0 : Math.round(mm * 10) / 10 }
    }
  }
}
