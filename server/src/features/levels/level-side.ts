import type { LevelRow, LevelSide } from '@tusom/contract'
import { type LevelStateRow, officialBulletins, type Tx } from '@tusom/store'
import { validity } from '../bulletins/outlook.ts'
import type { RunEngine } from '../observations/run-engine.ts'

/** Official levels whose bulletin is out of date ("quá hạn bản tin"), by `unit/hazard`, since when. */
export type OutOfDate = ReadonlyMap<string, string>
export async function outOfDate(tx: Tx, now: Date): Promise<OutOfDate> {
  const late = new Map<string, string>()
  for (const b of await officialBulletins(tx, now)) {
    const { until } = validity(b)
    if (until <= now.getTime()) late.set(`${b.areaId}/${b.hazard}`, new Date(until).toISOString())
  }
  return late
}

/** A level as it leaves the server, with what it rests on. */
export const side = (s: LevelStateRow | undefined, late: OutOfDate): LevelSide | null =>
  s
    ? {
        level: s.level,
        since: s.since.toISOString(),
        knownAt: s.knownAt.toISOString(),
        rule: s.rule,
        article: s.article,
        evidence: s.evidence,
        bulletin: s.bulletinAt
          ? {
              issuer: s.bulletinIssuer ?? '',
              number: s.bulletinNumber,
              issuedAt: s.bulletinAt.toISOString(),
              outOfDateSince: s.status === 'official' ? (late.get(`${s.areaId}/${s.hazard}`) ?? null) : null,
            }
          : null,
        holder: s.holderName ? { name: s.holderName, at: (s.heldAt as Date).toISOString() } : null,
      }
    : null

/** The most telling reading of now, in words. */
export function factNow(engine: RunEngine, areaId: number, hazard: string): LevelRow['now'] {
  const first = engine.engine.facts(String(areaId), hazard)[0]
  if (!first) return null
  const { says, saysEn } = first
  return { says, ...(saysEn === undefined ? {} : { saysEn }), at: new Date(first.at).toISOString() }
}

/** Three intervals without a reading and a station counts as silent: silence is a signal, not calm. */
export const SILENT_AFTER = 3
