import type { Cell } from '@tusom/domain'

/** A cell that was typed here and has not come back from the province yet. `seen`: the version it was typed over. */
export type PendingCell = Cell & { seen: number; theirs?: TheirCell; refused?: string }
export type TheirCell = Cell & { version: number; by: string; at: string }
export type PendingPart = { text: string; seen: number; theirs?: TheirPart; refused?: string }
export type TheirPart = { text: string; version: number; by: string; at: string }

/** What this machine keeps of one report until the province has it. */
export type DraftRecord = { cells: Record<string, PendingCell>; parts: Record<string, PendingPart>; at: number }

export type DraftStorage = {
  load: () => Promise<DraftRecord | null>
  save: (record: DraftRecord | null) => Promise<void>
}

/** The province's answer to what was sent, in the shape the API gives. */
export type DraftServer = {
  open: () => Promise<number>
  cells: (
    id: number,
    cells: (Cell & { element: string; seen: number })[],
  ) => Promise<{
    saved: { element: string; version: number }[]
    conflicts: (TheirCell & { element: string })[]
    refused: { element: string; message: string }[]
  }>
  parts: (
    id: number,
    parts: { part: string; text: string; seen: number }[],
  ) => Promise<{
    saved: { part: string; version: number }[]
    conflicts: (TheirPart & { part: string })[]
    refused: { part: string; message: string }[]
  }>
  /** offline: try again by itself; anything else is said and waits for a person */
  isOffline: (fault: unknown) => boolean
}

export type DraftPhase = 'clean' | 'waiting' | 'sending' | 'offline' | 'stopped'

export type DraftState = {
  phase: DraftPhase
  cells: ReadonlyMap<string, PendingCell>
  parts: ReadonlyMap<string, PendingPart>
  /** versions and contents that the province has confirmed since the page was loaded */
  sentCells: ReadonlyMap<string, Cell & { version: number }>
  sentParts: ReadonlyMap<string, { text: string; version: number }>
  /** last time this machine kept what was typed; null: nothing, or it cannot keep anything */
  keptAt: number | null
  /** this machine cannot keep anything (private window, full disk) */
  cannotKeep: boolean
  sentAt: number | null
  /** why sending stopped, in the server's words */
  problem: unknown
}

/**
 * What a person types into one report, from the key to the province: kept on this machine first, sent a moment later, and again
 * until it has arrived. Nothing typed is dropped: a conflict keeps both, and a person chooses.
 */
export class ReportDraft {
  private state: DraftState = {
    phase: 'clean',
    cells: new Map(),
    parts: new Map(),
    sentCells: new Map(),
    sentParts: new Map(),
    keptAt: null,
    cannotKeep: false,
    sentAt: null,
    problem: null,
  }
  private readonly hearers = new Set<() => void>()
  private id: number | null
  private sending: Promise<void> | null = null
  private keeping: Promise<void> = Promise.resolve()
  private readonly storage: DraftStorage
  private readonly server: DraftServer
  private readonly now: () => number
  /** called when something waits to be sent: the page decides how soon */
  private readonly wake: () => void

  constructor(o: {
    id: number | null
    storage: DraftStorage
    server: DraftServer
    now: () => number
    wake: () => void
  }) {
    this.id = o.id
    this.storage = o.storage
    this.server = o.server
    this.now = o.now
    this.wake = o.wake
  }

