import type { Tx } from '../database.ts'

export type TaskFileRow = {
  id: number
  name: string
  kind: string
  size: number
  at: Date
  byName: string
  unitId: number
}
export const filesOf = (tx: Tx, taskId: number) =>
  tx.query<TaskFileRow>(
    `select id, name, kind, size, at, by_name as "byName", unit_id as "unitId" from task_files where task_id = $1 order by id desc`,
    [taskId],
  )
export const findTaskFile = (tx: Tx, taskId: number, id: number) =>
  tx.maybe<TaskFileRow & { content: Buffer }>(
    `select id, name, kind, size, at, by_name as "byName", unit_id as "unitId", content from task_files where task_id = $1 and id = $2`,
    [taskId, id],
  )
/** Null where the same file is there already: sending it twice keeps it once. */
export const addTaskFile = (
  tx: Tx,
  runId: number,
  f: {
    taskId: number
    name: string
    kind: string
    sha256: Buffer
    content: Buffer
    at: Date
    byId: number
    byName: string
    unitId: number
  },
) =>
  tx.maybe<{ id: number }>(
    `insert into task_files (run_id, task_id, name, kind, size, sha256, content, at, by_id, by_name, unit_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (run_id, task_id, sha256) do nothing returning id`,
    [runId, f.taskId, f.name, f.kind, f.content.length, f.sha256, f.content, f.at, f.byId, f.byName, f.unitId],
  )

export type TaskMeasureRow = {
  id: number
  periodKey: string
  value: number
  note: string
  at: Date
  byName: string
  unitId: number
}
export const measuresOf = (tx: Tx, taskId: number) =>
  tx.query<TaskMeasureRow>(
    `select id, period_key as "periodKey", value, note, at, by_name as "byName", unit_id as "unitId" from task_measures where task_id = $1 order by id desc limit 200`,
    [taskId],
  )
export const addTaskMeasure = (
  tx: Tx,
  runId: number,
  m: {
    taskId: number
    periodKey: string
    value: number
    note: string
    at: Date
    byId: number
    byName: string
    unitId: number
  },
) =>
  tx.query(
    `insert into task_measures (run_id, task_id, period_key, value, note, at, by_id, by_name, unit_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [runId, m.taskId, m.periodKey, m.value, m.note, m.at, m.byId, m.byName, m.unitId],
  )

/** What its giver may change of a task; absent: unchanged. */
export type TaskChange = {
  title?: string
  text?: string
  product?: string | null
  dueAt?: Date | null
  costEstimate?: number | null
  field?: string | null
  target?: { value: number; unit: string; of: string | null } | null
  cooperatingIds?: number[]
  reach?: number[]
}
const changeable: Record<keyof TaskChange, string> = {
  title: 'title',
  text: 'text',
  product: 'product',
  dueAt: 'due_at',
  costEstimate: 'cost_estimate',
  field: 'field',
  target: 'target',
  cooperatingIds: 'cooperating_ids',
  reach: 'reach',
}
/** A change of a whole reaches its open parts too. */
export async function changeTasks(tx: Tx, ids: readonly number[], change: TaskChange): Promise<void> {
  const keys = (Object.keys(change) as (keyof TaskChange)[]).filter(k => change[k] !== undefined)
  if (!keys.length) return
  await tx.query(
    `update tasks set ${keys.map((k, i) => `${changeable[k]} = $${i + 2}`).join(', ')} where id = any ($1)`,
    [ids, ...keys.map(k => (k === 'target' && change.target ? JSON.stringify(change.target) : change[k]))],
  )
}

export type BoardRow = {
  key: string | null
  total: number
  open: number
  done: number
  late: number
  soon: number
  cannot: number
  unaccepted: number
  oldestLateAt: Date | null
}
const groupings = {
  unit: 't.lead_id::text',
  plan: `t.source ->> 'documentId'`,
  field: 't.field',
  state: 't.state',
} as const
export type BoardBy = keyof typeof groupings
/** Work grouped for a board; parts and not their wholes, so that nothing is counted twice. Steps of scenarios aside. */
export const taskBoard = (tx: Tx, by: BoardBy, now: Date, soonUntil: Date) =>
  tx.query<BoardRow>(
    `select ${groupings[by]} as key, count(*)::int as total, count(*) filter (where o)::int as open,
       count(*) filter (where t.state = 'done')::int as done, count(*) filter (where o and t.due_at < $1)::int as late,
       count(*) filter (where o and t.due_at >= $1 and t.due_at < $2)::int as soon, count(*) filter (where t.state = 'cannot')::int as cannot,
       count(*) filter (where t.state = 'assigned')::int as unaccepted, min(t.due_at) filter (where o and t.due_at < $1) as "oldestLateAt"
     from (select t.*, t.state in ('assigned', 'accepted', 'doing') as o from tasks t
           where t.kind <> 'scenario' and t.state <> 'cancelled' and not exists (select from tasks c where c.parent_id = t.id)) t
     group by 1 order by late desc, total desc, 1 nulls last limit 500`,
    [now, soonUntil],
  )

export type AskRow = {
  id: number
  taskId: number
  taskTitle: string
  leadId: number
  at: Date
  byName: string
  unitId: number
  text: string
}
/** What units asked the level above for and nobody has answered, oldest first. */
export const openAsks = (tx: Tx, limit: number) =>
  tx.query<AskRow>(
    `select n.id, n.task_id as "taskId", t.title as "taskTitle", t.lead_id as "leadId", n.at, n.by_name as "byName", n.unit_id as "unitId", n.text
     from task_notes n join tasks t on t.id = n.task_id
     where n.ask and t.state <> 'cancelled' and not exists (select from task_notes a where a.answer_to = n.id) order by n.at, n.id limit $1`,
    [limit],
  )

export type SignalRow = { signal: string; unitId: number; at: Date }
export const signalsOf = (tx: Tx, taskId: number) =>
  tx.query<SignalRow>(`select signal, unit_id as "unitId", at from task_signals where task_id = $1 order by at desc`, [
    taskId,
  ])

/** Rows of one series, newest period first. */
export const seriesOf = (tx: Tx, seriesId: number, leadId: number) =>
  tx.query<{ id: number; periodKey: string; state: string; dueAt: Date | null }>(
    `select id, period_key as "periodKey", state, due_at as "dueAt" from tasks
     where series_id = $1 and lead_id = $2 and not exists (select from tasks c where c.parent_id = tasks.id) order by period_start desc limit 60`,
    [seriesId, leadId],
  )

export const findTaskRules = (tx: Tx, provinceId: number) =>
  tx.maybe<{ rules: unknown; updatedAt: Date; updatedByName: string }>(
    `select rules, updated_at as "updatedAt", updated_by_name as "updatedByName" from task_rules where province_id = $1`,
    [provinceId],
  )
export const saveTaskRules = (tx: Tx, provinceId: number, rules: unknown, at: Date, byName: string) =>
  tx.query(
    `insert into task_rules (province_id, rules, updated_at, updated_by_name) values ($1, $2, $3, $4)
     on conflict (province_id) do update set rules = excluded.rules, updated_at = excluded.updated_at, updated_by_name = excluded.updated_by_name`,
    [provinceId, JSON.stringify(rules), at, byName],
  )
