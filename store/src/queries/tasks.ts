import type { Tx } from '../database.ts'

export type TaskKind = 'plan' | 'scenario' | 'ad-hoc'
export type NewTask = {
  kind: TaskKind
  title: string
  text?: string
  ownerId: number
  leadId: number
  cooperatingIds?: number[]
  /** cooperating units as the document wrote them, for those that match no unit of the tree */
  cooperatingText?: string
  /** owner, lead, cooperating and consolidating units: `domain` computes it */
  reach: number[]
  dueAt?: Date | null
  dueText?: string | null
  recurs?: string | null
  target?: unknown
  product?: string | null
  source?: Record<string, unknown>
  parentId?: number | null
  /** đồng */
  costEstimate?: number | null
  field?: string | null
  /** the first row of the series it belongs to; 0: it begins one */
  seriesId?: number | null
  periodKey?: string | null
  periodStart?: string | null
  periodEnd?: string | null
  recurUntil?: string | null
  recurOffset?: number
}

/** column, name here, type, what stands for nothing */
const columns: readonly (readonly [string, keyof NewTask, string, string?])[] = [
  ['title', 'title', 'text'],
  ['text', 'text', 'text', "''"],
  ['owner_id', 'ownerId', 'int'],
  ['lead_id', 'leadId', 'int'],
  ['cooperating_ids', 'cooperatingIds', 'int[]', "'{}'"],
  ['cooperating_text', 'cooperatingText', 'text', "''"],
  ['reach', 'reach', 'int[]'],
  ['due_at', 'dueAt', 'timestamptz'],
  ['due_text', 'dueText', 'text'],
  ['recurs', 'recurs', 'text'],
  ['target', 'target', 'jsonb'],
  ['product', 'product', 'text'],
  ['source', 'source', 'jsonb', "'{}'"],
  ['parent_id', 'parentId', 'int'],
  ['cost_estimate', 'costEstimate', 'bigint'],
  ['field', 'field', 'text'],
  ['series_id', 'seriesId', 'int'],
  ['period_key', 'periodKey', 'text'],
  ['period_start', 'periodStart', 'date'],
  ['period_end', 'periodEnd', 'date'],
  ['recur_until', 'recurUntil', 'date'],
  ['recur_offset', 'recurOffset', 'int', '0'],
]

/** Inserts many tasks in one statement; ids in the order given. Shared by plans and scenarios. */
export async function insertTasks(
  tx: Tx,
  runId: number,
  tasks: readonly NewTask[],
  by: { userId: number; name: string; at: Date },
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `insert into tasks (run_id, kind, ${columns.map(c => c[0]).join(', ')}, state_at, state_by_name, created_at, created_by, created_by_name)
     select $1, kind, ${columns.map(([, key, , empty]) => (empty ? `coalesce("${key}", ${empty})` : `"${key}"`)).join(', ')}, $3, $5, $3, $4, $5
     from rows from (jsonb_to_recordset($2::jsonb) as (kind text, ${columns.map(([, key, type]) => `"${key}" ${type}`).join(', ')}))
       with ordinality as x(kind, ${columns.map(([, key]) => `"${key}"`).join(', ')}, n)
     order by n returning id`,
    [
      runId,
      JSON.stringify(tasks.map(t => (t.seriesId === 0 ? { ...t, seriesId: null } : t))),
      by.at,
      by.userId,
      by.name,
    ],
  )
  const begun = rows.flatMap((r, i) => (tasks[i]?.seriesId === 0 ? r.id : []))
  if (begun.length) await tx.query('update tasks set series_id = id where id = any ($1)', [begun])
  return rows.map(r => r.id)
}
