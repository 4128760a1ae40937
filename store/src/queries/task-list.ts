import type { Tx } from '../database.ts'

export type TaskState = 'assigned' | 'accepted' | 'doing' | 'done' | 'cannot' | 'cancelled'
export type TaskRow = {
  id: number
  kind: 'plan' | 'scenario' | 'ad-hoc'
  title: string
  text: string
  ownerId: number
  leadId: number
  cooperatingIds: number[]
  cooperatingText: string
  reach: number[]
  dueAt: Date | null
  dueText: string | null
  recurs: string | null
  target: { value: number; unit: string; of: string | null } | null
  product: string | null
  source: Record<string, unknown>
  parentId: number | null
  state: TaskState
  stateReason: string | null
  stateAt: Date
  stateByName: string
  progress: number
  createdAt: Date
  createdByName: string
  doneAt: Date | null
  /** parts of a task that was given to many units; 0 for a task of its own */
  parts: number
  partsDone: number
  partsLate: number
  partsCannot: number
  documentNumber: string | null
  documentTitle: string | null
  costEstimate: number | null
  field: string | null
  seriesId: number | null
  periodKey: string | null
  periodStart: string | null
  periodEnd: string | null
  recurUntil: string | null
  recurOffset: number
  /** the latest figure of its target */
  measured: { value: number; periodKey: string; at: string } | null
  files: number
}

/** A task whose parts are the work: it is counted by them and never twice. */
const hasParts = 'exists (select from tasks c where c.parent_id = t.id)'
const isOpen = (t: string) => `${t}.state in ('assigned', 'accepted', 'doing')`
const columns = `t.id, t.kind, t.title, t.text, t.owner_id as "ownerId", t.lead_id as "leadId", t.cooperating_ids as "cooperatingIds",
  t.cooperating_text as "cooperatingText", t.reach, t.due_at as "dueAt", t.due_text as "dueText", t.recurs, t.target, t.product, t.source,
  t.parent_id as "parentId", t.state, t.state_reason as "stateReason", t.state_at as "stateAt", t.state_by_name as "stateByName", t.progress,
  t.created_at as "createdAt", t.created_by_name as "createdByName", t.done_at as "doneAt",
  coalesce(p.parts, 0)::int as parts, coalesce(p.done, 0)::int as "partsDone", coalesce(p.late, 0)::int as "partsLate", coalesce(p.cannot, 0)::int as "partsCannot",
  d.number as "documentNumber", d.title as "documentTitle", t.cost_estimate as "costEstimate", t.field, t.series_id as "seriesId", t.period_key as "periodKey",
  t.period_start as "periodStart", t.period_end as "periodEnd", t.recur_until as "recurUntil", t.recur_offset as "recurOffset",
  (select json_build_object('value', m.value, 'periodKey', m.period_key, 'at', m.at) from task_measures m where m.task_id = t.id order by m.id desc limit 1) as measured,
  (select count(*)::int from task_files f where f.task_id = t.id) as files`
const joins = (now: string) => `left join lateral (
    select count(*) as parts, count(*) filter (where c.state = 'done') as done, count(*) filter (where c.state = 'cannot') as cannot,
      count(*) filter (where ${isOpen('c')} and c.due_at < ${now}) as late
    from tasks c where c.parent_id = t.id having count(*) > 0) p on true
  left join documents d on d.id = (t.source ->> 'documentId')::int`

export type TaskFilter = {
  /** units at which the asker holds a role */
  held: readonly number[]
  /** those, and the standing agency that gives work in the name of one of them */
  givers: readonly number[]
  side: 'mine' | 'lead' | 'given' | 'cooperating' | 'all'
  states: readonly TaskState[] | null
  late: boolean
  /** units whose work is shown (a subtree); null for all */
  leads: readonly number[] | null
  documentId: number | null
  /** '' for tasks without one */
  field?: string | null
  parentId: number | null
  kind: string | null
  /** folded */
  search: string
  now: Date
  soonUntil: Date
  limit: number
  offset: number
}

