import type { Tx } from '../database.ts'
import { countReports } from './reports.ts'

/** A whole report as it was filled elsewhere: the sample, or figures carried over from before. */
export type WholeReport = {
  formCode: string
  formVersion: string
  periodKey: string
  periodStart: string
  periodEnd: string
  unitId: number
  reach: number[]
  state: 'draft' | 'submitted' | 'accepted'
  dueAt: Date
  sentAt: Date | null
  acceptedAt: Date | null
  createdAt: Date
  /** who filled it; `name` stands beside every figure */
  by: { userId: number; name: string }
  /** who accepted it, at which unit */
  acceptedBy: { userId: number; name: string; unitId: number } | null
  sample: boolean
  cells: {
    element: string
    value: number | null
    notApplicable: boolean
    reason: string | null
    at: Date
    /** what stood there when it was accepted for the first time; it was opened again and changed then */
    accepted?: number
    changedAt?: Date
  }[]
  narratives: { part: string; text: string }[]
}

/** Inserts many whole reports with their trace in a handful of statements. Reports that are there already are left alone. */
export async function insertWholeReports(tx: Tx, reports: readonly WholeReport[]): Promise<number> {
  if (!reports.length) return 0
  const made = await tx.query<{ id: number; formCode: string; periodKey: string; unitId: number }>(
    `insert into reports (run_id, form_code, form_version, period_key, period_start, period_end, unit_id, reach, state, due_at, first_sent_at, sent_at, accepted_at, created_at, created_by, sample)
     select 0, "formCode", "formVersion", "periodKey", "periodStart", "periodEnd", "unitId", reach, state, "dueAt", "sentAt", "lastSentAt", "acceptedAt", "createdAt", ("by"->>'userId')::int, sample
     from jsonb_to_recordset($1::jsonb) as x("formCode" text, "formVersion" text, "periodKey" text, "periodStart" date, "periodEnd" date, "unitId" int, reach int[], state text,
       "dueAt" timestamptz, "sentAt" timestamptz, "lastSentAt" timestamptz, "acceptedAt" timestamptz, "createdAt" timestamptz, "by" jsonb, sample boolean)
     on conflict (run_id, form_code, period_key, unit_id) do nothing
     returning id, form_code as "formCode", period_key as "periodKey", unit_id as "unitId"`,
    [JSON.stringify(reports.map(r => ({ ...r, ...last(r), cells: undefined, narratives: undefined })))],
  )
  const ids = new Map(made.map(m => [`${m.formCode}/${m.periodKey}/${m.unitId}`, m.id]))
  const fresh = reports.flatMap(r => {
    const id = ids.get(`${r.formCode}/${r.periodKey}/${r.unitId}`)
    return id === undefined ? [] : [{ ...r, id }]
  })
  // first what was typed first, then what was changed after acceptance; what stands is the last of each cell
  const typed = fresh.flatMap(r =>
    r.cells.flatMap(c => {
      const { accepted, changedAt, ...cell } = { ...c, id: r.id, userId: r.by.userId, name: r.by.name }
      if (accepted === undefined) return [{ ...cell, version: 1 }]
      return [
        { ...cell, value: accepted, version: 1 },
        { ...cell, at: changedAt, version: 2 },
      ]
    }),
  )
  await tx.query(
    // typed arrays: 80,000 cells need not be read as JSON first
    `insert into report_value_changes (run_id, report_id, element, value, not_applicable, reason, version, at, by_id, by_name)
     select 0, * from unnest($1::int[], $2::text[], $3::float8[], $4::boolean[], $5::text[], $6::int[], $7::timestamptz[], $8::int[], $9::text[])`,
    [
      typed.map(c => c.id),
      typed.map(c => c.element),
      typed.map(c => c.value),
      typed.map(c => c.notApplicable),
      typed.map(c => c.reason),
      typed.map(c => c.version),
      typed.map(c => c.at),
      typed.map(c => c.userId),
      typed.map(c => c.name),
    ],
  )
  await tx.query(
    `insert into report_values (run_id, report_id, element, value, not_applicable, reason, version, at, by_id, by_name)
     select distinct on (report_id, element) run_id, report_id, element, value, not_applicable, reason, version, at, by_id, by_name
     from report_value_changes where run_id = 0 and report_id = any ($1::int[]) order by report_id, element, version desc`,
    [fresh.map(r => r.id)],
  )
  await tx.query(
    `insert into report_narratives (run_id, report_id, part, text, version, at, by_id, by_name)
     select 0, id, part, text, 1, at, "userId", name
     from jsonb_to_recordset($1::jsonb) as x(id int, part text, text text, at timestamptz, "userId" int, name text)`,
    [
      JSON.stringify(
        fresh.flatMap(r =>
          r.narratives.map(n => ({
            ...n,
            id: r.id,
            at: r.sentAt ?? r.createdAt,
            userId: r.by.userId,
            name: r.by.name,
          })),
        ),
      ),
    ],
  )
  await tx.query(
    `insert into report_events (run_id, report_id, at, by_id, by_name, unit_id, act, remark)
     select 0, id, at, "userId", name, "unitId", act, '' from jsonb_to_recordset($1::jsonb) as x(id int, at timestamptz, "userId" int, name text, "unitId" int, act text)`,
    [
      JSON.stringify(
        fresh.flatMap(r => [
          ...(r.sentAt ? [{ id: r.id, at: r.sentAt, ...r.by, unitId: r.unitId, act: 'submit' }] : []),
          ...(r.acceptedAt && r.acceptedBy ? [{ id: r.id, at: r.acceptedAt, ...r.acceptedBy, act: 'accept' }] : []),
          ...again(r),
        ]),
      ),
    ],
  )
  await countReports(
    tx,
    fresh.map(r => r.id),
  )
  return fresh.length
}

const changeOf = (r: WholeReport): Date | undefined => r.cells.find(c => c.changedAt)?.changedAt
const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)

/** When it was sent and accepted last. */
function last(r: WholeReport): { lastSentAt: Date | null; acceptedAt: Date | null } {
  const changed = r.acceptedBy ? changeOf(r) : undefined
  return changed
    ? { lastSentAt: after(changed, 5), acceptedAt: after(changed, 15) }
    : { lastSentAt: r.sentAt, acceptedAt: r.acceptedAt }
}

/** Opened again, sent and accepted once more, half an hour around the change. */
function again(r: WholeReport & { id: number }) {
  const changed = changeOf(r)
  if (!changed || !r.acceptedBy) return []
  const at = (minutes: number) => after(changed, minutes)
  return [
    { id: r.id, at: at(-10), ...r.acceptedBy, act: 'reopen' },
    { id: r.id, at: at(5), ...r.by, unitId: r.unitId, act: 'submit' },
    { id: r.id, at: at(15), ...r.acceptedBy, act: 'accept' },
  ]
}
