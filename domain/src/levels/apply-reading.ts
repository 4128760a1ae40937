import type { SeriesState } from './evidence.ts'
import type { BandHazard, SlopeHazard, StageHazard } from './pack.ts'
import { bandOf, within } from './rain-rule.ts'

const DAY = 86_400_000
/** more than there are bands, classes or marks of days, each told apart below, at and above: a pack has at most 400 rows */
const KEY = 4096

/** The hazards that look at water and rain; the others are tables. */
export type SeriesRules = {
  stage: StageHazard | null
  band: BandHazard | null
  slope: SlopeHazard | null
  /** every number of days that a row of rain asks about, rising */
  dayMarks: readonly number[]
}

export function seriesRules(
  stage: StageHazard | null,
  band: BandHazard | null,
  slope: SlopeHazard | null,
): SeriesRules {
  const spans = [
    ...(band?.rows.flatMap(r => [r.days.mountain, r.days.plain]) ?? []),
    ...(slope?.classes.map(c => c.wetDays) ?? []),
  ]
  const marks = new Set(spans.flatMap(span => span?.filter(d => d !== null) ?? []))
  return { stage, band, slope, dayMarks: [...marks].sort((a, b) => a - b) }
}

/** True where what the series says has changed in a way that a rule can see. */
export function applyReading(s: SeriesState, at: number, value: number, rules: SeriesRules): boolean {
  const { stage, band, slope } = rules
  s.lastAt = at
  s.lastValue = value
  if (s.stage) {
    const slack = stage?.hysteresis ?? 0
    s.heldValue =
      slack === 0 || Number.isNaN(s.heldValue) ? value : Math.max(Math.min(s.heldValue, value + slack), value)
    const verdict = s.stage.judge(s.heldValue)
    const changed = verdict !== s.stageVerdict
    s.stageVerdict = verdict
    return changed
  }
  if (!s.isRain) return false
  const thousandths = Math.round(value * 1000)
  if (s.rain) {
    s.rain.push(at, thousandths)
    s.sum24 = s.rain.sum24
    s.sum12 = s.rain.sum12
  } else if (s.kind === 'rain24') s.sum24 = thousandths
  else s.sum12 = thousandths
  if (slope && s.sum24 >= slope.wetMm24 * 1000) {
    if (Number.isNaN(s.wetSince)) s.wetSince = at
  } else s.wetSince = Number.NaN
  s.band = band ? bandOf(band, s.sum24, s.sum12) : -1
  for (let b = 0; b < s.bandSince.length; b++) {
    if (b <= s.band) {
      if (Number.isNaN(s.bandSince[b])) s.bandSince[b] = at
    } else s.bandSince[b] = Number.NaN
  }
  // the key holds all that the rules look at: band, days in it, wet days, amount class of the slope table
  const days = s.band >= 0 ? dayClass(1 + (at - (s.bandSince[s.band] as number)) / DAY, rules) : 0
  const amount = slope ? 1 + slope.classes.findIndex(c => within(c.mm24, s.sum24)) : 0
  const wet = !amount || Number.isNaN(s.wetSince) ? 0 : dayClass((at - s.wetSince) / DAY, rules)
  const key = (((s.band + 1) * KEY + days) * KEY + amount) * KEY + wet
  const changed = key !== s.key
  s.key = key
  return changed
}

/** Where a number of days stands among the marks: below, at or above each of them, because rows say "from", "over" and "up to". */
function dayClass(days: number, { dayMarks }: SeriesRules): number {
  let n = 1
  for (const mark of dayMarks) n += days > mark ? 2 : days === mark ? 1 : 0
  return n
}
