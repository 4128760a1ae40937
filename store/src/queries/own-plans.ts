import type { Tx } from '../database.ts'

export type OwnPlanRow = {
  id: number
  planId: number
  unitId: number
  ownerId: number
  reach: number[]
  dueOn: string
  state: 'asked' | 'filed' | 'returned' | 'accepted'
  stateAt: Date
  focalName: string | null
  focalPost: string | null
  version: number
  documentId: number | null
  firstFiledAt: Date | null
  askedAt: Date
  askedByName: string
  draft: unknown
  draftAt: Date | null
  draftByName: string | null
  planNumber: string | null
  planTitle: string
  /** what the version that stands carries out */
  covers: number[]
}
const columns = `p.id, p.plan_id as "planId", p.unit_id as "unitId", p.owner_id as "ownerId", p.reach, p.due_on as "dueOn", p.state, p.state_at as "stateAt",
  p.focal_name as "focalName", p.focal_post as "focalPost", p.version, p.document_id as "documentId", p.first_filed_at as "firstFiledAt",
  p.asked_at as "askedAt", p.asked_by_name as "askedByName", p.draft, p.draft_at as "draftAt", p.draft_by_name as "draftByName",
  d.number as "planNumber", coalesce(d.title, '') as "planTitle", coalesce(v.covers, '{}') as covers`
const from = `own_plans p left join documents d on d.id = p.plan_id
  left join own_plan_versions v on v.run_id = p.run_id and v.own_plan_id = p.id and v.version = p.version`

/** Own plans that the reader may see, those that need somebody first. */
export const listOwnPlans = (tx: Tx, limit: number) =>
  tx.query<OwnPlanRow>(`select ${columns} from ${from} order by (p.state = 'accepted'), p.due_on, p.id limit $1`, [
    limit,
  ])
export const ownPlansOf = (tx: Tx, planId: number) =>
  tx.query<OwnPlanRow>(`select ${columns} from ${from} where p.plan_id = $1 order by p.unit_id`, [planId])
export const findOwnPlan = (tx: Tx, id: number) =>
  tx.maybe<OwnPlanRow>(`select ${columns} from ${from} where p.id = $1`, [id])
export const lockOwnPlan = (tx: Tx, id: number) =>
  tx.maybe<{ id: number }>('select id from own_plans where id = $1 for update', [id])
/** Asked outside row-level security so that "not yours" is told from "not there". */
export const ownPlanTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number; ownerId: number; reach: number[] }>(
    'select unit_id as "unitId", owner_id as "ownerId", reach from own_plans where run_id = $1 and id = $2',
    [runId, id],
  )

/** Asks units for a plan of their own; for those that were asked already only the day changes. Returns every row touched. */
export const askOwnPlans = (
  tx: Tx,
  runId: number,
  a: { planId: number; ownerId: number; dueOn: string; at: Date; byName: string },
  units: readonly { unitId: number; reach: number[] }[],
) =>
  tx.query<{ id: number; unitId: number; isNew: boolean }>(
    `insert into own_plans as p (run_id, plan_id, unit_id, reach, owner_id, due_on, state_at, asked_at, asked_by_name)
     select $1, $2, "unitId", reach, $3, $4, $5, $5, $6 from jsonb_to_recordset($7::jsonb) as x("unitId" int, reach int[])
     on conflict (run_id, plan_id, unit_id) do update set due_on = excluded.due_on
     returning p.id, p.unit_id as "unitId", (p.xmax = 0) as "isNew"`,
    [runId, a.planId, a.ownerId, a.dueOn, a.at, a.byName, JSON.stringify(units)],
  )

export const addOwnPlanEvents = (
  tx: Tx,
  runId: number,
  events: readonly {
    ownPlanId: number
    act: 'ask' | 'file' | 'return' | 'accept' | 'due'
    version: number
    remark: string
  }[],
  by: { at: Date; byId: number; byName: string; unitId: number },
) =>
  tx.query(
    `insert into own_plan_events (run_id, own_plan_id, at, by_id, by_name, unit_id, act, version, remark)
     select $1, "ownPlanId", $3, $4, $5, $6, act, version, remark from jsonb_to_recordset($2::jsonb) as x("ownPlanId" int, act text, version int, remark text)`,
    [runId, JSON.stringify(events), by.at, by.byId, by.byName, by.unitId],
  )
export const ownPlanEvents = (tx: Tx, ownPlanId: number) =>
  tx.query<{ at: Date; byName: string; unitId: number; act: string; version: number; remark: string }>(
    `select at, by_name as "byName", unit_id as "unitId", act, version, remark from own_plan_events where own_plan_id = $1 order by id desc limit 200`,
    [ownPlanId],
  )
