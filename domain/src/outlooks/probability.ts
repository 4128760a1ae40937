import { daysApartInYear, inSeason, middleDay, type Season } from './flood-season.ts'
import type { OutlookPeriod, SeenLevel } from './outlook-facts.ts'

/** Hazards that follow the flood season of QĐ 18/2021, Điều 5; others follow the time of year. */
const ofFloodSeason = new Set(['flood', 'heavy-rain', 'flash-flood-landslide', 'storm', 'storm-surge'])
/** how far apart in the year two periods may lie and still be compared */
const NEAR = 45

/** Earlier periods that are like the next one: both in or both out of the flood season, or near it in the year. */
export function comparablePeriods(
  hazard: string,
  next: OutlookPeriod,
  earlier: readonly OutlookPeriod[],
  seasons: readonly Season[],
): OutlookPeriod[] {
  // a year holds every season
  if (Date.parse(next.end) - Date.parse(next.start) > 360 * 86_400_000) return [...earlier]
  const day = middleDay(next)
  if (ofFloodSeason.has(hazard) && seasons.length)
    return earlier.filter(p => inSeason(middleDay(p), seasons) === inSeason(day, seasons))
  return earlier.filter(p => daysApartInYear(middleDay(p), day) <= NEAR)
}

export type Chance = { happened: number; of: number; probability: number }

/** Share of the comparable periods in which a hazard reached a level, by Laplace's rule: (k + 1) / (n + 2). */
export function chanceOf(
  hazard: string,
  level: number,
  comparable: readonly OutlookPeriod[],
  seen: readonly SeenLevel[],
): Chance {
  const reached = new Set(seen.filter(s => s.hazard === hazard && s.level >= level).map(s => s.periodKey))
  const happened = comparable.filter(p => reached.has(p.key)).length
  return { happened, of: comparable.length, probability: (happened + 1) / (comparable.length + 2) }
}
