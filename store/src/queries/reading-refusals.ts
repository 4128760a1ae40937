import type { Tx } from '../database.ts'

/** Of one batch so many of a kind are kept in full; the rest is counted: 199,000 lines of the same fault tell no more than 300. */
export const KEPT_OF_A_KIND = 300

/** A refused item as it can be kept: whatever was sent may be too long or too deep, or hold characters that PostgreSQL does not take. */
function keepable(item: unknown): unknown {
  try {
    const text = JSON.stringify(item ?? null)
    return text.length > 2000 || /\\u(?:0000|d[89a-f])/.test(text) ? text.slice(0, 2000).toWellFormed() : item
  } catch {
    return 'nested too deeply to be kept'
  }
}
const plainText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/**
 * Where a batch came from: `csv@20-NN:mua.csv` is a CSV of the unit 20-NN. The unit is whose the refused rows are to mend; a
 * source that names none leaves them to the province of the station, and where that is unknown too, to nobody.
 */
export const sourceOf = (kind: string, unitCode: string, name = ''): string =>
  `${kind}@${unitCode}${name ? `:${plainText(name).slice(0, 100)}` : ''}`

export type RefusedItem = { item: unknown; code: string; message: string; station?: string | null }

/** Keeps what was refused of a batch. */
export async function refuseReadings(
  tx: Tx,
  runId: number,
  knownAt: Date,
  source: string,
  refused: readonly RefusedItem[],
): Promise<void> {
  if (!refused.length) return
  const kept: { code: string; message: string; station: string | null; item: unknown; alike: number }[] = []
  const kinds = new Map<string, { n: number; rest: (typeof kept)[number] | null }>()
  for (const r of refused) {
    const kind = kinds.get(r.code) ?? { n: 0, rest: null }
    kinds.set(r.code, kind)
    kind.n++
    if (kind.n <= KEPT_OF_A_KIND) {
      const station = r.station ? plainText(r.station).slice(0, 60) : null
      kept.push({ code: r.code, message: plainText(r.message), station, item: keepable(r.item) ?? null, alike: 0 })
    } else if (kind.rest) kind.rest.alike++
    else {
      kind.rest = { code: r.code, message: plainText(r.message), station: null, item: null, alike: 1 }
      kept.push(kind.rest)
    }
  }
  const unit = /^[^@]{1,40}@([^:]{1,60})/.exec(source)?.[1] ?? null
  await tx.query(
    `insert into reading_refusals (run_id, known_at, source, unit_id, station, item, code, message, alike)
     select $1, $2, $3,
       coalesce((select u.id from units u where u.code = $5 order by u.valid_from desc limit 1), (select s.province_id from stations s where s.code = x.station)),
       x.station, coalesce(x.item, 'null'), x.code, x.message, x.alike
     from jsonb_to_recordset($4::jsonb) as x(item jsonb, station text, code text, message text, alike int)`,
    [runId, knownAt, source, JSON.stringify(kept), unit],
  )
}

export type RefusalRow = {
  id: number
  knownAt: Date
  source: string
  unitId: number
  station: string | null
  item: unknown
  code: string
  message: string
  alike: number
  state: 'open' | 'resent' | 'discarded'
  triedAt: Date | null
  handledAt: Date | null
  handledByName: string | null
  reason: string | null
}
export type RefusalFilter = {
  state?: string | undefined
  code?: string | undefined
  source?: string | undefined
  station?: string | undefined
  before?: number | undefined
}

const columns = `id, known_at as "knownAt", source, unit_id as "unitId", station, item, code, message, alike, state, tried_at as "triedAt",
  handled_at as "handledAt", handled_by_name as "handledByName", reason`

