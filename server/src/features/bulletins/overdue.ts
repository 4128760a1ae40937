import {
  alarmOf,
  type BulletinHazard,
  bulletinHazards,
  type BulletinSituation,
  overdueBulletins,
  type Overdue,
  type SeriesDef,
} from '@tusom/domain'
import { issuedLately, officialBulletins, stagesBetween, type SeriesRow, type Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { Context } from '../../core/context.ts'

const HOUR = 3_600_000
/** A gauge that has said nothing for so long tells nothing about now. */
const SILENT = 6 * HOUR
const LOOK_BACK = 36 * HOUR

type Alarm = { alarm: number; since: number }

/** The alarm (báo động) at which a gauge stands, and since when it has stood at least so high. */
export function standingAlarm(
  series: Pick<SeriesRow, 'thresholds'>,
  readings: readonly { at: Date; value: number }[],
  now: Date,
): Alarm | null {
  const t = series.thresholds
  const def = {
    alarm1: t.alarm1?.value ?? null,
    alarm2: t.alarm2?.value ?? null,
    alarm3: t.alarm3?.value ?? null,
    record: t.record?.value ?? null,
  } as SeriesDef
  const last = readings.at(-1)
  if (!last || now.getTime() - last.at.getTime() > SILENT) return null
  const alarm = alarmOf(def, last.value)
  if (alarm === null || alarm < 1) return null
  let since = last.at.getTime()
  for (let i = readings.length - 1; i >= 0; i--) {
    const r = readings[i] as { at: Date; value: number }
    if ((alarmOf(def, r.value) ?? 0) < alarm) break
    since = r.at.getTime()
  }
  return { alarm, since }
}

/**
 * Bulletins that should have come to a reader's province and did not: while an official level stands, or a gauge that speaks for
 * communes in sight is in alarm. Hours: domain/bulletins/due-hours.ts.
 */
export async function overdueNow(
  ctx: Context,
  request: FastifyRequest,
  rows: readonly SeriesRow[],
): Promise<Overdue[]> {
  const { actor, now, run } = request
  const visible = (id: number) => actor.watch.has(id) || actor.assignments.some(a => a.units.has(id))
  const situations: BulletinSituation[] = []
  const put = (hazard: string, since: number, alarm: number | null, official: boolean) => {
    if ((bulletinHazards as readonly string[]).includes(hazard))
      situations.push({ hazard: hazard as BulletinHazard, since, alarm, official })
  }
  const gauges = rows.filter(
    s => s.indicator.startsWith('water_level') && s.thresholds.alarm1 && s.communeIds.some(visible),
  )
  const from = new Date(now.getTime() - LOOK_BACK)
  const readings = gauges.length
    ? await ctx.db.asIngest(run.id, (tx: Tx) =>
        stagesBetween(
          tx,
          run.id,
          gauges.map(g => g.id),
          from,
          now,
        ),
      )
    : []
  const byGauge = new Map<number, { at: Date; value: number }[]>()
  for (const r of readings) {
    const list = byGauge.get(r.seriesId)
    if (list) list.push(r)
    else byGauge.set(r.seriesId, [r])
  }
  for (const g of gauges) {
    const alarm = standingAlarm(g, byGauge.get(g.id) ?? [], now)
    if (alarm) put('flood', alarm.since, alarm.alarm, false)
  }
  const { official, issued } = await request.read(async tx => ({
    official: await officialBulletins(tx, now),
    issued: await issuedLately(tx, new Date(now.getTime() - 32 * 24 * HOUR)),
  }))
  for (const s of official) if (visible(s.areaId)) put(s.hazard, s.since.getTime(), null, true)
  const late = overdueBulletins(
    situations,
    issued.map(i => ({ hazard: i.hazard, issuedAt: i.issuedAt.getTime(), nextAt: i.nextAt?.getTime() ?? null })),
    now.getTime(),
  )
  // of several reasons for bulletins of one hazard the highest alarm's stands; each bulletin once, the longest late first
  const best = new Map<string, Overdue>()
  for (const o of late) {
    const had = best.get(o.hazard)
    if (!had || rank(o.id) < rank(had.id) || (rank(o.id) === rank(had.id) && o.lateMinutes > had.lateMinutes))
      best.set(o.hazard, o)
  }
  return [...best.values()].sort((a, b) => b.lateMinutes - a.lateMinutes)
}

const rank = (id: string) => ['flood-urgent', 'flood', 'flood-warning'].indexOf(id)
