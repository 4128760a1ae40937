import type { HamletPage, MoveIn, MoveResult } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { refresh, useLiveState } from '../../api/live.ts'
import { runId } from '../../app/run.ts'
import { useMe } from '../../app/session.ts'
import { contactNow, failed, lost, reached, subscribeContact } from './contact.ts'
import { keepPage, type KeptPage, keptPage, outboxStorage } from './kept.ts'
import { newId } from './new-id.ts'
import { Outbox } from './outbox.ts'
import { sectionsOf } from './sections.ts'

const outboxes = new Map<number, Outbox>()
/** One outbox a person and page, whatever is drawn. */
function outboxOf(userId: number): Outbox {
  let box = outboxes.get(userId)
  if (!box) {
    box = new Outbox(outboxStorage(userId, runId), (moves: MoveIn[], sentAt: string) =>
      api.post<MoveResult>('/api/moves', { moves, sentAt }),
    )
    outboxes.set(userId, box)
  }
  return box
}

/** Seconds between tries while there is no signal. */
const retrySeconds = [4, 8, 15, 30]

/** The hamlet's list, what waits on this phone, and how to do things: works the same with and without a signal. */
export function useHamlet(unitId: number | null) {
  const me = useMe()
  const live = useLiveState()
  const box = outboxOf(me.userId)
  const outbox = useSyncExternalStore(box.subscribe, box.state)
  const { lostSince, tries } = useSyncExternalStore(subscribeContact, contactNow)

  const page = useQuery({
    queryKey: ['households', 'hamlet', unitId],
    queryFn: async (): Promise<KeptPage & { here: boolean }> => {
      try {
        const fresh = await api.get<HamletPage>(`/api/hamlet${unitId === null ? '' : `?unitId=${unitId}`}`)
        reached()
        const kept = { page: fresh, savedAt: Date.now() }
        await keepPage(me.userId, runId, unitId, kept).catch(() => undefined)
        box.seen(new Set(fresh.events.map(e => e.id)))
        return { ...kept, here: false }
      } catch (fault) {
        if (!(fault instanceof ApiError) || fault.kind === 'refused') throw fault
        if (fault.kind === 'offline') {
          lost()
          failed()
        }
        const kept = await keptPage(me.userId, runId, unitId).catch(() => null)
        if (!kept) throw fault
        return { ...kept, here: true }
      }
    },
  })

  const waiting = outbox.items.filter(i => i.refused === null).length
  const flush = useCallback(async () => {
    const had = box.state().items.some(i => i.refused === null)
    try {
      await box.send()
      if (!had) return
      reached()
      await refresh('households')
    } catch (fault) {
      if (fault instanceof ApiError && fault.kind !== 'refused') lost()
      failed()
    }
  }, [box])

  // try when something was done, when the signal may be back, and every so often in between
  useEffect(() => {
    if (live.state === 'live' || live.state === 'connecting') void flush()
    if (live.state === 'live') reached()
    if (live.state === 'cut') lost()
  }, [live.state, flush])
  useEffect(() => {
    const soon = () => void flush()
    addEventListener('online', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [flush])
  useEffect(() => {
    if (!waiting && lostSince === null) return
    const seconds = retrySeconds[Math.min(tries, retrySeconds.length - 1)] ?? 30
    const timer = setTimeout(() => {
      void flush()
      if (!waiting) void page.refetch()
    }, seconds * 1000)
    return () => clearTimeout(timer)
  }, [waiting, tries, lostSince, flush])

  const act = useCallback(
    async (move: Omit<MoveIn, 'id' | 'at'>) => {
      const id = newId()
      await box.add({
        move: { ...move, id, at: new Date().toISOString() },
        runAt: Math.round(now()),
        refused: null,
      })
      void flush()
      return id
    },
    [box, flush],
  )

  const local = useMemo(() => [...outbox.sent, ...outbox.items], [outbox])
  const sections = useMemo(() => (page.data ? sectionsOf(page.data.page, local) : null), [page.data, local])
  return {
    page,
    sections,
    act,
    /** things kept on this phone that wait for a signal */
    waiting,
    /** things of this hamlet that the commune has */
    arrived: (page.data?.page.events.length ?? 0) + outbox.sent.length,
    refused: outbox.items.filter(i => i.refused !== null),
    dismiss: (id: string) => void box.dismiss(id),
    lostSince,
    sending: outbox.sending,
  }
}
export type Hamlet = ReturnType<typeof useHamlet>