const where = `($1::text = 'all'
    or $1 = 'lead' and t.lead_id = any ($2::int[])
    or $1 = 'given' and t.owner_id = any ($8::int[]) and (t.lead_id <> t.owner_id or ${hasParts})
    or $1 = 'cooperating' and t.cooperating_ids && $2::int[]
    or $1 = 'mine' and (t.lead_id = any ($2::int[]) or t.cooperating_ids && $2::int[]))
  and ($3::int[] is null or t.lead_id = any ($3))
  and ($4::int is null or (t.source ->> 'documentId')::int = $4)
  and ($5::int is null or t.parent_id = $5)
  and ($6::text is null or t.kind = $6)
  and (select bool_and(t.search like '%' || w || '%') from unnest(string_to_array($7, ' ')) w where w <> '') is not false
  and ($10::text is null or coalesce(t.field, '') = $10)`
/**
 * "Given" shows a task once however many units it was given to; everywhere else the parts are shown and not their whole.
 * (The giver is the lead of a whole on paper, so work that it gave to itself is told apart by having no parts.)
 */
const once = `case when $1 = 'given' and $3::int[] is null and $5::int is null then t.parent_id is null else not ${hasParts} end`
const filterValues = (f: TaskFilter) => [
  f.side,
  f.held,
  f.leads,
  f.documentId,
  f.parentId,
  f.kind,
  f.search,
  f.givers,
  f.now,
  f.field ?? null,
]

/** One page of tasks: late ones first, then by deadline; those without one last. */
export const listTasks = (tx: Tx, f: TaskFilter) =>
  tx.query<TaskRow>(
    `select ${columns} from tasks t ${joins('$9')}
     where ${where} and ${once} and ($11::text[] is null or t.state = any ($11))
       and (not $12::boolean or (${isOpen('t')} and t.due_at < $9) or p.late > 0)
     order by (${isOpen('t')}) desc, t.due_at asc nulls last, t.id limit $13 offset $14`,
    [...filterValues(f), f.states, f.late, f.limit, f.offset],
  )

export type TaskCounts = Record<TaskState, number> & { total: number; late: number; soon: number }
/** Counts over the same filter, states and lateness aside: the numbers on the tabs. */
export const countTasks = (tx: Tx, f: TaskFilter) =>
  tx.one<TaskCounts>(
    `select count(*)::int as total, ${(['assigned', 'accepted', 'doing', 'done', 'cannot', 'cancelled'] as const)
      .map(s => `count(*) filter (where t.state = '${s}')::int as ${s}`)
      .join(', ')}, count(*) filter (where (${isOpen('t')} and t.due_at < $9) or (p.late > 0))::int as late,
       count(*) filter (where ${isOpen('t')} and t.due_at >= $9 and t.due_at < $11)::int as soon
     from tasks t ${joins('$9')} where ${where} and ${once}`,
    [...filterValues(f), f.soonUntil],
  )

export const findTask = (tx: Tx, id: number, now: Date) =>
  tx.maybe<TaskRow>(`select ${columns} from tasks t ${joins('$2')} where t.id = $1`, [id, now])

/** Pieces of a task that its lead has passed on; they are counted as work of those who got them, not of the plan. */
export const piecesOf = (tx: Tx, id: number, now: Date) =>
  tx.query<TaskRow>(
    `select ${columns} from tasks t ${joins('$2')} where (t.source ->> 'ofTaskId')::int = $1 and t.parent_id is null order by t.due_at nulls last, t.id limit 100`,
    [id, now],
  )

/** Locks a task and its whole, so that a change of state is decided on what is true. */
export const lockTask = (tx: Tx, id: number) =>
  tx.maybe<{ id: number }>('select id from tasks where id = $1 for update', [id])

/** Whether a task exists and whom it reaches; asked outside row-level security so that "not yours" is told from "not there". */
export const taskTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ ownerId: number; reach: number[] }>(
    'select owner_id as "ownerId", reach from tasks where run_id = $1 and id = $2',
    [runId, id],
  )

