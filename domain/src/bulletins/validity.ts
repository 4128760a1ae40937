import { type DueBulletin, dueBulletins, nextDue } from './due-hours.ts'

export type Validity = {
  /** from here on the bulletin is out of date ("quá hạn bản tin"): the next one should have come */
  until: number
  /** from here on what it said no longer stands as the official level */
  endsAt: number
}

const HOUR = 3_600_000
/** How long after the hour of the next bulletin nobody worries: making, sending and entering it take time. Working value of ours. */
export const GRACE_MS = HOUR
/** A level out of date is shown as such for a day, so that a missed bulletin is seen and not taken for the end of danger. Working value. */
export const OUT_OF_DATE_MS = 24 * HOUR
/** Bulletins that are issued when something is seen, without hours of their own; they speak of the hours before them. Working values. */
const spoken: Record<string, number> = { 'flash-flood-landslide': 6 * HOUR, thunderstorm: 6 * HOUR }

/** How long a bulletin holds: what it says itself, else until the next one is due. */
export function validityOf(b: {
  hazard: string
  issuedAt: number
  nextAt: number | null
  expiresAt?: number | null
}): Validity {
  const until = b.expiresAt ?? (b.nextAt !== null ? b.nextAt + GRACE_MS : byHours(b.hazard, b.issuedAt))
  return { until, endsAt: until + OUT_OF_DATE_MS }
}

function byHours(hazard: string, issuedAt: number): number {
  const own = spoken[hazard]
  if (own !== undefined) return issuedAt + own
  // of several bulletins of one hazard the rarest: nobody is told off for a bulletin that was not owed
  const due = dueBulletins.filter((d: DueBulletin) => d.hazard === hazard).map(d => nextDue(d, issuedAt))
  const next = Math.max(...due.filter(x => x !== null))
  return Number.isFinite(next) ? next + GRACE_MS : issuedAt + 24 * HOUR
}
