import type { Tx } from '../database.ts'

/** What the last day of a series looked like, and when its last readings came. */
export type SeriesPulse = {
  seriesId: number
  expectedMinutes: number | null
  lastAt: Date | null
  lastValue: number | null
  lastCorrected: boolean | null
  /** times of the last 25 readings in milliseconds, newest first */
  times: number[]
  dayCount: number
  dayZeros: number
  dayCorrected: number
}

/** One index walk a series: the primary key of observations begins with run and series. `now` on the clock of the run. */
export const seriesPulses = (tx: Tx, runId: number, seriesIds: readonly number[], now: Date) =>
  tx.query<SeriesPulse>(
    `select s.id as "seriesId", s.expected_minutes as "expectedMinutes", l.at[1] as "lastAt", l.value[1] as "lastValue",
       l.quality[1] = 1 as "lastCorrected", coalesce(l.ms, '{}') as times, d.n as "dayCount", d.zeros as "dayZeros", d.corrected as "dayCorrected"
     from series s
     cross join lateral (
       select array_agg(o.at order by o.at desc) as at, array_agg(o.value order by o.at desc) as value, array_agg(o.quality order by o.at desc) as quality,
         array_agg((extract(epoch from o.at) * 1000)::float8 order by o.at desc) as ms
       from (select at, value, quality from observations where run_id = $1 and series_id = s.id and at <= $3::timestamptz + interval '5 minutes'
             order by at desc limit 25) o) l
     cross join lateral (
       select count(*)::int as n, (count(*) filter (where value = 0))::int as zeros, (count(*) filter (where quality = 1))::int as corrected
       from observations where run_id = $1 and series_id = s.id and at > $3::timestamptz - interval '1 day' and at <= $3::timestamptz) d
     where s.id = any ($2::int[])`,
    [runId, seriesIds, now],
  )

export const setExpectedMinutes = (tx: Tx, seriesId: number, minutes: number | null) =>
  tx.query('update series set expected_minutes = $2 where id = $1', [seriesId, minutes])
