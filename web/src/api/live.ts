import { useEffect, useSyncExternalStore } from 'react'
import { base, runId } from '../app/run.ts'
import { heardClock } from './clock.ts'
import { queryClient } from './query-client.ts'

/** `live`: changes arrive by themselves. `cut`: they do not, since `since` (ms); what is on the screen may be old. */
export type LiveState = { state: 'connecting' | 'live' | 'cut'; since: number }

let state: LiveState = { state: 'connecting', since: Date.now() }
const hearers = new Set<() => void>()
function become(next: LiveState['state']): void {
  if (state.state === next) return
  state = { state: next, since: Date.now() }
  for (const hear of hearers) hear()
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => state,
  )
}

const asking = new Set<string>()
const again = new Set<string>()

/**
 * Asks again for every query of a topic. While an answer is under way further news of the topic waits for it: cancelling and
 * asking anew at every event would never finish in a flood of readings.
 */
export async function refresh(topic: string): Promise<void> {
  if (asking.has(topic)) {
    again.add(topic)
    return
  }
  asking.add(topic)
  try {
    await queryClient.invalidateQueries({ queryKey: [topic] })
  } finally {
    asking.delete(topic)
    if (again.delete(topic)) void refresh(topic)
  }
}

const waiting = new Map<string, ReturnType<typeof setTimeout>>()
/** Asks again at most every `ms`, and once after the last news. */
function refreshSometimes(topic: string, ms: number): void {
  if (waiting.has(topic)) return
  waiting.set(
    topic,
    setTimeout(() => {
      waiting.delete(topic)
      void refresh(topic)
    }, ms),
  )
}

function heard(topic: string): void {
  void refresh(topic)
  // readings change how fresh the levels are and how fast the water rises, even when no level changes
  if (topic === 'observations') refreshSometimes('levels', 3_000)
  // what is owed is counted from everything else
  else refreshSometimes('owed', 4_000)
}

/** How long a tab may be hidden before its stream is closed. */
const REST_MS = 60_000

/**
 * Keeps one stream of the server's events open while the app is in use: `changed <topic>` asks again for that topic,
 * `clock` sets the clock of the run. After a cut everything is asked again, because news may have been missed.
 */
export function useLive(): void {
  useEffect(() => {
    let source: EventSource | null = null
    let retry: ReturnType<typeof setTimeout> | undefined
    let missed = false
    const open = () => {
      source = new EventSource(`/api/events${base ? `?run=${runId}` : ''}`)
      source.addEventListener('open', () => {
        become('live')
        if (missed) void queryClient.invalidateQueries()
        missed = false
      })
      source.addEventListener('changed', event => {
        const topic = (event as MessageEvent<string>).data
        heard(topic)
        // a stream keeps the clock it was opened with: when somebody sets it, listen anew
        if (topic === 'runs' && runId > 0) {
          source?.close()
          open()
        }
      })
      source.addEventListener('clock', event => heardClock((event as MessageEvent<string>).data))
      source.addEventListener('error', () => {
        missed = true
        become('cut')
        // the browser tries again by itself unless the answer was no stream at all
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, 5_000)
      })
    }
    // a browser keeps six connections to a server over plain http: tabs left open in the background give theirs back
    let resting: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(resting)
      if (document.hidden)
        resting = setTimeout(() => {
          clearTimeout(retry)
          source?.close()
          source = null
        }, REST_MS)
      else if (source === null) {
        missed = true
        become('connecting')
        open()
      }
    }
    document.addEventListener('visibilitychange', look)
    open()
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(resting)
      clearTimeout(retry)
      source?.close()
    }
  }, [])
}
