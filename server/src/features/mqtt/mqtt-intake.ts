import type { MessageMapping } from '@tusom/domain'
import { enabledMqttConnections, holdSlot, mqttSlots, sourceOf } from '@tusom/store'
import { createHash } from 'node:crypto'
import type { Context } from '../../core/context.ts'
import { Sealer } from '../../core/sealed.ts'
import type { Ingest } from '../observations/ingest.ts'
import { type SlotConfig, SlotIntake } from './slot-intake.ts'

type Row = Awaited<ReturnType<typeof enabledMqttConnections>>[number]
type Running = { intake: SlotIntake; release: () => Promise<void>; stamp: string; address: string }

/** Consumers that may share one subscription. */
const SLOTS = 16
/** How often slots of processes that died are looked for. */
const SWEEP = 30_000

export const passwordPlace = (id: number): string => `mqtt_connections.password/${id}`
export const clientKeyPlace = (id: number): string => `mqtt_connections.client_key/${id}`

/**
 * The brokers this process listens to. A connection has one consumer in the whole installation, a shared one as many as there
 * are processes: a lock in the database says who speaks for a slot, so that two processes never take over each other's session,
 * and the slot of a process that died, with the messages its session still holds, is taken over by another.
 */
export class MqttIntake {
  private readonly ctx: Context
  private readonly ingest: Ingest
  private readonly sealer: Sealer
  private readonly installation: string
  private readonly running = new Map<string, Running>()
  private queue: Promise<void> = Promise.resolve()
  private timer: NodeJS.Timeout | null = null
  private stopTelling: () => void = () => {}
  private stopped = false

  constructor(ctx: Context, ingest: Ingest) {
    this.ctx = ctx
    this.ingest = ingest
    this.sealer = new Sealer(ctx.dataKey)
    this.installation = createHash('sha256').update('mqtt client ').update(ctx.dataKey).digest('hex').slice(0, 12)
  }

  async start(): Promise<void> {
    this.stopTelling = this.ctx.onTold(topic => {
      if (topic === 'mqtt-config') void this.reload()
    })
    this.timer = setInterval(() => void this.reload(), SWEEP)
    this.timer.unref()
    await this.reload()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.stopTelling()
    if (this.timer) clearInterval(this.timer)
    await this.queue
    await Promise.all([...this.running.keys()].map(key => this.end(key, false)))
  }

  /** Brings what runs in line with what is configured; one after the other, never two at once. */
  reload(): Promise<void> {
    this.queue = this.queue
      .then(() => (this.stopped ? undefined : this.align()))
      .catch(e => this.ctx.log('error', 'mqtt.reload', { error: String(e) }))
    return this.queue
  }

  private async align(): Promise<void> {
    const rows = await this.ctx.db.asSystem(enabledMqttConnections)
    const byId = new Map(rows.map(r => [r.id, r]))
    for (const [key, r] of this.running) {
      const row = byId.get(r.intake.config.connectionId)
      // another address or topic is another session: the old one is given up. Paused, it keeps what comes meanwhile.
      if (row && r.stamp !== stampOf(row)) await this.end(key, r.address !== addressOf(row))
      else if (!row) await this.end(key, !(await this.isThere(r.intake.config.connectionId)))
    }
    for (const row of rows) await this.take(row)
  }

  private async isThere(id: number): Promise<boolean> {
    return (await this.ctx.db.asSystem(tx => tx.query('select 1 from mqtt_connections where id = $1', [id]))).length > 0
  }

  private async take(row: Row): Promise<void> {
    if (row.shareGroup === null) {
      await this.tryslot(row, 0)
      return
    }
    let mine = 0
    const known = await this.ctx.db.asSystem(tx => mqttSlots(tx, row.id))
    for (const slot of known) if (await this.tryslot(row, slot)) mine++
    for (let slot = 0; !mine && slot < SLOTS; slot++)
      if (!known.includes(slot) && (await this.tryslot(row, slot))) mine++
  }

  private async tryslot(row: Row, slot: number): Promise<boolean> {
    const key = `${row.id}/${slot}`
    if (this.running.has(key)) return true
    const lock = await holdSlot(this.ctx.db.ownerUrl, row.id, slot, () => {
      this.ctx.log('warn', 'mqtt.lock-lost', { connection: row.id, slot })
      this.queue = this.queue
        .then(() => this.end(key, false))
        .then(() => (this.stopped ? undefined : this.align()))
        .catch(() => {})
    })
    if (!lock) return false
    const intake = new SlotIntake(this.ctx, this.ingest, this.configOf(row, slot))
    this.running.set(key, { intake, release: lock.release, stamp: stampOf(row), address: addressOf(row) })
    await intake.start()
    return true
  }

  private async end(key: string, giveUp: boolean): Promise<void> {
    const r = this.running.get(key)
    if (!r) return
    this.running.delete(key)
    await r.intake.stop(giveUp)
    await r.release()
  }

  private configOf(row: Row, slot: number): SlotConfig {
    return {
      connectionId: row.id,
      slot,
      name: row.name,
      unitId: row.unitId,
      source: sourceOf('mqtt', this.ctx.tree().byId.get(row.unitId)?.code ?? '', row.name),
      mapping: row.mapping as MessageMapping,
      broker: {
        url: row.url,
        clientId: `tusom-${this.installation}-${row.id}-${slot}`,
        username: row.username,
        password: this.sealer.openMaybe(row.passwordSealed, passwordPlace(row.id)),
        ca: row.ca,
        clientCert: row.clientCert,
        clientKey: this.sealer.openMaybe(row.clientKeySealed, clientKeyPlace(row.id)),
        topic: row.shareGroup === null ? row.topic : `$share/${row.shareGroup}/${row.topic}`,
        sessionSeconds: row.sessionHours * 3600,
      },
    }
  }
}

const stampOf = (row: Row): string => `${row.changedAt.toISOString()} ${addressOf(row)}`
const addressOf = (row: Row): string => JSON.stringify([row.url, row.topic, row.shareGroup, row.unitId])
