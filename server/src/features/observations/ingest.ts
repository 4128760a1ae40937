import { type BatchResult, citeVersion, hazardOf, type LevelChange, readingFault, readTime } from '@tusom/domain'
import {
  allSeries,
  citeAgain,
  copyReadings,
  ensurePartitions,
  lockEngine,
  mergeReadings,
  needsPartitions,
  type NewLevelChange,
  publishLevels,
  recordHistory,
  refuseReadings,
  setEngineVersion,
  type StoredReading,
  takeEngine,
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

/** A batch that was taken for new and is not, or not on top of what this process knows. */
class NotFresh extends Error {}

/**
 * How long rows that are copied in already wait for the batch before them. PostgreSQL sees no circle of which one side waits in our
 * memory (the batch before may wait for these very rows through another process, or for a connection): who waits longer gives its
 * rows back and is merged in its turn.
 */
const HOLD_MS = 3000

/** PostgreSQL ended one side of a circle (40P01): the other side is through, so the same work is done again. */
const deadlocked = (e: unknown): boolean => (e as { code?: string }).code === '40P01'
const TRIES = 5

/** Batches of one run in order: the end of the last one and of the one before it, and how far the series reach with all that is under way. */
type RunQueue = { tail: Promise<void>; gate: Promise<void>; decided: Promise<void>; lastAt: Map<number, number> }

const nothing = Promise.resolve()
const settled = (p: Promise<unknown>): Promise<void> =>
  p.then(
    () => {},
    () => {},
  )

/**
 * Takes readings in. A reading, the level change it causes, the audit entry of the batch and the refusals are one
 * transaction; batches of one run are judged one after the other under the run's lock. The engine in memory is a cache:
 * where another process wrote, or a commit failed, it is thrown away and rebuilt.
 */
export class Ingest {
  private readonly ctx: Context
  private series: SeriesCatalogue | null = null
  private readonly engines = new Map<number, RunEngine>()
  private readonly queues = new Map<number, RunQueue>()

  constructor(ctx: Context) {
    this.ctx = ctx
    ctx.onTold(topic => {
      if (topic === 'series' || topic === 'units' || topic === 'packs') this.forget()
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

  /** Judges and commits readings that are known to be good, in the order in which it is called. Used by `take` and by the bench. */
  store(
    readings: StoredReading[],
    meta: IngestMeta,
    refused: readonly Refused[] = [],
  ): Promise<{ accepted: number; changes: number }> {
    const queue = this.queueOf(meta.runId)
    const before = queue.tail
    // two batches at a time: one is taken in while one is judged. More would only hold connections that others need
    const decided = Promise.all([queue.decided, queue.gate]).then(() => this.isFresh(readings, meta.runId, queue))
    queue.decided = settled(decided)
    queue.gate = before
    const mine = decided
      .then(fresh => (fresh ? this.commitFresh(readings, meta, refused, before) : Promise.reject(new NotFresh())))
      // a reading that may be there already, or another process that wrote: the batch waits for its turn and is merged
      .catch(async e => {
        if (!(e instanceof NotFresh)) throw e
        await before
        for (let n = 1; ; n++)
          try {
            return await this.commit(readings, meta, refused)
          } catch (fault) {
            if (n === TRIES || !deadlocked(fault)) throw fault
          }
      })
    const tail = settled(mine)
    queue.tail = tail
    void tail.then(() => {
      // nobody waits any more: what the engine knows is all there is
      if (queue.tail === tail) this.queues.delete(meta.runId)
    })
    return mine
  }

  /** Makes ready what a batch needs and says whether all of it lies after everything that is stored or on its way. */
  private async isFresh(readings: readonly StoredReading[], runId: number, queue: RunQueue): Promise<boolean> {
    await this.engine(runId)
    const { db } = this.ctx
    // making a new month's table waits for every batch that is being written; none of them waits for this one
    if (needsPartitions(db.ownerUrl, readings))
      await db.asIngest(runId, tx => ensurePartitions(tx, db.ownerUrl, readings))
    const fresh =
      readings.length > 0 &&
      readings.every(r => r.at > (queue.lastAt.get(r.seriesId) ?? this.lastStored(runId, r.seriesId)))
    // also what is merged is on its way: a batch behind it with the same readings must not copy them in beside it
    for (const r of readings)
      if (r.at > (queue.lastAt.get(r.seriesId) ?? Number.NEGATIVE_INFINITY)) queue.lastAt.set(r.seriesId, r.at)
    return fresh
  }

  private queueOf(runId: number): RunQueue {
    let queue = this.queues.get(runId)
    if (!queue) {
      queue = { tail: nothing, gate: nothing, decided: nothing, lastAt: new Map() }
      this.queues.set(runId, queue)
    }
    return queue
  }

  private lastStored(runId: number, seriesId: number): number {
    return this.engines.get(runId)?.lastAt.get(seriesId) ?? Number.NEGATIVE_INFINITY
  }

  /**
   * Readings that cannot be there yet: PostgreSQL takes them in while the batch before is still being judged and committed; judging,
   * levels and audit follow in order. Whatever does not fit (a reading that is there after all, another process that wrote since) undoes
   * the transaction and says `NotFresh`.
   */
  private async commitFresh(
    readings: StoredReading[],
    meta: IngestMeta,
    refused: readonly Refused[],
    before: Promise<void>,
  ): Promise<{ accepted: number; changes: number }> {
    const { runId } = meta
    let judged = false
    try {
      return await this.ctx.db.asIngest(runId, async tx => {
        const copied = copyReadings(tx, runId, readings)
        await copied.sent
        await within(before, HOLD_MS)
        // loading it takes a second connection: never while this one is held
        const run = this.engines.get(runId)
        if (!run) throw new NotFresh()
        judged = true
        const outcome = run.take(readings)
        await copied.ended().catch(e => {
          throw (e as { code?: string }).code === '23505' || deadlocked(e) ? new NotFresh() : e
        })
        if ((await takeEngine(tx, runId)) !== run.version) throw new NotFresh()
        run.version++
        return this.write(tx, meta, run, readings, refused, outcome)
      })
    } catch (e) {
      // memory may be ahead of the database now
      if (judged) this.engines.delete(runId)
      throw deadlocked(e) ? new NotFresh() : e
    }
  }

  /** Readings of which some may be there: merged under the run's lock. */
  private async commit(
    readings: StoredReading[],
    meta: IngestMeta,
    refused: readonly Refused[],
  ): Promise<{ accepted: number; changes: number }> {
    const { runId } = meta
    const run = await this.engine(runId)
    try {
      return await this.ctx.db.asIngest(runId, async tx => {
        const version = await lockEngine(tx, runId)
        const current = version === run.version ? run : await this.reload(tx, runId)
        const changed: StoredReading[] = []
        if (readings.length)
          for (const r of await mergeReadings(tx, runId, readings))
            changed.push({ seriesId: r.seriesId, at: r.at.getTime(), value: r.value, quality: 0 })
        const outcome = current.take(changed)
        if (changed.length) await setEngineVersion(tx, runId, version + 1)
        const written = await this.write(tx, meta, current, changed, refused, outcome)
        if (changed.length) current.version = version + 1
        return written
      })
    } catch (e) {
      this.engines.delete(runId)
      throw e
    }
  }

  /** Levels, refusals, audit and the notice to open pages of one batch. */
  private async write(
    tx: Tx,
    meta: IngestMeta,
    run: RunEngine,
    changed: readonly StoredReading[],
    refused: readonly Refused[],
    outcome: BatchResult,
  ): Promise<{ accepted: number; changes: number }> {
    const { runId } = meta
    const published = await this.writeLevels(tx, meta, run, outcome.changes, outcome.rewrittenFrom)
    await refuseReadings(tx, runId, meta.now, meta.source, refused)
    if (changed.length || refused.length)
      await writeAudit(
        tx,
        {
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
        },
        published ? ['observations', 'levels'] : ['observations'],
      )
    return { accepted: changed.length, changes: published }
  }

  /**
   * Judges a run by the packs that are in force now, inside the transaction that put them in force: what they say otherwise is
   * published from now on. Returns how many levels changed. The caller forgets the engines once it has committed.
   */
  async judgeAnew(tx: Tx, runId: number, now: Date): Promise<number> {
    const version = await lockEngine(tx, runId)
    const run = await RunEngine.load(tx, runId, this.ctx.tree(), await this.catalogue())
    const current = new Map(run.engine.current().map(c => [`${c.area}/${c.hazard}`, c]))
    const keys = new Set([...current.keys(), ...run.published.keys()])
    const rows: NewLevelChange[] = []
    const standing: { areaId: number; hazard: string; rule: string }[] = []
    for (const key of keys) {
      const [area = '', hazard = ''] = key.split('/')
      const had = run.published.get(key)?.level
      const from = had === undefined ? 0 : had
      const is = current.get(key)
      const to = is ? is.level : 0
      const packs = run.packsOf(Number(area))
      const found = hazardOf(hazard, packs)
      const pack = found?.pack.id ?? 'packs'
      const rule = citeVersion(`${pack}/${hazard}/${is?.rule ?? 'none'}`, packs)
      if (from === to) {
        if (is) standing.push({ areaId: Number(area), hazard, rule })
        continue
      }
      rows.push({
        areaId: Number(area),
        hazard,
        at: now,
        from,
        to,
        rule,
        article: found?.hazard.article ?? null,
        evidence: run.engine.facts(area, hazard).map(e => ({ ...e, at: new Date(e.at).toISOString() })),
      })
    }
    await recordHistory(tx, runId, rows, null)
    await publishLevels(tx, runId, 'suggested', rows, now)
    if (standing.length) await citeAgain(tx, runId, standing)
    // whatever other processes hold in memory is behind now
    await setEngineVersion(tx, runId, version + 1)
    return rows.length
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
    const rows = changes.map(c => toRow(c, run))
    await recordHistory(tx, meta.runId, rows, rewrittenFrom === null ? null : new Date(rewrittenFrom))
    // what is published is the difference between what stood and what stands now, whatever happened in between
    const latest = new Map<string, NewLevelChange>()
    for (const r of rows) latest.set(`${r.areaId}/${r.hazard}`, r)
    const stood = run.published
    const publish: NewLevelChange[] = []
    for (const [key, row] of latest) {
      const had = stood.get(key)
      const from = had ? had.level : 0
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
    for (const p of publish) stood.set(`${p.areaId}/${p.hazard}`, { areaId: p.areaId, hazard: p.hazard, level: p.to })
    return publish.length
  }
}

/** @throws NotFresh when it takes longer */
async function within(before: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NotFresh()), ms)
  })
  try {
    await Promise.race([before, late])
  } finally {
    clearTimeout(timer)
  }
}

function keepBetter(good: Map<string, StoredReading>, r: StoredReading): void {
  const key = `${r.seriesId}/${r.at}`
  const had = good.get(key)
  if (!had || r.quality > had.quality || (r.quality === had.quality && r.value > had.value)) good.set(key, r)
}

/** What is stored names the very version that judged. */
const toRow = (c: LevelChange, run: RunEngine): NewLevelChange => ({
  areaId: Number(c.area),
  hazard: c.hazard,
  at: new Date(c.at),
  from: c.from,
  to: c.to,
  rule: citeVersion(c.rule, run.packsOf(Number(c.area))),
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
