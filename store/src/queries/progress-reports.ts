import type { Tx } from '../database.ts'

export type ProgressReportRow = {
  id: number
  planId: number
  unitId: number
  reach: number[]
  periodKey: string
  texts: unknown
  facts: unknown
  frozenAt: Date | null
  changedAt: Date
  changedByName: string
}
const plain = `p.id, p.plan_id as "planId", p.unit_id as "unitId", p.reach, p.period_key as "periodKey", p.frozen_at as "frozenAt",
  p.changed_at as "changedAt", p.changed_by_name as "changedByName"`
const columns = `${plain}, p.texts, p.facts`

/** Reports on a plan that the reader may see, without what they say. */
export const progressReportsOf = (tx: Tx, planId: number) =>
  tx.query<Omit<ProgressReportRow, 'texts' | 'facts'>>(
    `select ${plain} from progress_reports p where p.plan_id = $1 order by p.period_key desc, p.unit_id limit 500`,
    [planId],
  )
export const findProgressReport = (tx: Tx, id: number) =>
  tx.maybe<ProgressReportRow>(`select ${columns} from progress_reports p where p.id = $1`, [id])
export const lockProgressReport = (tx: Tx, id: number) =>
  tx.maybe<ProgressReportRow>(`select ${columns} from progress_reports p where p.id = $1 for update`, [id])
/** Asked outside row-level security so that "not yours" is told from "not there". */
export const progressReportTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number; reach: number[]; frozen: boolean }>(
    `select unit_id as "unitId", reach, frozen_at is not null as frozen from progress_reports where run_id = $1 and id = $2`,
    [runId, id],
  )
/** The report of a unit, plan and period; the one that is there where there is one. */
export async function addProgressReport(
  tx: Tx,
  runId: number,
  r: {
    planId: number
    unitId: number
    reach: readonly number[]
    periodKey: string
    texts: unknown
    at: Date
    byName: string
  },
): Promise<{ id: number; isNew: boolean }> {
  const made = await tx.maybe<{ id: number }>(
    `insert into progress_reports (run_id, plan_id, unit_id, reach, period_key, texts, changed_at, changed_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (run_id, plan_id, unit_id, period_key) do nothing returning id`,
    [runId, r.planId, r.unitId, r.reach, r.periodKey, JSON.stringify(r.texts), r.at, r.byName],
  )
  if (made) return { id: made.id, isNew: true }
  const there = await tx.one<{ id: number }>(
    'select id from progress_reports where plan_id = $1 and unit_id = $2 and period_key = $3',
    [r.planId, r.unitId, r.periodKey],
  )
  return { id: there.id, isNew: false }
}
export const saveProgressTexts = (tx: Tx, id: number, texts: unknown, at: Date, byName: string) =>
  tx.query('update progress_reports set texts = $2, changed_at = $3, changed_by_name = $4 where id = $1', [
    id,
    JSON.stringify(texts),
    at,
    byName,
  ])
/** Keeps the facts as they stand: with its number, and again where a person takes the figures anew. */
export const freezeProgressReport = (
  tx: Tx,
  id: number,
  facts: unknown,
  reach: readonly number[],
  at: Date,
  byName: string,
) =>
  tx.query(
    'update progress_reports set facts = $2, reach = $3, frozen_at = $4, changed_at = $4, changed_by_name = $5 where id = $1',
    [id, JSON.stringify(facts), reach, at, byName],
  )
/** The report of the same unit and plan that was numbered before this one. */
export const progressReportBefore = (tx: Tx, planId: number, unitId: number, id: number) =>
  tx.maybe<{ id: number; facts: unknown }>(
    `select id, facts from progress_reports where plan_id = $1 and unit_id = $2 and id <> $3 and frozen_at is not null
       and frozen_at < coalesce((select frozen_at from progress_reports where id = $3), 'infinity') order by frozen_at desc limit 1`,
    [planId, unitId, id],
  )

export type ProgressTaskRow = {
  id: number
  parentId: number | null
  ownerId: number
  leadId: number
  title: string
  source: Record<string, unknown>
  product: string | null
  target: { value: number; unit: string; of: string | null } | null
  state: string
  stateAt: Date
  stateReason: string | null
  progress: number
  dueAt: Date | null
  doneAt: Date | null
  periodKey: string | null
  files: number
  reach: number[]
  notes: { id: number; at: string; unitId: number; text: string; ask: boolean; answer: string | null }[]
  measures: { periodKey: string; value: number }[]
}
/**
 * Tasks of a plan with what a report may cite of their history: the last notes of those who do the work (the giver's changes are
 * not its results), every ask, the last figure of each period. Parts and not their wholes; of work that comes round, the rows
 * whose period touches the one asked for. Null `leads`: of every unit.
 */
export const progressTasks = (
  tx: Tx,
  planId: number,
  leads: readonly number[] | null,
  period: { start: string; end: string },
) =>
  tx.query<ProgressTaskRow>(
    `select t.id, t.parent_id as "parentId", t.owner_id as "ownerId", t.lead_id as "leadId", t.title, t.source, t.product, t.target, t.state, t.state_at as "stateAt",
       t.state_reason as "stateReason", t.progress, t.due_at as "dueAt", t.done_at as "doneAt", t.period_key as "periodKey", t.reach,
       (select count(*)::int from task_files f where f.task_id = t.id) as files,
       coalesce((select jsonb_agg(jsonb_build_object('id', n.id, 'at', n.at, 'unitId', n.unit_id, 'text', n.text, 'ask', n.ask,
           'answer', (select a.text from task_notes a where a.answer_to = n.id order by a.id desc limit 1)) order by n.at desc, n.id desc)
         from (select *, row_number() over (partition by ask order by at desc, id desc) as nth from task_notes
               where task_id = t.id and text <> '' and answer_to is null and (unit_id <> t.owner_id or t.owner_id = t.lead_id)) n
         where n.nth <= case when n.ask then 10 else 4 end), '[]') as notes,
       coalesce((select jsonb_agg(jsonb_build_object('periodKey', m.period_key, 'value', m.value) order by m.period_key)
         from (select distinct on (period_key) period_key, value from task_measures where task_id = t.id order by period_key, id desc) m), '[]') as measures
     from tasks t
     where (t.source ->> 'documentId')::int = $1 and t.kind = 'plan' and t.state <> 'cancelled'
       and ($2::int[] is null and not t.source ? 'ownPlanId' or t.lead_id = any ($2))
       and not exists (select from tasks c where c.parent_id = t.id)
       and (t.period_start is null or (t.period_start <= $4::date and t.period_end >= $3::date))
     order by (t.source ->> 'start')::int nulls last, t.id limit 8000`,
    [planId, leads, period.start, period.end],
  )