  readonly subscribe = (hear: () => void): (() => void) => {
    this.hearers.add(hear)
    return () => this.hearers.delete(hear)
  }
  readonly snapshot = (): DraftState => this.state

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change }
    for (const hear of this.hearers) hear()
  }

  /** Brings back what an earlier visit left unsent. What was typed meanwhile on this page wins. */
  async restore(): Promise<void> {
    let kept: DraftRecord | null = null
    try {
      kept = await this.storage.load()
    } catch {
      this.set({ cannotKeep: true })
    }
    if (!kept) return
    this.set({
      cells: new Map([...Object.entries(kept.cells), ...this.state.cells]),
      parts: new Map([...Object.entries(kept.parts), ...this.state.parts]),
      keptAt: kept.at,
      phase: 'waiting',
    })
    this.wake()
  }

  /** The report was opened by somebody else meanwhile. */
  knowId(id: number | null): void {
    this.id ??= id
  }

  typeCell(element: string, cell: Cell, serverVersion: number): void {
    const seen = this.state.cells.get(element)?.seen ?? this.versionOf(this.state.sentCells.get(element), serverVersion)
    this.set({ cells: new Map(this.state.cells).set(element, { ...cell, seen }) })
    this.typed()
  }

  typePart(part: string, text: string, serverVersion: number): void {
    const seen = this.state.parts.get(part)?.seen ?? this.versionOf(this.state.sentParts.get(part), serverVersion)
    this.set({ parts: new Map(this.state.parts).set(part, { text, seen }) })
    this.typed()
  }

  /** Mine over theirs: it is sent again, over the version that was shown. */
  keepMineCell(element: string): void {
    const mine = this.state.cells.get(element)
    if (!mine?.theirs) return
    const { theirs, ...cell } = mine
    this.set({ cells: new Map(this.state.cells).set(element, { ...cell, seen: theirs.version }) })
    this.typed()
  }
  takeTheirsCell(element: string): void {
    const cells = new Map(this.state.cells)
    const theirs = cells.get(element)?.theirs
    if (!theirs) return
    cells.delete(element)
    const { value, notApplicable, reason, version } = theirs
    this.set({
      cells,
      sentCells: new Map(this.state.sentCells).set(element, { value, notApplicable, reason, version }),
    })
    this.settle()
  }
  keepMinePart(part: string): void {
    const mine = this.state.parts.get(part)
    if (!mine?.theirs) return
    this.set({ parts: new Map(this.state.parts).set(part, { text: mine.text, seen: mine.theirs.version }) })
    this.typed()
  }
  takeTheirsPart(part: string): void {
    const parts = new Map(this.state.parts)
    const theirs = parts.get(part)?.theirs
    if (!theirs) return
    parts.delete(part)
    this.set({
      parts,
      sentParts: new Map(this.state.sentParts).set(part, { text: theirs.text, version: theirs.version }),
    })
    this.settle()
  }

  private readonly versionOf = (sent: { version: number } | undefined, server: number) =>
    Math.max(sent?.version ?? 0, server)

  private typed(): void {
    this.set({ phase: this.state.phase === 'sending' ? 'sending' : 'waiting', problem: null })
    void this.keep()
    this.wake()
  }

  /** Writes what is unsent to this machine, one write after another so that the last one stands. */
  private keep(): Promise<void> {
    this.keeping = this.keeping.then(async () => {
      const { cells, parts } = this.state
      const at = this.now()
      try {
        await this.storage.save(
          cells.size + parts.size ? { cells: Object.fromEntries(cells), parts: Object.fromEntries(parts), at } : null,
        )
        this.set({ keptAt: at, cannotKeep: false })
      } catch {
        this.set({ cannotKeep: true })
      }
    })
    return this.keeping
  }

  private settle(): void {
    const left = [...this.state.cells.values(), ...this.state.parts.values()]
    const waits = left.some(p => !p.theirs && !p.refused)
    this.set({ phase: waits ? 'waiting' : left.length ? 'stopped' : 'clean' })
    void this.keep()
    if (waits) this.wake()
  }

  /** Whether anything is left that a person must decide or that has not arrived. */
  get unsent(): number {
    return this.state.cells.size + this.state.parts.size
  }

  /** Sends what can be sent. Safe to call at any time; calls while one is under way wait for it. */
  flush(): Promise<void> {
    this.sending ??= this.send().finally(() => {
      this.sending = null
    })
    return this.sending
  }

  private async send(): Promise<void> {
    const cells = [...this.state.cells].filter(([, c]) => !c.theirs && !c.refused)
    const parts = [...this.state.parts].filter(([, p]) => !p.theirs && !p.refused)
    if (!cells.length && !parts.length) return
    this.set({ phase: 'sending' })
    try {
      this.id ??= await this.server.open()
      if (cells.length) await this.sendCells(this.id, cells)
      if (parts.length) await this.sendParts(this.id, parts)
      this.set({ sentAt: this.now(), problem: null })
      this.settle()
    } catch (fault) {
      const offline = this.server.isOffline(fault)
      this.set({ phase: offline ? 'offline' : 'stopped', problem: offline ? null : fault })
      await this.keep()
    }
  }

  private async sendCells(id: number, sent: [string, PendingCell][]): Promise<void> {
    const answer = await this.server.cells(
      id,
      sent.map(([element, c]) => ({
        element,
        value: c.value,
        notApplicable: c.notApplicable,
        reason: c.reason,
        seen: c.seen,
      })),
    )
    const cells = new Map(this.state.cells)
    const confirmed = new Map(this.state.sentCells)
    const asSent = new Map(sent)
    for (const { element, version } of answer.saved) {
      const was = asSent.get(element)
      const now = cells.get(element)
      if (!was) continue
      const { value, notApplicable, reason } = was
      confirmed.set(element, { value, notApplicable, reason, version })
      // typed anew while it was on its way: that goes next, over the version just made
      if (now === was) cells.delete(element)
      else if (now) cells.set(element, { ...now, seen: version })
    }
    for (const { element, ...theirs } of answer.conflicts) {
      const now = cells.get(element)
      if (now) cells.set(element, { ...now, theirs })
    }
    for (const { element, message } of answer.refused) {
      const now = cells.get(element)
      if (now && now === asSent.get(element)) cells.set(element, { ...now, refused: message })
    }
    this.set({ cells, sentCells: confirmed })
  }

  private async sendParts(id: number, sent: [string, PendingPart][]): Promise<void> {
    const answer = await this.server.parts(
      id,
      sent.map(([part, p]) => ({ part, text: p.text, seen: p.seen })),
    )
    const parts = new Map(this.state.parts)
    const confirmed = new Map(this.state.sentParts)
    const asSent = new Map(sent)
    for (const { part, version } of answer.saved) {
      const was = asSent.get(part)
      const now = parts.get(part)
      if (!was) continue
      confirmed.set(part, { text: was.text, version })
      if (now === was) parts.delete(part)
      else if (now) parts.set(part, { ...now, seen: version })
    }
    for (const { part, ...theirs } of answer.conflicts) {
      const now = parts.get(part)
      if (now) parts.set(part, { ...now, theirs })
    }
    for (const { part, message } of answer.refused) {
      const now = parts.get(part)
      if (now && now === asSent.get(part)) parts.set(part, { ...now, refused: message })
    }
    this.set({ parts, sentParts: confirmed })
  }
}
