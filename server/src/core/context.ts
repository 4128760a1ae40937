import type { Actor, Target } from '@tusom/domain'
import type { Database, RunRow, Tx } from '@tusom/store'
import type { UnitTree } from './unit-tree.ts'

/** What the features share. Everything that can differ between two installations or a test comes in here. */
export type Context = {
  db: Database
  /** the real clock; handlers use `request.now`, which is the exercise's own clock inside an exercise */
  clock: () => Date
  /** the current tree; replaced as a whole when units change */
  tree: () => UnitTree
  /** hears what other transactions told after they committed: topic, run */
  onTold: (hear: (topic: string, runId: number) => void) => () => void
  /** 32 bytes for columns that hold personal data */
  dataKey: Buffer
  /** networks inside the wall that may be fetched from all the same, as ranges */
  fetchAllow: readonly (readonly [address: string, prefix: number])[]
  webDir: string | null
  log: (level: 'info' | 'warn' | 'error', event: string, detail?: Record<string, unknown>) => void
}

declare module 'fastify' {
  interface FastifyInstance {
    ctx: Context
    /** every route with its policy: what the rights test walks */
    routeTable: RouteEntry[]
  }
  interface FastifyContextConfig {
    /** name of a policy in domain; a route without one does not start */
    policy?: string
    /** a route for people who have not signed in, with the reason why that is safe */
    open?: string
    /** machines may use it with a key of theirs (`Authorization: Bearer …`) */
    machine?: boolean
    /** takes a thread for seconds: one person has a few such at a time */
    costly?: boolean
    /** a route of the run's own life (ending it, reading it) works in a run that has ended */
    endedRunToo?: boolean
    /** changes what exercises share with the actual run (registers, accounts, prepared texts): refused inside an exercise */
    actualOnly?: boolean
  }
  interface FastifyRequest {
    actor: Actor
    run: RunRow
    /** now on the clock of the run */
    now: Date
    /** Throws the refusal when the route's policy does not let the actor act on the target. */
    permit: (target: Target | null) => void
    /** A transaction under row-level security for the actor and the run. */
    read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
    /** The same, with one audit entry as its last statement. `describe` names what was done. */
    command: <T>(work: (tx: Tx, note: (entry: AuditNote) => void) => Promise<T>) => Promise<T>
    sessionToken: Buffer | null
    permitted: boolean
  }
}

/** What an audit entry says: the command's name, what it was done to, and the facts worth keeping (no personal data). */
export type AuditNote = { command: string; subject: string; detail?: Record<string, unknown>; unitId?: number }

export type RouteEntry = { method: string; url: string; policy?: string; open?: string }
