import type { Tx } from '../database.ts'

export type DocumentRow = {
  id: number
  ownerId: number
  reach: number[]
  kind: string | null
  number: string | null
  issuedOn: string | null
  place: string | null
  issuer: string[]
  title: string
  filename: string | null
  warnings: string[]
  readMs: number
  uploadedByName: string
  uploadedAt: Date
  sample: boolean
  urgency: string | null
  addressees: string[]
  /** numbers of the documents it rests on */
  basis: string[]
}
export type DocumentCounts = {
  found: number
  confirmed: number
  dropped: number
  assigned: number
  /** items found that carry a doubt */
  doubtful: number
  units: number
}
export type PlanItemRow = {
  id: number
  documentId: number
  kind: 'task' | 'objective' | 'report-request'
  unitText: string
  unitLabel: string
  label: string
  asked: boolean
  sentence: string
  title: string
  text: string
  start: number
  end: number
  role: 'lead' | 'cooperate' | 'do'
  cooperatingText: string
  cooperatingIds: number[]
  due: string | null
  dueText: string | null
  recurs: string | null
  target: { value: number; unit: string; of: string | null } | null
  product: string | null
  doubts: string[]
  unitIds: number[]
  how: string
  candidates: number[]
  state: 'found' | 'confirmed' | 'dropped' | 'assigned'
  stateByName: string | null
  stateAt: Date | null
  mergedInto: number | null
  taskId: number | null
  costEstimate: number | null
  field: string | null
}
export type NewPlanItem = Omit<
  PlanItemRow,
  'id' | 'documentId' | 'state' | 'stateByName' | 'stateAt' | 'mergedInto' | 'taskId' | 'costEstimate' | 'field'
> & { costEstimate?: number | null; field?: string | null }

const documentColumns = `d.id, d.owner_id as "ownerId", d.reach, d.kind, d.number, d.issued_on as "issuedOn", d.place, d.issuer, d.title, d.filename,
  d.warnings, d.read_ms as "readMs", d.uploaded_by_name as "uploadedByName", d.uploaded_at as "uploadedAt", d.sample, d.urgency, d.addressees, d.basis`
const countColumns = `count(*) filter (where i.state = 'found')::int as found, count(*) filter (where i.state = 'confirmed')::int as confirmed,
  count(*) filter (where i.state = 'dropped')::int as dropped, count(*) filter (where i.state = 'assigned')::int as assigned,
  count(*) filter (where i.state = 'found' and cardinality(i.doubts) > 0)::int as doubtful,
  count(distinct i.unit_text) filter (where i.kind = 'task' and i.state <> 'dropped')::int as units`
const itemColumns = `id, document_id as "documentId", kind, unit_text as "unitText", unit_label as "unitLabel", label, asked, sentence, title, text,
  span_start as "start", span_end as "end", role, cooperating_text as "cooperatingText", cooperating_ids as "cooperatingIds", due, due_text as "dueText",
  recurs, target, product, doubts, unit_ids as "unitIds", how, candidates, state, state_by_name as "stateByName", state_at as "stateAt",
  merged_into as "mergedInto", task_id as "taskId", cost_estimate as "costEstimate", field`

/** Newest first; `search` is folded words, each of which must be there in any order ('' for all). */
export const listDocuments = (tx: Tx, search: string, limit: number) =>
  tx.query<DocumentRow & DocumentCounts>(
    `select ${documentColumns}, ${countColumns} from documents d left join plan_items i on i.document_id = d.id
     where (select bool_and(d.search like '%' || w || '%') from unnest(string_to_array($1, ' ')) w where w <> '') is not false
     group by d.id order by d.issued_on desc nulls last, d.id desc limit $2`,
    [search, limit],
  )

export const findDocument = (tx: Tx, id: number) =>
  tx.maybe<DocumentRow & { text: string; generalTasks: { label: string; text: string; path: string[] }[] }>(
    `select ${documentColumns}, d.text, d.general_tasks as "generalTasks" from documents d where id = $1`,
    [id],
  )

/** Whether a document exists and whom it reaches; asked outside row-level security so that "not yours" is told from "not there". */
export const documentTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ ownerId: number; reach: number[] }>(
    `select owner_id as "ownerId", reach from documents where run_id = $1 and id = $2`,
    [runId, id],
  )

export const itemsOf = (tx: Tx, documentId: number) =>
  tx.query<PlanItemRow>(
    `select ${itemColumns} from plan_items where document_id = $1 order by (kind = 'objective'), span_start, id`,
    [documentId],
  )

/** Steps on one document wait for each other, so that two people cannot give one item twice. Null: not there, or not the actor's. */
export const lockDocument = (tx: Tx, id: number) =>
  tx.maybe<{ id: number; ownerId: number }>(
    'select id, owner_id as "ownerId" from documents where id = $1 for update',
    [id],
  )

export const someItems = (tx: Tx, documentId: number, ids: readonly number[]) =>
  tx.query<PlanItemRow>(
    `select ${itemColumns} from plan_items where document_id = $1 and id = any ($2) order by span_start, id`,
    [documentId, ids],
  )

export const findSameDocument = (tx: Tx, ownerId: number, sha256: string) =>
  tx.maybe<{ id: number }>('select id from documents where owner_id = $1 and sha256 = $2', [ownerId, sha256])

export type NewDocument = Omit<DocumentRow, 'id'> & {
  text: string
  generalTasks: unknown[]
  sha256: string
  uploadedBy: number
}

