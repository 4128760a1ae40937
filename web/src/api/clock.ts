import { useSyncExternalStore } from 'react'
import { runId } from '../app/run.ts'

/** What was last heard, kept on this machine: a page that is opened anew with no signal goes on from there. */
type KeptClock = { run: number; machine: number; speed: number }
const place = `tusom.clock.${runId}`

function kept(): KeptClock | null {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? 'null') as KeptClock | null
    return found && [found.run, found.machine, found.speed].every(Number.isFinite) ? found : null
  } catch {
    return null
  }
}

function keep(): void {
  try {
    localStorage.setItem(place, JSON.stringify({ run: now(), machine: Date.now(), speed } satisfies KeptClock))
  } catch {
    // nothing can be kept here: the clock is then the machine's until the server is heard
  }
}

/**
 * The clock of the run. The server says what time it is there (every 15 s); in between it is carried on at the run's
 * speed, which is 1 outside exercises. The machine's own clock is not trusted: only its ticking is.
 */
const before = kept()
let speed = before?.speed ?? 1
let anchor = {
  run: before ? before.run + Math.max(0, Date.now() - before.machine) * speed : Date.now(),
  real: tick(),
}
const hearers = new Set<() => void>()

function tick(): number {
  return typeof performance === 'undefined' ? Date.now() : performance.now()
}

/** A time told by the server (ISO). */
export function heardClock(iso: string): void {
  const run = Date.parse(iso)
  if (!Number.isFinite(run)) return
  anchor = { run, real: tick() }
  keep()
  for (const hear of hearers) hear()
}

/** The speed of an exercise's clock, from its run; 0 once it has ended. */
export function setClockSpeed(next: number): void {
  if (next === speed) return
  anchor = { run: now(), real: tick() }
  speed = next
  keep()
}

/** Now on the run's clock, ms. */
export function now(): number {
  return anchor.run + (tick() - anchor.real) * speed
}

if (typeof window !== 'undefined')
  setInterval(() => {
    for (const hear of hearers) hear()
  }, 1_000)

const subscribe = (hear: () => void) => {
  hearers.add(hear)
  return () => {
    hearers.delete(hear)
  }
}

/** Now on the run's clock, ms, cut to steps of `seconds` so that a page is not drawn anew more often than it says. */
export function useNow(seconds = 10): number {
  const step = seconds * 1_000
  return useSyncExternalStore(subscribe, () => Math.floor(now() / step) * step)
}
