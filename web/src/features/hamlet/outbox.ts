import type { MoveIn, MoveResult } from '@tusom/contract'

/**
 * A thing done on this phone that the commune may not know yet. `move.at` is this phone's own clock: when it is sent, the server
 * is told what that clock says and counts back. `runAt`: the same instant on the run's clock, for showing here.
 */
export type Unsent = { move: MoveIn; runAt: number; refused: string | null }

export type OutboxStorage = {
  load: () => Promise<Unsent[]>
  save: (item: Unsent) => Promise<void>
  remove: (ids: readonly string[]) => Promise<void>
}

export type OutboxState = {
  items: readonly Unsent[]
  /** ids that reached the commune since this page was opened: shown until the next answer of the server holds them */
  sent: readonly Unsent[]
  sending: boolean
}

/** Moves in one request: small enough for the weakest signal, large enough to be done soon. */
const batch = 100

/**
 * Keeps what was done until the commune has it. Nothing is taken out before the server said that it is stored (or refused, then it
 * stays in sight with the reason). Sending twice is harmless: each thing has its id.
 */
export class Outbox {
  private items: Unsent[] = []
  private sent: Unsent[] = []
  private busy: Promise<boolean> | null = null
  private readonly hearers = new Set<() => void>()
  private snapshot: OutboxState = { items: [], sent: [], sending: false }
  private readonly storage: OutboxStorage
  private readonly post: (moves: MoveIn[], sentAt: string) => Promise<MoveResult>
  private readonly clock: () => number
  readonly ready: Promise<void>

  constructor(
    storage: OutboxStorage,
    post: (moves: MoveIn[], sentAt: string) => Promise<MoveResult>,
    clock: () => number = Date.now,
  ) {
    this.storage = storage
    this.post = post
    this.clock = clock
    this.ready = storage.load().then(items => {
      const known = new Set(this.items.map(i => i.move.id))
      this.items = [...items.filter(i => !known.has(i.move.id)), ...this.items]
      this.tell()
    })
  }

  subscribe = (hear: () => void): (() => void) => {
    this.hearers.add(hear)
    return () => {
      this.hearers.delete(hear)
    }
  }
  state = (): OutboxState => this.snapshot

  /** Written to the machine first; only then does the page show it as done. */
  async add(item: Unsent): Promise<void> {
    await this.storage.save(item)
    this.items = [...this.items, item]
    this.tell()
  }

  /** Takes a refused thing off the list after the person has read why. */
  async dismiss(id: string): Promise<void> {
    await this.storage.remove([id])
    this.items = this.items.filter(i => i.move.id !== id)
    this.tell()
  }

  /** Forgets what was sent once an answer of the server holds it. */
  seen(ids: ReadonlySet<string>): void {
    const left = this.sent.filter(i => !ids.has(i.move.id))
    if (left.length === this.sent.length) return
    this.sent = left
    this.tell()
  }

  /** Sends all that waits. True when everything has arrived or been judged; throws what the network or server threw. */
  send(): Promise<boolean> {
    this.busy ??= this.run().finally(() => {
      this.busy = null
      this.tell()
    })
    this.tell()
    return this.busy
  }

  private async run(): Promise<boolean> {
    await this.ready
    for (;;) {
      const next = this.items.filter(i => i.refused === null).slice(0, batch)
      if (!next.length) return true
      const result = await this.post(
        next.map(i => i.move),
        new Date(this.clock()).toISOString(),
      )
      const stored = new Set([...result.accepted, ...result.unchanged])
      const why = new Map(result.refused.map(r => [r.id ?? next[r.index]?.move.id ?? '', r.message]))
      const gone = next.filter(i => stored.has(i.move.id))
      const refused = next.filter(i => !stored.has(i.move.id))
      await this.storage.remove(gone.map(i => i.move.id))
      for (const i of refused) await this.storage.save({ ...i, refused: why.get(i.move.id) ?? '?' })
      const ids = new Set(gone.map(i => i.move.id))
      this.items = this.items
        .filter(i => !ids.has(i.move.id))
        .map(i => (refused.includes(i) ? { ...i, refused: why.get(i.move.id) ?? '?' } : i))
      this.sent = [...this.sent, ...gone]
      this.tell()
    }
  }

  private tell(): void {
    this.snapshot = { items: this.items, sent: this.sent, sending: this.busy !== null }
    for (const hear of this.hearers) hear()
  }
}