/** Sets the state of tasks; the note that explains it is written by `addTaskNote`. */
export const setTaskState = (
  tx: Tx,
  ids: readonly number[],
  c: { state: TaskState; reason: string | null; progress: number; done: boolean; at: Date; byName: string },
) =>
  tx.query<{ id: number }>(
    `update tasks set state = $2, state_reason = $3, progress = $4, done_at = case when $5 then $6::timestamptz end, state_at = $6, state_by_name = $7
     where id = any ($1) returning id`,
    [ids, c.state, c.reason, c.progress, c.done, c.at, c.byName],
  )

/** Brings the whole into step with its parts; the one who changes a part need not see the whole. */
export const followParts = (tx: Tx, parentId: number, at: Date) =>
  tx.query('select app.follow_parts($1, $2)', [parentId, at])

export const setProgress = (tx: Tx, id: number, progress: number) =>
  tx.query('update tasks set progress = $2 where id = $1', [id, progress])

export type TaskNoteRow = {
  id: number
  at: Date
  byName: string
  unitId: number
  state: TaskState | null
  text: string
  ask: boolean
  answerTo: number | null
}
export const notesOf = (tx: Tx, taskId: number) =>
  tx.query<TaskNoteRow>(
    `select id, at, by_name as "byName", unit_id as "unitId", state, text, ask, answer_to as "answerTo" from task_notes where task_id = $1 order by at desc, id desc limit 500`,
    [taskId],
  )
export const addTaskNote = (
  tx: Tx,
  runId: number,
  n: {
    taskIds: readonly number[]
    at: Date
    byId: number
    byName: string
    unitId: number
    state: TaskState | null
    text: string
    /** asks the level above for something */
    ask?: boolean
    /** the ask that it answers */
    answerTo?: number | null
  },
) =>
  tx.query(
    `insert into task_notes (run_id, task_id, at, by_id, by_name, unit_id, state, text, ask, answer_to)
     select $1, id, $3, $4, $5, $6, $7, $8, $9, $10 from unnest($2::int[]) as x(id)`,
    [runId, n.taskIds, n.at, n.byId, n.byName, n.unitId, n.state, n.text, n.ask ?? false, n.answerTo ?? null],
  )

export const openPartsOf = (tx: Tx, parentId: number) =>
  tx.query<{ id: number }>(`select id from tasks t where parent_id = $1 and t.state not in ('done', 'cancelled')`, [
    parentId,
  ])

export type UnitTaskCounts = {
  unitId: number
  total: number
  open: number
  done: number
  late: number
  cannot: number
  unaccepted: number
  oldestLateAt: Date | null
}
/** Work per leading unit, parts and not their wholes; late ones with the oldest deadline. */
export const countByUnit = (tx: Tx, now: Date) =>
  tx.query<UnitTaskCounts>(
    `select t.lead_id as "unitId", count(*) filter (where t.state <> 'cancelled')::int as total, count(*) filter (where ${isOpen('t')})::int as open,
       count(*) filter (where t.state = 'done')::int as done, count(*) filter (where t.state = 'cannot')::int as cannot,
       count(*) filter (where t.state = 'assigned')::int as unaccepted,
       count(*) filter (where ${isOpen('t')} and t.due_at < $1)::int as late, min(t.due_at) filter (where ${isOpen('t')} and t.due_at < $1) as "oldestLateAt"
     from tasks t where not ${hasParts} group by t.lead_id order by late desc, "oldestLateAt" nulls last, t.lead_id`,
    [now],
  )

/** What waits for an answer of the asker's units: tasks they gave that somebody says cannot be done. */
export const waitingTasks = (tx: Tx, givers: readonly number[], now: Date, limit: number) =>
  tx.query<TaskRow>(
    `select ${columns} from tasks t ${joins('$2')} where t.owner_id = any ($1) and t.state = 'cannot' order by t.state_at, t.id limit $3`,
    [givers, now, limit],
  )
