import { type LevelChange, readingFault, readTime } from '@tusom/domain'
import {
  allSeries,
  copyReadings,
  ensurePartitions,
  lockEngine,
  mergeReadings,
  type NewLevelChange,
  publishLevels,
  recordHistory,
  refuseReadings,
  setEngineVersion,
  type StoredReading,
  suggestedStates,
  type Tx,
  writeAudit,
} from '@tusom/store'
import { createHash } from 'node:crypto'
import type { Context } from '../../core/context.ts'
import { catalogue, RunEngine, type SeriesCatalogue, seriesKey } from './run-engine.ts'

export type IncomingReading = {
  station: string
  indicator: string
  at: string
  value: number
  quality?: 'measured' | 'corrected'
}
export type Refused = {
  index: number
  station: string | null
  code: string
  message: string
  messageEn: string
  item: unknown
}
export type IngestResult = { accepted: number; unchanged: number; refused: Refused[]; levelChanges: number }
export type IngestMeta = {
  runId: number
  now: Date
  userId: number | null
  unitId: number | null
  provinceId: number
  source: string
}

class AlreadyThere extends Error {}

/**
 * Takes readings in. A reading, the level change it causes, the audit entry of the batch and the refusals are one
 * transaction; batches of one run are judged one after the other under the run's lock. The engine in memory is a cache:
 * where another process wrote, or a commit failed, it is thrown away and rebuilt.
 */
export class Ingest {
  private readonly ctx: Context
  private series: SeriesCatalogue | null = null
  private readonly engines = new Map<number, RunEngine>()
  private readonly queues = new Map<number, Promise<unknown>>()

  constructor(ctx: Context) {
    this.ctx = ctx
    ctx.onTold(topic => {
      if (topic === 'series' || topic === 'units') this.forget()
    })
  }

  /** Drops everything held in memory. */
  forget(): void {
    this.series = null
    this.engines.clear()
  }

  async catalogue(): Promise<SeriesCatalogue> {
    this.series ??= catalogue(await this.ctx.db.asSystem(allSeries))
    return this.series
  }

  /** The engine of a run, loaded when it is not there. */
  async engine(runId: number): Promise<RunEngine> {
    const had = this.engines.get(runId)
    if (had) return had
    const series = await this.catalogue()
    const made = await this.ctx.db.asIngest(runId, tx => RunEngine.load(tx, runId, this.ctx.tree(), series))
    this.engines.set(runId, made)
    return made
  }

  /** Sorts good from bad by name, then judges and stores the good ones. `wellFormed` are items that passed the schema, with their index. */
  async take(
    items: readonly { index: number; reading: IncomingReading }[],
    malformed: readonly Refused[],
    meta: IngestMeta,
  ): Promise<IngestResult> {
    const series = await this.catalogue()
    const refused: Refused[] = [...malformed]
    const good = new Map<string, StoredReading>()
    const now = meta.now.getTime()
    for (const { index, reading } of items) {
      const row = series.byKey.get(seriesKey(reading.station, reading.indicator)) ?? null
      const at = readTime(reading.at)
      const fault = readingFault(reading.station, reading.indicator, at, reading.value, row, now)
      if (fault || !row) {
        refused.push({
          index,
          station: reading.station,
          code: fault?.code ?? '',
          message: fault?.vi ?? '',
          messageEn: fault?.en ?? '',
          item: reading,
        })
        continue
      }
      keepBetter(good, { seriesId: row.id, at, value: reading.value, quality: reading.quality === 'corrected' ? 1 : 0 })
    }
    refused.sort((a, b) => a.index - b.index)
    const result = await this.store([...good.values()], meta, refused)
    return {
      accepted: result.accepted,
      unchanged: items.length - (refused.length - malformed.length) - result.accepted,
      refused,
      levelChanges: result.changes,
    }
  }

  /** Judges and commits readings that are known to be good. Used by `take` and by the bench. */
  store(
    readings: StoredReading[],
    meta: IngestMeta,
    refused: readonly Refused[] = [],
  ): Promise<{ accepted: number; changes: number }> {
    const before = this.queues.get(meta.runId) ?? Promise.resolve()
    const mine = before
      .then(() => this.commit(readings, meta, refused, true))
      .catch(e => (e instanceof AlreadyThere ? this.commit(readings, meta, refused, false) : Promise.reject(e)))
    this.queues.set(
      meta.runId,
      mine.catch(() => {}),
    )
    return mine
  }

