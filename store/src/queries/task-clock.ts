import type { Tx } from '../database.ts'

/** Queries of the clock of tasks: run by the system over one run, outside row-level security, so each names its run. */

/** Two servers, or a slow turn and the next: only one works on a run at a time. False: somebody does already. */
export const tryClock = async (tx: Tx, runId: number): Promise<boolean> =>
  (
    await tx.one<{ got: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('task clock ' || $1, 0)) as got`,
      [runId],
    )
  ).got

export type TaskSeriesRow = {
  id: number
  seriesId: number
  recurs: string
  periodStart: string
  recurUntil: string | null
  recurOffset: number
}
/** The last row of each series that may come again: the whole where there are parts. A series whose last row was cancelled has ended. */
export const lastOfSeries = (tx: Tx, runId: number, today: string) =>
  tx.query<TaskSeriesRow>(
    `select id, "seriesId", recurs, "periodStart", "recurUntil", "recurOffset" from (
       select distinct on (series_id) id, series_id as "seriesId", recurs, period_start as "periodStart", period_end, recur_until as "recurUntil",
         recur_offset as "recurOffset", state
       from tasks where run_id = $1 and series_id is not null and parent_id is null order by series_id, period_start desc) t
     where state <> 'cancelled' and period_end < $2::date order by id`,
    [runId, today],
  )

/**
 * The next row of a series and of its parts, for a period, as the last ones stood: who leads and cooperates now, not what was
 * done. Parts that were cancelled do not come again. Returns how many rows were made.
 */
export async function addRound(
  tx: Tx,
  runId: number,
  last: { id: number; seriesId: number },
  round: { key: string; start: string; end: string; dueAt: Date },
  at: Date,
  byName: string,
): Promise<number> {
  const copy = (where: string, parent: string) => `
    insert into tasks (run_id, kind, title, text, owner_id, lead_id, cooperating_ids, cooperating_text, reach, due_at, due_text, recurs, target, product, source,
      parent_id, cost_estimate, field, series_id, period_key, period_start, period_end, recur_until, recur_offset,
      state_at, state_by_name, created_at, created_by, created_by_name)
    select run_id, kind, title, text, owner_id, lead_id, cooperating_ids, cooperating_text, reach, $4, due_text, recurs, target, product, source,
      ${parent}, cost_estimate, field, $3, $5, $6, $7, recur_until, recur_offset, $8, $9, $8, created_by, $9
    from tasks where run_id = $1 and ${where} on conflict do nothing returning id`
  const values = [last.seriesId, round.dueAt, round.key, round.start, round.end, at, byName]
  const head = await tx.maybe<{ id: number }>(copy('id = $2', 'null'), [runId, last.id, ...values])
  if (!head) return 0
  const parts = await tx.query(copy(`parent_id = $2 and state <> 'cancelled'`, '$10::int'), [
    runId,
    last.id,
    ...values,
    head.id,
  ])
  return 1 + parts.length
}

export type ClockTask = {
  id: number
  title: string
  kind: 'plan' | 'ad-hoc'
  ownerId: number
  leadId: number
  state: 'assigned' | 'accepted' | 'doing' | 'cannot'
  stateReason: string | null
  stateAt: Date
  dueAt: Date | null
  createdAt: Date
  urgency: string | null
  signals: string[]
}
/** Work that the clock looks at: open, or said to be impossible; parts and not their wholes; with what was told already. */
export const clockTasks = (tx: Tx, runId: number) =>
  tx.query<ClockTask>(
    `select t.id, t.title, t.kind, t.owner_id as "ownerId", t.lead_id as "leadId", t.state, t.state_reason as "stateReason", t.state_at as "stateAt",
       t.due_at as "dueAt", t.created_at as "createdAt", t.source ->> 'urgency' as urgency,
       coalesce((select array_agg(s.signal) from task_signals s where s.run_id = t.run_id and s.task_id = t.id), '{}') as signals
     from tasks t where t.run_id = $1 and t.kind <> 'scenario' and t.state in ('assigned', 'accepted', 'doing', 'cannot')
       and not exists (select from tasks c where c.parent_id = t.id) order by t.due_at nulls last, t.id`,
    [runId],
  )

export const addSignals = (
  tx: Tx,
  runId: number,
  signals: readonly { taskId: number; signal: string; unitId: number }[],
  at: Date,
) =>
  tx.query(
    `insert into task_signals (run_id, task_id, signal, unit_id, at) select $1, "taskId", signal, "unitId", $3
     from jsonb_to_recordset($2::jsonb) as x("taskId" int, signal text, "unitId" int) on conflict do nothing`,
    [runId, JSON.stringify(signals), at],
  )

/** Steps of escalation that were reached in a span of time, for digests: what the standing agency and the leader hear of. */
export const signalsBetween = (tx: Tx, runId: number, from: Date, to: Date) =>
  tx.query<{ taskId: number; signal: string; unitId: number }>(
    `select task_id as "taskId", signal, unit_id as "unitId" from task_signals where run_id = $1 and at > $2 and at <= $3 and signal like 'late:%'`,
    [runId, from, to],
  )

export const addUrgent = (
  tx: Tx,
  runId: number,
  notices: readonly { unitId: number; kind: string; taskIds: readonly number[]; detail: string }[],
  at: Date,
) =>
  tx.query(
    `insert into urgent_notices (run_id, unit_id, at, kind, task_ids, detail) select $1, "unitId", $3, kind, "taskIds", detail
     from jsonb_to_recordset($2::jsonb) as x("unitId" int, kind text, "taskIds" int[], detail text)`,
    [runId, JSON.stringify(notices), at],
  )

/** The last day that has digests in a run. */
export const lastDigestDay = (tx: Tx, runId: number) =>
  tx.one<{ day: string | null; madeAt: Date | null }>(
    `select max(day) as day, max(made_at) as "madeAt" from digests where run_id = $1`,
    [runId],
  )
export const addDigests = (
  tx: Tx,
  runId: number,
  day: string,
  at: Date,
  digests: readonly { unitId: number; content: unknown }[],
) =>
  tx.query(
    `insert into digests (run_id, unit_id, day, made_at, content) select $1, "unitId", $2, $3, content
     from jsonb_to_recordset($4::jsonb) as x("unitId" int, content jsonb) on conflict do nothing`,
    [runId, day, at, JSON.stringify(digests)],
  )

/** Runs whose time goes on. */
export const livingRuns = (tx: Tx) => tx.query<{ id: number }>('select id from runs where ended_at is null order by id')

export const allTaskRules = (tx: Tx) =>
  tx.query<{ provinceId: number; rules: unknown }>('select province_id as "provinceId", rules from task_rules')
/** Holidays that provinces have entered: escalation does not count them. */
export const allHolidays = (tx: Tx) =>
  tx.query<{ provinceId: number; day: string }>(
    `select province_id as "provinceId", day from report_days_off where kind = 'holiday'`,
  )
