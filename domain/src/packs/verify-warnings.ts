import type { LevelChange } from '../levels/level.ts'

/** Something that happened, as a register of observed events holds it. Times in milliseconds. */
export type ObservedEvent = {
  hazard: string
  areas: readonly string[]
  from: number
  /** null: not known to have ended */
  to: number | null
  /** how bad it was; null: it happened, and nobody said how bad */
  level: number | null
}

export type VerifyOptions = {
  /** the period that was replayed */
  from: number
  to: number
  /** how long before an event a level may have stood and still count as having warned of it */
  windowHours: number
  /** how long after a warning ended an event may begin before the warning counts as false */
  falseAfterHours: number
  /** two warnings with a shorter gap between them are one */
  mergeHours: number
}

export const verifyDefaults = { windowHours: 24, falseAfterHours: 24, mergeHours: 6 }

/** A level at or above a threshold over one commune, from when to when. `to` null: it still stood when the period ended. */
export type Warned = {
  area: string
  hazard: string
  threshold: number
  from: number
  to: number | null
  highest: number
}
export type Verdict = {
  outcome: 'hit' | 'late' | 'miss' | 'false-alarm' | 'undecided'
  hazard: string
  threshold: number
  area: string
  at: number
  leadMinutes: number | null
}

export type Contingency = { hits: number; misses: number; falseAlarms: number }
export type Scores = { pod: number | null; far: number | null; csi: number | null }
export type ScoreRow = Contingency &
  Scores & {
    hazard: string
    threshold: number
    /** of the misses: how many were warned of after they had begun */
    late: number
    /** warnings too near the end of the period to be called false */
    undecided: number
    lead: { least: number; median: number; most: number } | null
  }

const HOUR = 3_600_000

/**
 * Probability of detection, false-alarm ratio and critical success index (threat score). Null where nothing is counted that could be
 * divided by. Wilks, Statistical Methods in the Atmospheric Sciences, 3rd ed., 8.2.2.
 */
export function scoresOf({ hits, misses, falseAlarms }: Contingency): Scores {
  const part = (n: number, of: number) => (of === 0 ? null : n / of)
  return {
    pod: part(hits, hits + misses),
    far: part(falseAlarms, hits + falseAlarms),
    csi: part(hits, hits + misses + falseAlarms),
  }
}

/** The times over which a level at or above the threshold stood, commune by commune; short gaps are closed. Undetermined warns of nothing. */
export function warnedTimes(changes: readonly LevelChange[], threshold: number, mergeHours: number): Warned[] {
  const open = new Map<string, Warned>()
  const done: Warned[] = []
  const last = new Map<string, Warned>()
  for (const c of changes.toSorted((a, b) => a.at - b.at)) {
    const key = `${c.area}/${c.hazard}`
    const had = open.get(key)
    const over = c.to !== null && c.to >= threshold
    if (had && over) had.highest = Math.max(had.highest, c.to as number)
    else if (had) {
      had.to = c.at
      open.delete(key)
      last.set(key, had)
    } else if (over) {
      const before = last.get(key)
      if (before && c.at - (before.to as number) < mergeHours * HOUR) {
        before.to = null
        before.highest = Math.max(before.highest, c.to as number)
        open.set(key, before)
      } else {
        const made: Warned = {
          area: c.area,
          hazard: c.hazard,
          threshold,
          from: c.at,
          to: null,
          highest: c.to as number,
        }
        open.set(key, made)
        done.push(made)
      }
    }
  }
  return done
}

/**
 * Judges levels against what happened, commune by commune.
 *
 * - an event counts at a threshold when it was at least as bad; one without a level counts at threshold 1 only
 * - hit: a level ≥ threshold stood at some time from `windowHours` before the event began until it began. Lead time: from when
 *   that level first stood until the event began
 * - miss: it did not; *late* is a miss where a level came while the event went on
 * - false alarm: from its beginning until `falseAfterHours` after its end no event of that commune and hazard began or went on
 * - a warning for which those hours are not over when the period ends is undecided and counted nowhere
 */