  private async commit(
    readings: StoredReading[],
    meta: IngestMeta,
    refused: readonly Refused[],
    optimistic: boolean,
  ): Promise<{ accepted: number; changes: number }> {
    const { runId } = meta
    const { db } = this.ctx
    const run = await this.engine(runId)
    try {
      return await db.asIngest(runId, async tx => {
        const version = await lockEngine(tx, runId)
        const current = version === run.version ? run : await this.reload(tx, runId)
        await ensurePartitions(tx, db.ownerUrl, readings)
        const fresh: StoredReading[] = []
        const doubtful: StoredReading[] = []
        for (const r of readings)
          (optimistic && r.at > (current.lastAt.get(r.seriesId) ?? Number.NEGATIVE_INFINITY) ? fresh : doubtful).push(r)
        const changed: StoredReading[] = [...fresh]
        if (doubtful.length) {
          for (const r of await mergeReadings(tx, runId, doubtful))
            changed.push({ seriesId: r.seriesId, at: r.at.getTime(), value: r.value, quality: 0 })
        }
        const copied = fresh.length ? copyReadings(tx, runId, fresh) : null
        await copied?.sent
        // judged while PostgreSQL takes the rows in
        const outcome = current.engine.ingest(
          changed.map(r => ({ series: current.index.get(r.seriesId) as number, at: r.at, value: r.value })),
        )
        for (const r of changed)
          if (r.at > (current.lastAt.get(r.seriesId) ?? Number.NEGATIVE_INFINITY)) current.lastAt.set(r.seriesId, r.at)
        if (copied)
          await copied.ended().catch(e => {
            throw (e as { code?: string }).code === '23505' ? new AlreadyThere() : e
          })
        const published = await this.writeLevels(tx, meta, current, outcome.changes, outcome.rewrittenFrom)
        await refuseReadings(tx, runId, this.ctx.clock(), meta.source, refused)
        if (changed.length) await setEngineVersion(tx, runId, version + 1)
        if (changed.length || refused.length) {
          await tx.query(`select app.tell('observations', $1)`, [runId])
          await writeAudit(tx, {
            provinceId: meta.provinceId,
            at: this.ctx.clock(),
            userId: meta.userId,
            unitId: meta.unitId,
            runId,
            command: 'observations.take',
            subject: `run/${runId}`,
            detail: {
              source: meta.source,
              accepted: changed.length,
              refused: refused.length,
              levelChanges: published,
              digest: digest(changed),
            },
          })
        }
        if (changed.length) current.version = version + 1
        return { accepted: changed.length, changes: published }
      })
    } catch (e) {
      // memory may be ahead of the database now
      this.engines.delete(runId)
      throw e
    }
  }

  private async reload(tx: Tx, runId: number): Promise<RunEngine> {
    const made = await RunEngine.load(tx, runId, this.ctx.tree(), await this.catalogue())
    this.engines.set(runId, made)
    return made
  }

  private async writeLevels(
    tx: Tx,
    meta: IngestMeta,
    run: RunEngine,
    changes: readonly LevelChange[],
    rewrittenFrom: number | null,
  ): Promise<number> {
    if (!changes.length && rewrittenFrom === null) return 0
    const rows = changes.map(toRow)
    await recordHistory(tx, meta.runId, rows, rewrittenFrom === null ? null : new Date(rewrittenFrom))
    // what is published is the difference between what stood and what stands now, whatever happened in between
    const latest = new Map<string, NewLevelChange>()
    for (const r of rows) latest.set(`${r.areaId}/${r.hazard}`, r)
    const stood = new Map((await suggestedStates(tx, meta.runId)).map(s => [`${s.areaId}/${s.hazard}`, s]))
    const publish: NewLevelChange[] = []
    for (const [key, row] of latest) {
      const from = stood.has(key) ? (stood.get(key)?.level ?? null) : 0
      if (from !== row.to) publish.push({ ...row, from })
    }
    if (rewrittenFrom !== null) {
      // a correction can also take back a level without any change left to show for it
      for (const [key, s] of stood) {
        const to = run.engine.level(String(s.areaId), s.hazard)
        if (!latest.has(key) && s.level !== to)
          publish.push({
            areaId: s.areaId,
            hazard: s.hazard,
            at: new Date(rewrittenFrom),
            from: s.level,
            to,
            rule: 'corrected-readings',
            article: null,
            evidence: [],
          })
      }
    }
    await publishLevels(tx, meta.runId, 'suggested', publish, meta.now, { correction: rewrittenFrom !== null })
    if (publish.length) await tx.query(`select app.tell('levels', $1)`, [meta.runId])
    return publish.length
  }
}

function keepBetter(good: Map<string, StoredReading>, r: StoredReading): void {
  const key = `${r.seriesId}/${r.at}`
  const had = good.get(key)
  if (!had || r.quality > had.quality || (r.quality === had.quality && r.value > had.value)) good.set(key, r)
}

const toRow = (c: LevelChange): NewLevelChange => ({
  areaId: Number(c.area),
  hazard: c.hazard,
  at: new Date(c.at),
  from: c.from,
  to: c.to,
  rule: c.rule,
  article: c.article,
  evidence: c.evidence.map(e => ({ ...e, at: new Date(e.at).toISOString() })),
})

/** SHA-256 over (series, time, value) of the batch in the order it was stored. */
function digest(readings: readonly StoredReading[]): string {
  const bytes = new Float64Array(readings.length * 3)
  readings.forEach((r, i) => {
    bytes[i * 3] = r.seriesId
    bytes[i * 3 + 1] = r.at
    bytes[i * 3 + 2] = r.value
  })
  return createHash('sha256').update(Buffer.from(bytes.buffer)).digest('hex')
}
