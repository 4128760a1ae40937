import type { Actor, MessageMapping } from '@tusom/domain'
import { type MqttProgress, type MqttSessionRow, noteArrivals, noteMqttSession, openMqttSession } from '@tusom/store'
import type { Context } from '../../core/context.ts'
import type { Ingest } from '../observations/ingest.ts'
import { takeReadings } from '../observations/take-readings.ts'
import { BrokerClient, type BrokerOptions, IN_FLIGHT } from './broker-client.ts'
import { type Held, readBatch } from './message-batch.ts'
import { wordsOfError } from './words-of-error.ts'

export type SlotConfig = {
  connectionId: number
  slot: number
  name: string
  unitId: number
  source: string
  mapping: MessageMapping
  broker: BrokerOptions
}

/** Pauses before trying again: doubled up to a minute, with a little chance so that many do not knock at once. */
const pause = (failures: number): number =>
  Math.min(60_000, 1000 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2)
/** How often counts are written while messages come. */
const NOTE_EVERY = 2000
const nothing = (): MqttProgress => ({ lastMessageAt: null, received: 0, stored: 0, refused: 0, redelivered: 0 })

/**
 * One consumer: holds one session at a broker, reads what comes into batches, stores each, and only then acknowledges it. While
 * a batch is being stored the next gathers. What cannot be stored is tried again and stays unacknowledged: after a crash, a lost
 * connection or a dead database the broker delivers it once more, and storing it twice is storing it once.
 */
export class SlotIntake {
  readonly config: SlotConfig
  private readonly ctx: Context
  private readonly ingest: Ingest
  private client: BrokerClient | null = null
  private state: MqttSessionRow['state'] = 'connecting'
  private since: Date
  private failures = 0
  private stopped = false
  private storing: Promise<void> | null = null
  private timer: NodeJS.Timeout | null = null
  private noteTimer: NodeJS.Timeout | null = null
  private wake: (() => void) | null = null
  private counted = nothing()
  private error: { vi: string; en: string; at: Date } | null = null
  private arrivals = new Map<number, number>()

  constructor(ctx: Context, ingest: Ingest, config: SlotConfig) {
    this.ctx = ctx
    this.ingest = ingest
    this.config = config
    this.since = ctx.clock()
  }

  async start(): Promise<void> {
    const { connectionId, slot } = this.config
    const { arrivals } = await this.ctx.db.asSystem(tx => openMqttSession(tx, connectionId, slot, this.ctx.clock()))
    this.arrivals = new Map(Object.entries(arrivals).map(([id, at]) => [Number(id), at]))
    if (!this.stopped) this.connect()
  }

  /** Ends the connection when what is being stored is stored, or after it was given up. */
  async stop(giveUp = false): Promise<void> {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
    this.wake?.()
    await this.storing
    await this.client?.end(giveUp)
    this.setState('stopped')
    if (this.noteTimer) clearTimeout(this.noteTimer)
    await this.note()
  }

  private connect(): void {
    let client: BrokerClient | null = null
    const again = () => {
      if (this.stopped || this.client !== client) return
      this.client = null
      this.setState('waiting')
      this.timer = setTimeout(
        () => {
          this.setState('connecting')
          this.connect()
        },
        pause(this.failures++),
      )
    }
    try {
      client = new BrokerClient(
        this.config.broker,
        {
          connected: resumed => {
            this.failures = 0
            // a broker that lost our session counts its packets anew
            if (!resumed) this.arrivals.clear()
            this.setState('connected')
          },
          disconnected: again,
          failed: e => this.failed(e),
          arrived: () => this.storeSoon(),
        },
        () => this.ctx.clock().getTime(),
      )
      this.client = client
    } catch (e) {
      // a key or certificate that TLS cannot use
      this.failed(e)
      this.client = null
      again()
    }
  }

  private failed(e: unknown): void {
    if (this.stopped) return
    const words = wordsOfError(e)
    // the same fault again and again is one line in the log, and one on the page with the time of the last
    if (this.error?.en !== words.en)
      this.ctx.log('warn', 'mqtt', { connection: this.config.connectionId, name: this.config.name, error: words.en })
    this.error = { ...words, at: this.ctx.clock() }
    this.noteSoon()
  }

