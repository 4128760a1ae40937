import { rainGauges } from './rain-gauges.ts'
import type { Station } from './station.ts'
import { waterGauges } from './water-gauges.ts'

/** All gauges of the sample: water first, then rain. One gauge, one series. */
export const stations: readonly Station[] = [...waterGauges, ...rainGauges]
