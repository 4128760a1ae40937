import type { CellsSaved, NarrativesSaved } from '@tusom/contract'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { draftStorage } from './draft-storage.ts'
import { ReportDraft } from './draft.ts'

/** A moment after the last key: long enough for a number to be finished, short enough to be sent before one looks up. */
const SEND_AFTER_MS = 700
const RETRY_MS = 5_000

/** The draft of one report of one person, with the sending that goes on while its page is open (`start`, which gives its end). */
export function draftSession(of: { userId: number; form: string; period: string; unit: number }): {
  draft: ReportDraft
  start: () => () => void
} {
  const { userId, form, period, unit } = of
  let timer: ReturnType<typeof setTimeout> | undefined
  let live = false
  const later = (ms: number): void => {
    clearTimeout(timer)
    if (!live) return
    timer = setTimeout(() => {
      void draft.flush().then(() => {
        if (draft.snapshot().phase === 'offline') later(RETRY_MS)
      })
    }, ms)
  }
  const draft = new ReportDraft({
    id: null,
    storage: draftStorage(userId, `${form}/${period}/${unit}`),
    server: {
      // opening is the same for everybody: whoever comes second gets the report that is there
      open: async () => (await api.post<{ id: number }>('/api/reports', { form, period, unitId: unit })).id,
      cells: async (id, cells) => {
        const answer = await api.put<CellsSaved>(`/api/reports/${id}/values`, { cells })
        return { ...answer, refused: answer.refused.map(r => ({ element: r.element, message: r.message })) }
      },
      parts: async (id, parts) => {
        const answer = await api.put<NarrativesSaved>(`/api/reports/${id}/narratives`, { parts })
        return { ...answer, refused: answer.refused.map(r => ({ part: r.part, message: r.message })) }
      },
      isOffline: fault => fault instanceof ApiError && (fault.kind === 'offline' || fault.kind === 'failed'),
    },
    now,
    wake: () => later(SEND_AFTER_MS),
  })
  return {
    draft,
    start: () => {
      live = true
      void draft.restore()
      const online = () => later(0)
      addEventListener('online', online)
      return () => {
        live = false
        clearTimeout(timer)
        removeEventListener('online', online)
        void draft.flush()
      }
    },
  }
}