export const ownPlanVersions = (tx: Tx, ownPlanId: number) =>
  tx.query<{
    version: number
    documentId: number
    covers: number[]
    focalName: string
    note: string
    at: Date
    byName: string
  }>(
    `select version, document_id as "documentId", covers, focal_name as "focalName", note, at, by_name as "byName" from own_plan_versions where own_plan_id = $1 order by version desc`,
    [ownPlanId],
  )

export const saveOwnPlanDraft = (
  tx: Tx,
  id: number,
  d: { draft: unknown; focalName: string; focalPost: string; at: Date; byName: string },
) =>
  tx.query(
    'update own_plans set draft = $2, focal_name = $3, focal_post = $4, draft_at = $5, draft_by_name = $6 where id = $1',
    [id, JSON.stringify(d.draft), d.focalName || null, d.focalPost || null, d.at, d.byName],
  )

export async function fileOwnPlan(
  tx: Tx,
  runId: number,
  f: {
    ownPlanId: number
    version: number
    documentId: number
    covers: readonly number[]
    focalName: string
    focalPost: string
    note: string
    at: Date
    byId: number
    byName: string
  },
): Promise<void> {
  await tx.query(
    `insert into own_plan_versions (run_id, own_plan_id, version, document_id, covers, focal_name, focal_post, note, at, by_id, by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [runId, f.ownPlanId, f.version, f.documentId, f.covers, f.focalName, f.focalPost, f.note, f.at, f.byId, f.byName],
  )
  await tx.query(
    `update own_plans set state = 'filed', state_at = $2, version = $3, document_id = $4, focal_name = $5, focal_post = $6,
       first_filed_at = coalesce(first_filed_at, $2) where id = $1`,
    [f.ownPlanId, f.at, f.version, f.documentId, f.focalName, f.focalPost],
  )
}
export const setOwnPlanState = (tx: Tx, id: number, state: string, at: Date) =>
  tx.query('update own_plans set state = $2, state_at = $3 where id = $1', [id, state, at])

/** For the clock: own plans that somebody has to act on. Outside row-level security, so it names its run. */
export const openOwnPlans = (tx: Tx, runId: number) =>
  tx.query<{
    id: number
    unitId: number
    ownerId: number
    state: OwnPlanRow['state']
    dueOn: string
    planTitle: string
  }>(
    `select p.id, p.unit_id as "unitId", p.owner_id as "ownerId", p.state, p.due_on as "dueOn", d.title as "planTitle"
     from own_plans p join documents d on d.id = p.plan_id where p.run_id = $1 and p.state <> 'accepted' order by p.due_on, p.id`,
    [runId],
  )

export type ObjectiveFigure = {
  itemId: number
  taskId: number
  leadId: number
  periodKey: string
  value: number
}
/** The latest figure of each task and period, for the measurable items of a document. */
export const objectiveFigures = (tx: Tx, planId: number) =>
  tx.query<ObjectiveFigure>(
    `select distinct on (m.task_id, m.period_key) (t.source ->> 'itemId')::int as "itemId", t.id as "taskId", t.lead_id as "leadId", m.period_key as "periodKey", m.value
     from tasks t join task_measures m on m.task_id = t.id
     where (t.source ->> 'documentId')::int = $1 and t.target is not null order by m.task_id, m.period_key, m.id desc`,
    [planId],
  )
/** Tasks with a target that came of each item; parts and not their wholes. */
export const objectiveTasks = (tx: Tx, planId: number) =>
  tx.query<{ itemId: number; taskId: number; leadId: number; state: string }>(
    `select (source ->> 'itemId')::int as "itemId", id as "taskId", lead_id as "leadId", state from tasks t
     where (source ->> 'documentId')::int = $1 and target is not null and state <> 'cancelled' and not exists (select from tasks c where c.parent_id = t.id)`,
    [planId],
  )

/** Tasks that a unit gave itself for the own lines of its plan. */
export const ownLineTasks = (tx: Tx, planId: number, ownPlanId: number) =>
  tx.query<{ id: number; key: string; title: string; dueAt: Date | null; state: string; progress: number }>(
    `select id, source ->> 'ownLine' as key, title, due_at as "dueAt", state, progress from tasks
     where (source ->> 'documentId')::int = $1 and (source ->> 'ownPlanId')::int = $2 order by id`,
    [planId, ownPlanId],
  )