/** The newest first, as row-level security shows them. */
export const listRefusals = (tx: Tx, f: RefusalFilter, limit: number) =>
  tx.query<RefusalRow>(
    `select ${columns} from reading_refusals
     where state = $1 and ($2::text is null or code = $2) and ($3::text is null or source = $3) and ($4::text is null or station = $4)
       and ($5::bigint is null or id < $5) order by id desc limit $6`,
    [f.state ?? 'open', f.code ?? null, f.source ?? null, f.station ?? null, f.before ?? null, limit],
  )

/** Rows to work on, locked until the transaction ends. Those that are not open any more are left out. */
export const openRefusals = (tx: Tx, ids: readonly number[]) =>
  tx.query<RefusalRow>(
    `select ${columns} from reading_refusals where id = any ($1::bigint[]) and state = 'open' order by id for update`,
    [ids],
  )
export const refusalById = (tx: Tx, id: number) =>
  tx.maybe<RefusalRow>(`select ${columns} from reading_refusals where id = $1`, [id])

/** Ids of what is open and alike: the same unknown name, the same fault, the same source. With or without rows that only count. */
export const refusalIds = async (tx: Tx, f: RefusalFilter, limit: number, countedToo = false) =>
  (
    await tx.query<{ id: number }>(
      `select id from reading_refusals where state = 'open' and (alike = 0 or $5) and ($1::text is null or code = $1)
         and ($2::text is null or source = $2) and ($3::text is null or station = $3) order by id limit $4`,
      [f.code ?? null, f.source ?? null, f.station ?? null, limit, countedToo],
    )
  ).map(r => r.id)

export type RefusalCount = {
  code: string
  source: string
  station: string | null
  n: number
  kept: number
  firstAt: Date
  lastAt: Date
}
/** How many wait, by kind, source and station; `n` counts those that were only counted too, `kept` those
 * that can be sent again. */
export const countRefusals = (tx: Tx) =>
  tx.query<RefusalCount>(
    `select code, source, station, sum(greatest(alike, 1))::int as n, (count(*) filter (where alike = 0))::int as kept, min(known_at) as "firstAt", max(known_at) as "lastAt"
     from reading_refusals where state = 'open' group by code, source, station order by n desc, code, source, station limit 500`,
  )

type Hand = { at: Date; userId: number; name: string }
export const markResent = (tx: Tx, ids: readonly number[], by: Hand, mended: unknown = null) =>
  tx.query(
    `update reading_refusals set state = 'resent', handled_at = $2, handled_by = $3, handled_by_name = $4, tried_at = $2, mended = $5
     where id = any ($1::bigint[]) and state = 'open'`,
    [ids, by.at, by.userId, by.name, mended === null ? null : JSON.stringify(mended)],
  )
/** Still refused: the reason of today stands on the row. */
export const markTried = (tx: Tx, rows: readonly { id: number; code: string; message: string }[], at: Date) =>
  tx.query(
    `update reading_refusals r set tried_at = $2, code = x.code, message = x.message
     from jsonb_to_recordset($1::jsonb) as x(id bigint, code text, message text) where r.id = x.id and r.state = 'open'`,
    [JSON.stringify(rows.map(r => ({ ...r, message: plainText(r.message) }))), at],
  )
export const discardRefusals = (tx: Tx, ids: readonly number[], reason: string, by: Hand) =>
  tx.query<{ id: number }>(
    `update reading_refusals set state = 'discarded', handled_at = $2, handled_by = $3, handled_by_name = $4, reason = $5
     where id = any ($1::bigint[]) and state = 'open' returning id`,
    [ids, by.at, by.userId, by.name, reason],
  )
/** The units of rows of a run; asked by the system, so that a stranger is refused and not told that nothing is there. */
export const refusalUnits = async (tx: Tx, runId: number, ids: readonly number[]) =>
  (
    await tx.query<{ unitId: number }>(
      'select distinct unit_id as "unitId" from reading_refusals where run_id = $1 and id = any ($2::bigint[]) and unit_id is not null',
      [runId, ids],
    )
  ).map(r => r.unitId)