export function verifyWarnings(
  changes: readonly LevelChange[],
  events: readonly ObservedEvent[],
  thresholds: readonly number[],
  options: VerifyOptions,
): { rows: ScoreRow[]; verdicts: Verdict[] } {
  const verdicts: Verdict[] = []
  for (const threshold of thresholds) {
    const warned = warnedTimes(changes, threshold, options.mergeHours)
    const byPlace = new Map<string, Warned[]>()
    for (const w of warned) put(byPlace, `${w.area}/${w.hazard}`, w)
    const happened = new Map<string, ObservedEvent[]>()
    for (const e of events) {
      for (const area of new Set(e.areas)) put(happened, `${area}/${e.hazard}`, e)
      if (e.from < options.from || e.from > options.to || (e.level ?? 1) < threshold) continue
      for (const area of new Set(e.areas))
        verdicts.push({
          ...judgeEvent(e, byPlace.get(`${area}/${e.hazard}`) ?? [], options),
          hazard: e.hazard,
          threshold,
          area,
        })
    }
    for (const w of warned) {
      const until = (w.to ?? options.to) + options.falseAfterHours * HOUR
      // an event of a lesser degree is still no hit, but neither is a warning that it came with false at threshold 1
      const near = (happened.get(`${w.area}/${w.hazard}`) ?? []).some(
        e => (e.level ?? 1) >= threshold && e.from <= until && (e.to ?? e.from) >= w.from,
      )
      if (near) continue
      const outcome = w.to === null || until > options.to ? 'undecided' : 'false-alarm'
      verdicts.push({ outcome, hazard: w.hazard, threshold, area: w.area, at: w.from, leadMinutes: null })
    }
  }
  verdicts.sort((a, b) => a.at - b.at || (a.area < b.area ? -1 : a.area > b.area ? 1 : 0) || a.threshold - b.threshold)
  return { rows: countUp(verdicts), verdicts }
}

function judgeEvent(
  e: ObservedEvent,
  warned: readonly Warned[],
  options: VerifyOptions,
): Pick<Verdict, 'outcome' | 'at' | 'leadMinutes'> {
  const opens = e.from - options.windowHours * HOUR
  const before = warned.filter(w => w.from <= e.from && (w.to ?? Number.POSITIVE_INFINITY) >= opens)
  const first = before.sort((a, b) => a.from - b.from)[0]
  if (first) return { outcome: 'hit', at: e.from, leadMinutes: Math.round((e.from - first.from) / 60_000) }
  const after = warned.find(w => w.from > e.from && w.from <= (e.to ?? e.from))
  return after
    ? { outcome: 'late', at: e.from, leadMinutes: Math.round((e.from - after.from) / 60_000) }
    : { outcome: 'miss', at: e.from, leadMinutes: null }
}

function countUp(verdicts: readonly Verdict[]): ScoreRow[] {
  const groups = new Map<string, Verdict[]>()
  for (const v of verdicts) put(groups, `${v.hazard}/${v.threshold}`, v)
  return [...groups.values()]
    .map(list => {
      const { hazard, threshold } = list[0] as Verdict
      const n = (outcome: Verdict['outcome']) => list.filter(v => v.outcome === outcome).length
      const late = n('late')
      const counts = { hits: n('hit'), misses: n('miss') + late, falseAlarms: n('false-alarm') }
      const leads = list.flatMap(v => (v.outcome === 'hit' ? [v.leadMinutes as number] : [])).sort((a, b) => a - b)
      return {
        hazard,
        threshold,
        ...counts,
        ...scoresOf(counts),
        late,
        undecided: n('undecided'),
        lead: leads.length ? { least: leads[0] as number, median: median(leads), most: leads.at(-1) as number } : null,
      }
    })
    .sort((a, b) => (a.hazard < b.hazard ? -1 : a.hazard > b.hazard ? 1 : a.threshold - b.threshold))
}

function median(sorted: readonly number[]): number {
  const half = sorted.length >> 1
  return sorted.length % 2 ? (sorted[half] as number) : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
