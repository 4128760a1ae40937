import { alarmOf, hazardOf, type GaugeFact, type WarningLevel } from '@tusom/domain'
import { currentLevels, latestReadings, type LevelStateRow, type SeriesRow, type Tx } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import type { Ingest } from '../observations/ingest.ts'
import type { RunEngine, SeriesCatalogue } from '../observations/run-engine.ts'

/** What a warning of a hazard for some communes rests on, in one run. */
export type Ground = { level: WarningLevel; gauges: GaugeFact[]; nextBulletinAt: Date | null }

const isStage = (s: SeriesRow) => s.indicator.startsWith('water_level')
const isRain = (s: SeriesRow) => s.indicator.startsWith('rain')

function stage(s: SeriesRow, r: { at: Date; value: number; before: number | null; beforeAt: Date | null }): GaugeFact {
  const { alarm1, alarm2, alarm3, record, zone } = s.thresholds
  const marks = [alarm1, alarm2, alarm3, record].map(m => m?.value ?? null)
  const alarm = alarmOf(
    {
      station: s.stationCode,
      indicator: s.indicator,
      areas: [],
      alarm1: marks[0] ?? null,
      alarm2: marks[1] ?? null,
      alarm3: marks[2] ?? null,
      record: marks[3] ?? null,
      zone: zone?.value ?? null,
    },
    r.value,
  )
  const hours = r.beforeAt ? (r.at.getTime() - r.beforeAt.getTime()) / 3_600_000 : 0
  return {
    kind: 'stage',
    station: s.stationCode,
    stationName: s.stationName,
    river: s.river,
    indicator: s.indicator,
    invented: s.invented,
    at: r.at.getTime(),
    value: r.value,
    alarm,
    alarmValue: alarm ? (marks[alarm - 1] ?? null) : null,
    perHour: r.before === null || hours <= 0 ? null : (r.value - r.before) / hours,
  }
}

function rain(s: SeriesRow, engine: RunEngine): GaugeFact | null {
  const index = engine.index.get(s.id)
  const at = engine.lastAt.get(s.id)
  if (index === undefined || at === undefined) return null
  const { sum24, sum12, kind } = engine.engine.trace(index)
  if (sum24 <= 0) return null
  return {
    kind: 'rain',
    station: s.stationCode,
    stationName: s.stationName,
    indicator: s.indicator,
    invented: s.invented,
    at,
    sum24,
    sum12: kind === 'rain24' ? null : sum12,
  }
}

/** Most pressing first: the higher alarm, then the faster rise; for rain the larger sum. */
function worse(a: GaugeFact, b: GaugeFact): number {
  if (a.kind === 'stage' && b.kind === 'stage')
    return (b.alarm ?? 0) - (a.alarm ?? 0) || (b.perHour ?? 0) - (a.perHour ?? 0)
  if (a.kind === 'rain' && b.kind === 'rain') return b.sum24 - a.sum24
  return a.kind === 'stage' ? -1 : 1
}

/** Series that the level rests on, else those that speak for the communes. */
function seriesFor(
  catalogue: SeriesCatalogue,
  states: readonly LevelStateRow[],
  areaIds: readonly number[],
  hazard: string,
) {
  const kind = hazard === 'flood' ? isStage : isRain
  const named = new Set(states.flatMap(s => s.evidence.map(e => `${e.station}\u0000${e.indicator}`)))
  const evidence = [...named].flatMap(key => catalogue.byKey.get(key) ?? []).filter(kind)
  if (evidence.length) return evidence
  return catalogue.rows.filter(s => kind(s) && s.communeIds.some(id => areaIds.includes(id)))
}

/**
 * The level of a hazard over some communes and the latest figures of the stations behind it. An official level goes before
 * a suggested one; of several the highest; "undetermined" only where nothing else is known.
 */
export async function groundOf(
  ctx: Context,
  ingest: Ingest,
  tx: Tx,
  runId: number,
  areaIds: readonly number[],
  hazard: string,
  now: Date,
): Promise<Ground> {
  const states = (await currentLevels(tx, now)).filter(s => s.hazard === hazard && areaIds.includes(s.areaId))
  const highest = (status: 'official' | 'suggested') =>
    states.filter(s => s.status === status).sort((a, b) => (b.level ?? -1) - (a.level ?? -1))[0]
  const chosen = highest('official') ?? highest('suggested')
  const catalogue = await ingest.catalogue()
  const wanted = seriesFor(
    catalogue,
    states.filter(s => s.status === 'suggested'),
    areaIds,
    hazard,
  )
  const engine = await ingest.engine(runId)
  const latest = await ctx.db.asIngest(runId, t =>
    latestReadings(
      t,
      runId,
      wanted.filter(isStage).map(s => s.id),
      now,
    ),
  )
  const gauges = wanted
    .flatMap(s => {
      if (isRain(s)) return rain(s, engine) ?? []
      const r = latest.find(l => l.seriesId === s.id)
      return r ? stage(s, r) : []
    })
    .sort(worse)
  const alarms = gauges.flatMap(g => (g.kind === 'stage' && g.alarm !== null ? [g.alarm] : []))
  const found = hazardOf(hazard, areaIds[0] === undefined ? undefined : engine.packsOf(areaIds[0]))
  const rule = found?.hazard
  const article = chosen?.article ?? rule?.article ?? null
  const basis = found?.pack.basis.split(' ngày ')[0] ?? ''
  return {
    level: {
      level: chosen?.level ?? null,
      status: chosen?.status ?? 'none',
      article: chosen && article ? (article.includes('QĐ') ? article : `${article} ${basis}`) : null,
      pack: chosen?.status === 'suggested' && found ? `${found.pack.id} ${found.pack.version}` : null,
      rule: chosen?.rule ?? null,
      bulletin: chosen?.bulletinAt
        ? {
            issuer: chosen.bulletinIssuer ?? '',
            number: chosen.bulletinNumber,
            issuedAt: chosen.bulletinAt.toISOString(),
          }
        : null,
      alarm: hazard === 'flood' && alarms.length ? Math.max(...alarms) : null,
    },
    gauges,
    nextBulletinAt: chosen?.expiresAt ?? null,
  }
}