export const addDocument = (tx: Tx, runId: number, d: NewDocument) =>
  tx.one<{ id: number }>(
    `insert into documents (run_id, owner_id, reach, kind, number, issued_on, place, issuer, title, text, sha256, filename, warnings, general_tasks,
       read_ms, uploaded_by, uploaded_by_name, uploaded_at, sample, urgency, addressees, basis)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) returning id`,
    [
      runId,
      d.ownerId,
      d.reach,
      d.kind,
      d.number,
      d.issuedOn,
      d.place,
      d.issuer,
      d.title,
      d.text,
      d.sha256,
      d.filename,
      JSON.stringify(d.warnings),
      JSON.stringify(d.generalTasks),
      d.readMs,
      d.uploadedBy,
      d.uploadedByName,
      d.uploadedAt,
      d.sample,
      d.urgency,
      d.addressees,
      d.basis,
    ],
  )

const itemRecord = `(kind text, "unitText" text, "unitLabel" text, label text, asked boolean, sentence text, title text, text text, "start" int, "end" int,
  role text, "cooperatingText" text, "cooperatingIds" int[], due date, "dueText" text, recurs text, target jsonb, product text, doubts text[],
  "unitIds" int[], how text, candidates int[], "costEstimate" bigint, field text)`
const itemNames = `kind, "unitText", "unitLabel", label, asked, sentence, title, text, "start", "end", role, "cooperatingText", "cooperatingIds", due,
  "dueText", recurs, target, product, doubts, "unitIds", how, candidates, "costEstimate", field`
const itemTargets = `kind, unit_text, unit_label, label, asked, sentence, title, text, span_start, span_end, role, cooperating_text, cooperating_ids, due,
  due_text, recurs, target, product, doubts, unit_ids, how, candidates, cost_estimate, field`

/** Inserts items of one document in one statement; ids in the order given. */
export async function addItems(
  tx: Tx,
  runId: number,
  documentId: number,
  items: readonly NewPlanItem[],
): Promise<number[]> {
  if (!items.length) return []
  const rows = await tx.query<{ id: number }>(
    `insert into plan_items (run_id, document_id, ${itemTargets})
     select $1, $2, ${itemNames} from rows from (jsonb_to_recordset($3::jsonb) as ${itemRecord}) with ordinality as x(${itemNames}, n) order by n returning id`,
    [runId, documentId, JSON.stringify(items)],
  )
  return rows.map(r => r.id)
}

/** Writes items as they are given, whole. */
export const saveItems = (tx: Tx, items: readonly PlanItemRow[]) =>
  tx.query(
    `update plan_items p set (${itemTargets}, state, state_by_name, state_at, merged_into, task_id)
       = (${itemNames
         .split(', ')
         .map(n => `x.${n.trim()}`)
         .join(', ')}, x.state, x."stateByName", x."stateAt", x."mergedInto", x."taskId")
     from jsonb_to_recordset($1::jsonb) as x(id int, ${itemRecord.slice(1, -1)}, state text, "stateByName" text, "stateAt" timestamptz, "mergedInto" int, "taskId" int)
     where p.id = x.id`,
    [JSON.stringify(items)],
  )

export const dropItems = (tx: Tx, ids: readonly number[]) =>
  tx.query('delete from plan_items where id = any ($1)', [ids])

export const extendReach = (tx: Tx, documentId: number, unitIds: readonly number[]) =>
  tx.query(
    'update documents set reach = (select array_agg(distinct u order by u) from unnest(reach || $2::int[]) u) where id = $1',
    [documentId, unitIds],
  )

export type DocumentHead = {
  kind: string | null
  number: string | null
  issuedOn: string | null
  issuer: string[]
  title: string
}
/** Writes the head of a document as a person has mended it, whole. */
export const saveDocumentHead = (tx: Tx, id: number, h: DocumentHead) =>
  tx.query('update documents set kind = $2, number = $3, issued_on = $4, issuer = $5, title = $6 where id = $1', [
    id,
    h.kind,
    h.number,
    h.issuedOn,
    h.issuer,
    h.title,
  ])

export const addEdit = (
  tx: Tx,
  runId: number,
  e: {
    documentId: number
    at: Date
    userId: number
    step: 'change' | 'split' | 'merge'
    before: readonly PlanItemRow[]
    made?: readonly number[]
  },
) =>
  tx.query(
    'insert into plan_edits (run_id, document_id, at, by_id, step, before, made) values ($1, $2, $3, $4, $5, $6, $7)',
    [runId, e.documentId, e.at, e.userId, e.step, JSON.stringify(e.before), e.made ?? []],
  )

export const lastEdit = (tx: Tx, documentId: number) =>
  tx.maybe<{ id: number; step: string; before: PlanItemRow[]; made: number[] }>(
    'select id, step, before, made from plan_edits where document_id = $1 order by id desc limit 1',
    [documentId],
  )
export const dropEdit = (tx: Tx, id: number) => tx.query('delete from plan_edits where id = $1', [id])
export const countEdits = (tx: Tx, documentId: number) =>
  tx.one<{ n: number }>('select count(*)::int as n from plan_edits where document_id = $1', [documentId])

/** Tasks made of a document's items that the reader may see: the whole before its parts. */
export const tasksOfDocument = (tx: Tx, documentId: number) =>
  tx.query<{ itemId: number; taskId: number }>(
    `select (source ->> 'itemId')::int as "itemId", id as "taskId" from tasks
     where source ? 'itemId' and (source ->> 'documentId')::int = $1 order by parent_id nulls first, id`,
    [documentId],
  )
