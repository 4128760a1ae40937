import { useSyncExternalStore } from 'react'

/**
 * The clock of the run. The server says what time it is there (every 15 s); in between it is carried on at the run's
 * speed, which is 1 outside exercises. The machine's own clock is not trusted: only its ticking is.
 */
let anchor = { run: Date.now(), real: tick() }
let speed = 1
const hearers = new Set<() => void>()

function tick(): number {
  return typeof performance === 'undefined' ? Date.now() : performance.now()
}

/** A time told by the server (ISO). */
export function heardClock(iso: string): void {
  const run = Date.parse(iso)
  if (!Number.isFinite(run)) return
  anchor = { run, real: tick() }
  for (const hear of hearers) hear()
}

/** The speed of an exercise's clock, from its run; 0 once it has ended. */
export function setClockSpeed(next: number): void {
  if (next === speed) return
  anchor = { run: now(), real: tick() }
  speed = next
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
