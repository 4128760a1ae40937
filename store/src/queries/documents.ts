import type { Tx } from '../database.ts'

export type RegisterRow = {
  id: number
  unitId: number
  direction: 'in' | 'out'
  book: string
  year: number
  seq: number
  enteredOn: string
  number: string
  kind: string | null
  issuedOn: string | null
  issuer: string
  title: string
  recipients: string
  urgency: string | null
  documentId: number | null
  source: { kind: string; id: number } | null
  state: 'active' | 'void'
  stateReason: string | null
  at: Date
  byName: string
}
const columns = `e.id, e.unit_id as "unitId", e.direction, e.book, e.year, e.seq, e.entered_on as "enteredOn", e.number, e.kind, e.issued_on as "issuedOn", e.issuer, e.title,
  e.recipients, e.urgency, e.document_id as "documentId", e.source, e.state, e.state_reason as "stateReason", e.at, e.by_name as "byName"`

export type RegisterFilter = {
  unitId: number
  direction: 'in' | 'out' | null
  year: number | null
  kind: string | null
  book: string | null
  /** folded words; each must be there, in any order */
  search: string
  limit: number
  offset: number
}
const where = `e.unit_id = $1 and ($2::text is null or e.direction = $2) and ($3::int is null or e.year = $3) and ($4::text is null or e.kind = $4)
  and ($5::text is null or e.book = $5)
  and (select bool_and(e.search like '%' || w || '%') from unnest(string_to_array($6, ' ')) w where w <> '') is not false`
const values = (f: RegisterFilter) => [f.unitId, f.direction, f.year, f.kind, f.book, f.search]

export const listRegister = (tx: Tx, f: RegisterFilter) =>
  tx.query<RegisterRow>(
    `select ${columns} from register_entries e where ${where} order by e.entered_on desc, e.direction, e.seq desc limit $7 offset $8`,
    [...values(f), f.limit, f.offset],
  )
export const countRegister = (tx: Tx, f: RegisterFilter) =>
  tx.one<{ n: number }>(`select count(*)::int as n from register_entries e where ${where}`, values(f))
/** The last number of each book of a unit and year. */
export const registerBooks = (tx: Tx, unitId: number, year: number) =>
  tx.query<{ direction: 'in' | 'out'; book: string; last: number; lastDate: string }>(
    `select direction, book, max(seq) as last, max(entered_on) as "lastDate" from register_entries where unit_id = $1 and year = $2 group by 1, 2 order by 1, 2`,
    [unitId, year],
  )
export const registerYears = (tx: Tx, unitId: number) =>
  tx.query<{ year: number }>('select distinct year from register_entries where unit_id = $1 order by 1 desc', [unitId])

export const findRegister = (tx: Tx, id: number) =>
  tx.maybe<RegisterRow>(`select ${columns} from register_entries e where e.id = $1`, [id])
export const registerTarget = (tx: Tx, runId: number, id: number) =>
  tx.maybe<{ unitId: number }>('select unit_id as "unitId" from register_entries where run_id = $1 and id = $2', [
    runId,
    id,
  ])
/** The number that a thing of the system was given by a unit. */
export const registerOfSource = (tx: Tx, kind: string, id: number, unitId: number) =>
  tx.maybe<RegisterRow>(
    `select ${columns} from register_entries e where e.unit_id = $3 and e.source ->> 'kind' = $1 and e.source ->> 'id' = $2 and e.state = 'active'`,
    [kind, String(id), unitId],
  )
const sourceUnit: Record<string, string> = {
  'own-plan': 'select unit_id as unit from own_plans where id = $1 and run_id = app.run()',
  report: 'select unit_id as unit from reports where id = $1 and run_id = app.run()',
  'consolidated-report': 'select unit_id as unit from reports where id = $1 and run_id = app.run()',
  warning: 'select owner_id as unit from warnings where id = $1 and run_id = app.run()',
  sitrep: 'select unit_id as unit from incident_sitreps where id = $1 and run_id = app.run()',
  exercise: 'select owner_id as unit from runs where id = $1 and id > 0',
}
/** Whose the thing is that an entry names as its source; null when the reader cannot see it. */
export const unitOfSource = async (tx: Tx, kind: string, id: number): Promise<number | null> => {
  const sql = sourceUnit[kind]
  return sql ? ((await tx.maybe<{ unit: number }>(sql, [id]))?.unit ?? null) : null
}
/**
 * The number that stands on the paper of a thing, for everybody who may read the paper: the book itself is its unit's alone. Asked as
 * the system, therefore with the run.
 */
export const numberOfSource = (tx: Tx, runId: number, kind: string, id: number, unitId: number) =>
  tx.maybe<{ seq: number; number: string; enteredOn: string }>(
    `select seq, number, entered_on::text as "enteredOn" from register_entries
      where run_id = $1 and unit_id = $2 and source ->> 'kind' = $3 and source ->> 'id' = $4 and state = 'active'`,
    [runId, unitId, kind, String(id)],
  )
/** The same for many things of one kind, each with its unit. */
export const numbersOfSources = (
  tx: Tx,
  runId: number,
  kind: string,
  things: readonly { id: number; unitId: number }[],
) =>
  tx.query<{ id: number; number: string }>(
    `select (e.source ->> 'id')::int as id, e.number from register_entries e
       join unnest($3::text[], $4::int[]) as x(id, unit_id) on e.source ->> 'id' = x.id and e.unit_id = x.unit_id
      where e.run_id = $1 and e.source ->> 'kind' = $2 and e.state = 'active'`,
    [runId, kind, things.map(t => String(t.id)), things.map(t => t.unitId)],
  )
