import type { Tx } from '../database.ts'

export type OutlookRecord = {
  id: number
  unitId: number
  periodKey: string
  nextKey: string
  nextStart: string
  nextEnd: string
  text: string
  claims: unknown
  confirmedAt: Date
  confirmedByName: string
}
const columns = `id, unit_id as "unitId", period_key as "periodKey", next_key as "nextKey", next_start::text as "nextStart", next_end::text as "nextEnd",
  text, claims, confirmed_at as "confirmedAt", confirmed_by_name as "confirmedByName"`

/** A unit's confirmed outlooks, the latest first. */
export const outlooksOf = (tx: Tx, unitId: number, limit = 24) =>
  tx.query<OutlookRecord>(
    `select ${columns} from outlooks where unit_id = $1 order by next_start desc, confirmed_at desc limit $2`,
    [unitId, limit],
  )
export const outlookOf = (tx: Tx, unitId: number, periodKey: string) =>
  tx.maybe<OutlookRecord>(`select ${columns} from outlooks where unit_id = $1 and period_key = $2`, [unitId, periodKey])

/** Confirms an outlook; one that was confirmed for the same period before is replaced. */
export const confirmOutlook = (
  tx: Tx,
  o: {
    runId: number
    unitId: number
    reach: readonly number[]
    periodKey: string
    nextKey: string
    nextStart: string
    nextEnd: string
    text: string
    claims: unknown
    at: Date
    userId: number
    userName: string
  },
) =>
  tx.one<{ id: number }>(
    `insert into outlooks (run_id, unit_id, reach, period_key, next_key, next_start, next_end, text, claims, confirmed_at, confirmed_by, confirmed_by_name)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
     on conflict (run_id, unit_id, period_key) do update set text = excluded.text, claims = excluded.claims, confirmed_at = excluded.confirmed_at,
       confirmed_by = excluded.confirmed_by, confirmed_by_name = excluded.confirmed_by_name
     returning id`,
    [
      o.runId,
      o.unitId,
      o.reach,
      o.periodKey,
      o.nextKey,
      o.nextStart,
      o.nextEnd,
      o.text,
      JSON.stringify(o.claims),
      o.at,
      o.userId,
      o.userName,
    ],
  )

export type PeriodSpan = { key: string; start: string; end: string }
const spans = `spans as (select key, (s::timestamp at time zone 'Asia/Ho_Chi_Minh') as s, least($3::timestamptz, ((e + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')) as e
  from unnest($4::text[], $5::date[], $6::date[]) as x(key, s, e))`
const spanValues = (runId: number, areas: readonly number[], now: Date, p: readonly PeriodSpan[]) => [
  runId,
  areas,
  now,
  p.map(x => x.key),
  p.map(x => x.start),
  p.map(x => x.end),
]

/**
 * What stood over some communes in each of some periods: the highest level, in how many communes, on how many days there was one
 * of 1 or above. Suggested levels by the history that does not depend on arrival; of an official level that nobody ended only the
 * moment at which it was entered, because when its bulletin ran out is not in the changes. Asked by the system: whoever calls this
 * has asked `permit` for the unit and gives its communes.
 */
export const levelsInPeriods = (
  tx: Tx,
  runId: number,
  areas: readonly number[],
  now: Date,
  periods: readonly PeriodSpan[],
) =>
  tx.query<{ periodKey: string; hazard: string; level: number; communes: number; days: number }>(
    `with ${spans}, stood as (
       select area_id, hazard, to_level as level, at, coalesce(lead(at) over (partition by area_id, hazard order by at), $3) as until
         from level_history where run_id = $1 and area_id = any ($2::int[]) and at <= $3
       union all
       select area_id, hazard, to_level, at, coalesce(lead(at) over (partition by area_id, hazard order by at, id), at)
         from level_changes where run_id = $1 and area_id = any ($2::int[]) and status = 'official' and at <= $3)
     select p.key as "periodKey", x.hazard, max(x.level)::int as level, count(distinct x.area_id)::int as communes, count(distinct d.day)::int as days
     from spans p join stood x on x.level >= 1 and x.at < p.e and (x.until > p.s or x.at >= p.s),
       lateral (select generate_series((greatest(x.at, p.s) at time zone 'Asia/Ho_Chi_Minh')::date, (greatest(greatest(x.at, p.s), least(x.until, p.e) - interval '1 second') at time zone 'Asia/Ho_Chi_Minh')::date, '1 day')::date as day) d
     group by 1, 2 order by 1, 2`,
    spanValues(runId, areas, now, periods),
  )

/** In which of some periods anything was measured for these communes: in the others nobody can say what happened. */
export const observedPeriods = async (
  tx: Tx,
  runId: number,
  areas: readonly number[],
  now: Date,
  periods: readonly PeriodSpan[],
): Promise<string[]> =>
  (
    await tx.query<{ key: string }>(
      `with ${spans}, own as (select distinct s.id from series s join station_communes c using (station_id) where c.commune_id = any ($2::int[]))
       select p.key from spans p where exists (select from own s, lateral (
         select 1 from observations o where o.run_id = $1 and o.series_id = s.id and o.at >= p.s and o.at < p.e limit 1) x)`,
      spanValues(runId, areas, now, periods),
    )
  ).map(r => r.key)

/** The highest water of each gauge of some communes within a period. */
export const gaugePeaks = (tx: Tx, runId: number, areas: readonly number[], now: Date, period: PeriodSpan, limit = 6) =>
  tx.query<{ station: string; unit: string; value: number; day: string }>(
    `with ${spans}
     select t.name as station, s.unit, x.value, (x.at at time zone 'Asia/Ho_Chi_Minh')::date::text as day
     from spans p, series s join stations t on t.id = s.station_id,
       lateral (select o.value, o.at from observations o where o.run_id = $1 and o.series_id = s.id and o.at >= p.s and o.at < p.e order by o.value desc, o.at limit 1) x
     where s.indicator = 'water_level' and exists (select from station_communes c where c.station_id = s.station_id and c.commune_id = any ($2::int[]))
     order by t.name limit $7`,
    [...spanValues(runId, areas, now, [period]), limit],
  )

/** Warnings that left for any of some communes within a period. */
export const warningsIssued = async (
  tx: Tx,
  runId: number,
  areas: readonly number[],
  now: Date,
  period: PeriodSpan,
): Promise<number> =>
  (
    await tx.one<{ n: number }>(
      `with ${spans}
       select count(*)::int as n from spans p join warnings w on w.run_id = $1 and w.area_ids && $2::int[] and w.issued_at >= p.s and w.issued_at < p.e and w.msg_type <> 'Cancel'`,
      spanValues(runId, areas, now, [period]),
    )
  ).n

/** A unit's own figures that were sent, one row a report, for some periods. Under the rights of reports. */
export const ownFigures = (tx: Tx, unitId: number, periodKeys: readonly string[]) =>
  tx.query<{ form: string; periodKey: string; element: string; value: number }>(
    `select f.form_code as form, f.period_key as "periodKey", p.element, f.figures[p.pos] as value
     from report_figures f join report_positions p using (form_code)
     where f.run_id = 0 and f.unit_id = $1 and f.period_key = any ($2::text[]) and f.figures[p.pos] is not null
     order by f.form_code, p.pos limit 20000`,
    [unitId, periodKeys],
  )
