import { once } from 'node:events'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '../database.ts'

/** A reading on its way into the database. `at` in milliseconds since 1970; quality 0 as measured, 1 corrected. */
export type StoredReading = { seriesId: number; at: number; value: number; quality: number }

const epoch2000 = 946_684_800_000
const months = new Set<string>()

/** The first days of the months that these readings lie in and whose tables this process has not seen. */
function unseenMonths(database: string, readings: readonly StoredReading[]): string[] {
  // one comparison a reading: a date is made only where the month changes
  let from = 0
  let to = 0
  const unseen = new Set<string>()
  for (const r of readings) {
    if (r.at >= from && r.at < to) continue
    const day = new Date(r.at)
    from = Date.UTC(day.getUTCFullYear(), day.getUTCMonth())
    to = Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1)
    const month = new Date(from).toISOString().slice(0, 10)
    if (!months.has(`${database}/${month}`)) unseen.add(month)
  }
  return [...unseen].sort()
}
export const needsPartitions = (database: string, readings: readonly StoredReading[]): boolean =>
  unseenMonths(database, readings).length > 0

/**
 * Makes the monthly partitions these readings need; what was made is remembered per process and database. Call it in a transaction of its
 * own: it waits for every transaction that is writing readings.
 */
export async function ensurePartitions(tx: Tx, database: string, readings: readonly StoredReading[]): Promise<void> {
  const unseen = unseenMonths(database, readings)
  for (const month of unseen) await tx.query('select app.ensure_partition($1::date)', [month])
  for (const month of unseen) months.add(`${database}/${month}`)
}

/**
 * COPY in binary form straight into the table: for readings known not to be there yet (a reading that is there makes it
 * fail with unique_violation, and the caller falls back to `mergeReadings`). Returns a function that waits for the end,
 * so that judging can go on while PostgreSQL writes.
 */
export function copyReadings(
  tx: Tx,
  runId: number,
  readings: readonly StoredReading[],
  table: 'observations' | 'bench_copy' = 'observations',
): { sent: Promise<void>; ended: () => Promise<void> } {
  const size = 48
  const buffer = Buffer.allocUnsafe(19 + readings.length * size + 2)
  buffer.write('PGCOPY\n\xff\r\n\0', 0, 'latin1')
  buffer.writeInt32BE(0, 11)
  buffer.writeInt32BE(0, 15)
  let o = 19
  for (const r of readings) {
    buffer.writeInt16BE(5, o)
    buffer.writeInt32BE(4, o + 2)
    buffer.writeInt32BE(runId, o + 6)
    buffer.writeInt32BE(4, o + 10)
    buffer.writeInt32BE(r.seriesId, o + 14)
    buffer.writeInt32BE(8, o + 18)
    // microseconds since 2000 as two halves: a BigInt a row would cost more than the row
    const micros = (r.at - epoch2000) * 1000
    const high = Math.floor(micros / 4_294_967_296)
    buffer.writeInt32BE(high, o + 22)
    buffer.writeUInt32BE(micros - high * 4_294_967_296, o + 26)
    buffer.writeInt32BE(8, o + 30)
    buffer.writeDoubleBE(r.value, o + 34)
    buffer.writeInt32BE(2, o + 42)
    buffer.writeInt16BE(r.quality, o + 46)
    o += size
  }
  buffer.writeInt16BE(-1, o)
  // begun only now: a figure that does not fit must not leave the connection in the middle of a COPY
  const stream = tx.client.query(
    copyFrom(`copy ${table} (run_id, series_id, at, value, quality) from stdin (format binary)`),
  )
  const ended = once(stream, 'finish').then(() => {})
  ended.catch(() => {}) // the caller waits later; until then a failure must not count as unhandled
  // the rows leave only after PostgreSQL has said that it is ready for them: who computes before that keeps it waiting
  const left = new Promise<void>(resolve => stream.write(buffer, () => resolve()))
  const sent = Promise.race([left, ended.catch(() => {})])
  stream.end()
  return { sent, ended: () => ended }
}

/**
 * For readings that may be there already. Of two values for one series and time the corrected one wins, else the higher,
 * whatever came first. Returns those that changed something.
 */
export const mergeReadings = (tx: Tx, runId: number, readings: readonly StoredReading[]) =>
  tx.query<{ seriesId: number; at: Date; value: number }>(
    `insert into observations as o (run_id, series_id, at, value, quality)
     select $1, s, to_timestamp(a / 1000.0), v, q from unnest($2::int[], $3::float8[], $4::float8[], $5::smallint[]) as x(s, a, v, q)
     on conflict (run_id, series_id, at) do update set value = excluded.value, quality = excluded.quality
       where (excluded.quality, excluded.value) > (o.quality, o.value)
     returning series_id as "seriesId", at, value`,
    [
      runId,
      readings.map(r => r.seriesId),
      readings.map(r => r.at),
      readings.map(r => r.value),
      readings.map(r => r.quality),
    ],
  )

/** Readings for rebuilding the engine: per series, what lies within `keepMs` of its own last one. In order of time. */
/** The readings the engine keeps: per series, those not older before its last one than `keep` says (series id → milliseconds). */
export const recentReadings = (tx: Tx, runId: number, keep: ReadonlyMap<number, number>) =>
  tx.query<{ seriesId: number; at: Date; value: number }>(
    `with last as (select k.id, k.ms, (select max(at) from observations o where o.run_id = $1 and o.series_id = k.id) as at
       from unnest($2::int[], $3::float8[]) as k(id, ms))
     select o.series_id as "seriesId", o.at, o.value from last join observations o on o.run_id = $1 and o.series_id = last.id
       and o.at >= last.at - last.ms * interval '1 millisecond' order by o.at`,
    [runId, [...keep.keys()], [...keep.values()]],
  )

export const readingsOf = (tx: Tx, runId: number, seriesId: number, from: Date, to: Date) =>
  tx.query<{ at: Date; value: number; quality: number }>(
    'select at, value, quality from observations where run_id = $1 and series_id = $2 and at > $3 and at <= $4 order by at limit 20000',
    [runId, seriesId, from, to],
  )

/** Takes the run's lock and tells which version of the readings the database holds. */
export async function lockEngine(tx: Tx, runId: number): Promise<number> {
  const row = await tx.maybe<{ version: number }>('select version from engine_state where run_id = $1 for update', [
    runId,
  ])
  if (row) return row.version
  await tx.query('insert into engine_state (run_id) values ($1) on conflict do nothing', [runId])
  return (await tx.one<{ version: number }>('select version from engine_state where run_id = $1 for update', [runId]))
    .version
}

/** Takes the lock and the next version in one statement; gives the version that stood. */
export async function takeEngine(tx: Tx, runId: number): Promise<number> {
  const take = () =>
    tx.maybe<{ version: number }>(
      'update engine_state set version = version + 1 where run_id = $1 returning (version - 1)::int as version',
      [runId],
    )
  const row = await take()
  if (row) return row.version
  await tx.query('insert into engine_state (run_id) values ($1) on conflict do nothing', [runId])
  return (await take())?.version ?? 0
}

export const setEngineVersion = (tx: Tx, runId: number, version: number) =>
  tx.query('update engine_state set version = $2 where run_id = $1', [runId, version])
export const engineVersion = async (tx: Tx, runId: number) =>
  (await tx.maybe<{ version: number }>('select version from engine_state where run_id = $1', [runId]))?.version ?? 0