export const registerOfDocument = (tx: Tx, documentId: number, unitId: number, direction: 'in' | 'out') =>
  tx.maybe<RegisterRow>(
    `select ${columns} from register_entries e where e.unit_id = $2 and e.document_id = $1 and e.direction = $3 and e.state = 'active'`,
    [documentId, unitId, direction],
  )

export type NewRegisterEntry = {
  unitId: number
  direction: 'in' | 'out'
  book: string
  /** the day it is entered: of sending, or of coming */
  on: string
  /** out: what follows the stroke */
  code?: string
  /** in: as the document bears it */
  number?: string
  kind: string | null
  issuedOn?: string | null
  issuer: string
  title: string
  recipients?: string
  urgency?: string | null
  documentId?: number | null
  source?: { kind: string; id: number } | null
}
/** Takes the next number of a book. Throws the error of PostgreSQL with code TS001 where the book holds a later day already. */
export const registerDocument = (tx: Tx, e: NewRegisterEntry, at: Date, byName: string) =>
  tx.one<{ id: number; seq: number; number: string }>(
    'select * from app.register_document($1, $2, $3, $4, $5, $6, $7)',
    [
      e.unitId,
      e.direction,
      e.book,
      e.on,
      JSON.stringify({
        code: e.code,
        number: e.number,
        kind: e.kind,
        issuedOn: e.issuedOn,
        issuer: e.issuer,
        title: e.title,
        recipients: e.recipients,
        urgency: e.urgency,
        documentId: e.documentId,
        source: e.source,
      }),
      at,
      byName,
    ],
  )

export const voidRegister = (tx: Tx, id: number, reason: string) =>
  tx.query(`update register_entries set state = 'void', state_reason = $2 where id = $1`, [id, reason])
export const setRegisterDocument = (tx: Tx, id: number, documentId: number) =>
  tx.query('update register_entries set document_id = $2 where id = $1', [id, documentId])

export type RegisterLinkRow = {
  id: number
  kind: 'basis' | 'amends' | 'carries-out' | 'answers'
  number: string
  toId: number | null
  otherId: number | null
  otherNumber: string | null
  otherTitle: string | null
  otherDate: string | null
}
/** What an entry rests on. */
export const linksFrom = (tx: Tx, id: number) =>
  tx.query<RegisterLinkRow>(
    `select l.id, l.kind, l.number, l.to_id as "toId", e.id as "otherId", e.number as "otherNumber", e.title as "otherTitle", e.issued_on as "otherDate"
     from register_links l left join register_entries e on e.id = l.to_id where l.entry_id = $1 order by l.kind, l.id`,
    [id],
  )
/** What rests on it. */
export const linksTo = (tx: Tx, id: number) =>
  tx.query<RegisterLinkRow>(
    `select l.id, l.kind, l.number, l.to_id as "toId", e.id as "otherId", e.number as "otherNumber", e.title as "otherTitle", e.issued_on as "otherDate"
     from register_links l join register_entries e on e.id = l.entry_id where l.to_id = $1 order by e.issued_on desc nulls last, l.id`,
    [id],
  )
/** Entries of a unit that bear a number: which one a cited number may be. */
export const entriesOfNumber = (tx: Tx, unitId: number, number: string) =>
  tx.query<{ id: number; number: string; title: string; issuedOn: string | null }>(
    `select id, number, title, issued_on as "issuedOn" from register_entries where unit_id = $1 and number = $2 and state = 'active' order by issued_on desc nulls last limit 5`,
    [unitId, number],
  )
export const addRegisterLinks = (
  tx: Tx,
  runId: number,
  entryId: number,
  links: readonly { kind: string; number: string; toId: number | null }[],
) =>
  tx.query(
    `insert into register_links (run_id, entry_id, kind, number, to_id) select $1, $2, kind, number, "toId"
     from jsonb_to_recordset($3::jsonb) as x(kind text, number text, "toId" int) on conflict (run_id, entry_id, kind, number) do update set to_id = excluded.to_id`,
    [runId, entryId, JSON.stringify(links)],
  )
export const dropRegisterLink = (tx: Tx, entryId: number, linkId: number) =>
  tx.query<{ id: number }>('delete from register_links where entry_id = $1 and id = $2 returning id', [entryId, linkId])
/** Documents of a unit that stand in no book of it, newest first; versions of its own plans that were filed anew aside. */
export const unregisteredDocuments = (tx: Tx, unitId: number, limit: number) =>
  tx.query<{
    id: number
    number: string | null
    title: string
    issuer: string[]
    issuedOn: string | null
    uploadedAt: Date
  }>(
    `select d.id, d.number, d.title, d.issuer, d.issued_on as "issuedOn", d.uploaded_at as "uploadedAt" from documents d
     where d.owner_id = $1 and not exists (select from register_entries e where e.document_id = d.id and e.unit_id = $1 and e.state = 'active')
       and not exists (select from own_plan_versions v join own_plans p on p.id = v.own_plan_id where v.document_id = d.id and p.document_id is distinct from d.id)
     order by d.uploaded_at desc limit $2`,
    [unitId, limit],
  )
