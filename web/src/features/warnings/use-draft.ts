import type { WarningDone, WarningFull, WarningPatch } from '@tusom/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { refresh } from '../../api/live.ts'

export type Local = Required<Omit<WarningPatch, 'unitIds'>> & { unitIds: number[] }
export type SaveState =
  | { kind: 'saved'; at: number }
  | { kind: 'saving' }
  | { kind: 'failed'; why: string }
  | { kind: 'conflict' }

export const localOf = (w: WarningFull): Local => ({
  headline: w.headline,
  description: w.description,
  instruction: w.instruction,
  headlineEn: w.headlineEn,
  descriptionEn: w.descriptionEn,
  instructionEn: w.instructionEn,
  urgency: w.urgency as Local['urgency'],
  severity: w.severity as Local['severity'],
  certainty: w.certainty as Local['certainty'],
  responses: w.responses as Local['responses'],
  effectiveAt: w.effectiveAt,
  expiresAt: w.expiresAt,
  unitIds: w.areas.map(a => a.id),
})

const AFTER_MS = 700

/**
 * A form that saves as it is typed: one save at a time, each naming the version it began from. What somebody else changed
 * meanwhile is told and not overwritten; with no signal the words stay here and are tried again.
 */
export function useDraft(w: WarningFull) {
  const [text, setText] = useState(() => localOf(w))
  const [state, setState] = useState<SaveState>({ kind: 'saved', at: Date.parse(w.editedAt) })
  const version = useRef(w.version)
  const waiting = useRef<Partial<Local>>({})
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const running = useRef<Promise<void> | null>(null)
  const latest = useRef(w)

  const send = useCallback(
    async (change: Partial<Local>): Promise<void> => {
      setState({ kind: 'saving' })
      try {
        const done = await api.patch<WarningDone>(`/api/warnings/${w.id}`, { version: version.current, change })
        version.current = done.version
        setState({ kind: 'saved', at: now() })
        void refresh('warnings')
      } catch (fault) {
        waiting.current = { ...change, ...waiting.current }
        if (fault instanceof ApiError && fault.code === 'warning.changed') setState({ kind: 'conflict' })
        else setState({ kind: 'failed', why: messageOf(fault) })
        throw fault
      } finally {
        running.current = null
      }
    },
    [w.id],
  )

  const save = useCallback(async (): Promise<void> => {
    if (timer.current) clearTimeout(timer.current)
    if (running.current) await running.current
    while (Object.keys(waiting.current).length) {
      const change = waiting.current
      waiting.current = {}
      running.current = send(change)
      await running.current
    }
  }, [send])

  const change = useCallback(
    (part: Partial<Local>) => {
      setText(before => ({ ...before, ...part }))
      waiting.current = { ...waiting.current, ...part }
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(() => void save().catch(() => undefined), AFTER_MS)
    },
    [save],
  )

  // what the server says is taken over while nothing of ours is on its way
  useEffect(() => {
    latest.current = w
    if (Object.keys(waiting.current).length || running.current || w.version < version.current) return
    version.current = w.version
    setText(localOf(w))
  }, [w])
  useEffect(() => {
    const again = () => void save().catch(() => undefined)
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('online', again)
      again()
    }
  }, [save])

  /** Drops what was typed and takes the server's text. */
  const reload = useCallback(async () => {
    waiting.current = {}
    await refresh('warnings')
    version.current = latest.current.version
    setText(localOf(latest.current))
    setState({ kind: 'saved', at: Date.parse(latest.current.editedAt) })
  }, [])

  return { text, change, state, save, reload, version }
}