  private storeSoon(): void {
    this.storing ??= this.storeAll().finally(() => {
      this.storing = null
      if (this.client?.waits && !this.stopped) this.storeSoon()
    })
  }

  private async storeAll(): Promise<void> {
    // one turn of the loop, so that what came in one piece is one batch
    await new Promise(resolve => setImmediate(resolve))
    for (;;) {
      const { client } = this
      if (!client || this.stopped) return
      const { messages, release } = client.hold()
      if (!messages.length) return
      this.withArrivals(messages)
      for (let failures = 0; ; failures++) {
        try {
          await this.store(messages)
          break
        } catch (e) {
          this.failed(e)
          // not acknowledged: the broker keeps it, whatever happens to us
          if (this.stopped) return
          await this.wait(pause(failures))
          if (this.stopped) return
        }
      }
      release()
    }
  }

  /** A message that comes a second time gets the time of its first arrival, so that it is the same reading. */
  private withArrivals(messages: Held[]): void {
    for (const m of messages) {
      const first = m.dup && m.packetId !== null ? this.arrivals.get(m.packetId) : undefined
      if (first !== undefined) m.arrivedAt = first
    }
  }

  private async store(messages: readonly Held[]): Promise<void> {
    const { connectionId, slot, unitId, mapping, source } = this.config
    const { items, malformed, arrivals } = readBatch(connectionId, mapping, messages)
    if (Object.keys(arrivals).length) {
      for (const [id, at] of Object.entries(arrivals)) {
        this.arrivals.delete(Number(id))
        this.arrivals.set(Number(id), at)
      }
      // the oldest cannot be asked for again: the broker leaves no more than so many unacknowledged
      for (const id of this.arrivals.keys()) {
        if (this.arrivals.size <= 2 * IN_FLIGHT) break
        this.arrivals.delete(id)
      }
      const kept = Object.fromEntries(this.arrivals)
      await this.ctx.db.asSystem(tx => noteArrivals(tx, connectionId, slot, kept))
    }
    const now = this.ctx.clock()
    const sender = { actor: this.actor(), unitId, runId: 0, now, source }
    const r = await takeReadings(this.ctx, this.ingest, sender, items, malformed)
    this.counted.lastMessageAt = now
    this.counted.received += messages.length
    this.counted.stored += r.accepted
    this.counted.refused += r.refused.length
    this.counted.redelivered += messages.filter(m => m.dup).length
    this.noteSoon()
  }

  /** A broker sends what its unit may send: the same reach as an officer of that unit. */
  private actor(): Actor {
    const { unitId, name } = this.config
    const tree = this.ctx.tree()
    const watch = tree.watch(unitId)
    return {
      userId: 0,
      displayName: name,
      homeUnitId: unitId,
      provinceId: tree.provinceOf(unitId)?.id ?? 0,
      assignments: [{ unitId, role: 'department-officer', units: tree.subtree(unitId), watch }],
      watch,
    }
  }

  private wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(done, ms)
      this.wake = done
      function done() {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private setState(state: MqttSessionRow['state']): void {
    if (state === this.state) return
    this.state = state
    this.since = this.ctx.clock()
    void this.note()
  }
  private noteSoon(): void {
    this.noteTimer ??= setTimeout(() => {
      this.noteTimer = null
      void this.note()
    }, NOTE_EVERY)
  }
  private async note(): Promise<void> {
    const { connectionId, slot } = this.config
    const add = this.counted
    this.counted = nothing()
    const { state, since, error } = this
    try {
      await this.ctx.db.asSystem(async tx => {
        await noteMqttSession(tx, connectionId, slot, { state, since, add, error })
        await tx.query(`select app.tell('mqtt', 0)`)
      })
    } catch (e) {
      // the database is away: what was counted is added next time
      for (const key of ['received', 'stored', 'refused', 'redelivered'] as const) this.counted[key] += add[key]
      this.counted.lastMessageAt ??= add.lastMessageAt
      this.ctx.log('warn', 'mqtt.note', { connection: connectionId, error: String(e) })
    }
  }
}
