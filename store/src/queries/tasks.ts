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
}

/** Inserts many tasks in one statement; ids in the order given. Shared by plans and scenarios. */
export async function insertTasks(
  tx: Tx,
  runId: number,
  tasks: readonly NewTask[],
  by: { userId: number; name: string; at: Date },
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `insert into tasks (run_id, kind, title, text, owner_id, lead_id, cooperating_ids, cooperating_text, reach, due_at, due_text, recurs, target, product, source, parent_id, state_at, state_by_name, created_at, created_by, created_by_name)
     select $1, kind, title, coalesce(text, ''), "ownerId", "leadId", coalesce("cooperatingIds", '{}'), coalesce("cooperatingText", ''), reach, "dueAt", "dueText", recurs, target, product, coalesce(source, '{}'), "parentId", $3, $5, $3, $4, $5
     from rows from (jsonb_to_recordset($2::jsonb) as (kind text, title text, text text, "ownerId" int, "leadId" int, "cooperatingIds" int[], "cooperatingText" text, reach int[], "dueAt" timestamptz, "dueText" text, recurs text, target jsonb, product text, source jsonb, "parentId" int)) with ordinality as x(kind, title, text, "ownerId", "leadId", "cooperatingIds", "cooperatingText", reach, "dueAt", "dueText", recurs, target, product, source, "parentId", n)
     order by n returning id`,
    [runId, JSON.stringify(tasks), by.at, by.userId, by.name],
  )
  return rows.map(r => r.id)
}
