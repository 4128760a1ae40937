import { type Ingest } from '@tusom/server'
import { copyReadings, type Database, ensurePartitions, type StoredReading } from '@tusom/store'

const BATCH = 5000
const MINUTE = 60_000

/** Minute readings of every series: slow waves, so that gauges pass their alarms and rain adds up now and then. */
export function minutes(
  seriesIds: readonly number[],
  fromMinute: number,
  count: number,
  start: number,
): StoredReading[] {
  const rows: StoredReading[] = []
  for (let m = fromMinute; m < fromMinute + count; m++)
    for (let i = 0; i < seriesIds.length; i++) {
      const wave = Math.sin((m + i * 7) / 300)
      rows.push({
        seriesId: seriesIds[i] as number,
        at: start + m * MINUTE,
        value: i % 4 === 0 ? Math.round((16 + 1.6 * wave) * 100) / 100 : i % 4 === 1 ? (wave > 0.95 ? 0.2 : 0) : 5,
        quality: 0,
      })
    }
  return rows
}

/**
 * Readings judged and committed per second in batches of 5,000, with levels, history and the audit entry of each batch,
 * against one COPY of the same rows into a table with the same columns, key and partitions. The two take turns, so that a
 * noisy machine disturbs both.
 */
export async function benchIngest(
  db: Database,
  ingest: Ingest,
  rounds = 4,
): Promise<{ ours: number; copy: number; ratio: number; changes: number }> {
  const catalogue = await ingest.catalogue()
  const ids = catalogue.rows.map(r => r.id)
  const start = Date.UTC(2026, 0, 5)
  await db.asSystem(async tx => {
    await tx.query(`create table bench_copy (like observations including all) partition by range (at)`)
    await tx.query(
      `create table bench_copy_202601 partition of bench_copy for values from ('2026-01-01 00:00:00+00') to ('2026-02-01 00:00:00+00')`,
    )
    await tx.query('grant insert, select on bench_copy, bench_copy_202601 to tusom_ingest')
  })
  const meta = { runId: 0, now: new Date(start), userId: null, unitId: null, provinceId: 1, source: 'bench' }
  const perRound = 16 // minutes of the nation: 212,544 readings
  let oursMs = 0
  let copyMs = 0
  let rows = 0
  let changes = 0
  for (let r = 0; r <= rounds; r++) {
    const readings = minutes(ids, r * perRound, perRound, start)
    await db.asIngest(0, tx => ensurePartitions(tx, db.ownerUrl, readings))
    await db.asSystem(tx => tx.query('checkpoint')).catch(() => {})
    let began = performance.now()
    // two senders, as stations are many: the next batch is there when one is done
    let under: Promise<{ changes: number }> | null = null
    for (let i = 0; i < readings.length; i += BATCH) {
      const mine = ingest.store(readings.slice(i, i + BATCH), meta)
      changes += (await under)?.changes ?? 0
      under = mine
    }
    changes += (await under)?.changes ?? 0
    const ours = performance.now() - began
    await db.asSystem(tx => tx.query('checkpoint')).catch(() => {})
    began = performance.now()
    await db.asIngest(0, async tx => copyReadings(tx, 0, readings, 'bench_copy').ended())
    const copy = performance.now() - began
    if (r === 0) continue // warm-up
    oursMs += ours
    copyMs += copy
    rows += readings.length
  }
  return { ours: (rows / oursMs) * 1000, copy: (rows / copyMs) * 1000, ratio: copyMs / oursMs, changes }
}
