import type { PlanDetail, PlanItemOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { queryClient } from '../../api/query-client.ts'
import { useSend } from '../../api/use-send.ts'

type Changed = { items: PlanItemOut[]; undoable: number }
export type ItemSet = Partial<
  Pick<PlanItemOut, 'title' | 'text' | 'due' | 'recurs' | 'product' | 'unitIds' | 'costEstimate' | 'field'> & {
    state: 'found' | 'confirmed' | 'dropped'
    cooperatingIds: number[]
  }
>
export type Edit =
  | { step: 'change'; ids: number[]; set: ItemSet }
  | { step: 'split'; id: number; at: number }
  | { step: 'merge'; ids: number[] }
  | { step: 'general'; at: number[] }
  | { step: 'undo' }

/** A document with what was found in it, and the one way in which it is changed. */
export function usePlan(id: string) {
  const key = ['plans', 'one', id]
  const plan = useQuery({ queryKey: key, queryFn: () => api.get<PlanDetail>(`/api/plans/${id}`) })
  const edit = useSend(
    (e: Edit) => {
      const base = `/api/plans/${id}`
      if (e.step === 'change') return api.patch<Changed>(`${base}/items`, { ids: e.ids, set: e.set })
      if (e.step === 'split') return api.post<Changed>(`${base}/items/${e.id}/split`, { at: e.at })
      if (e.step === 'general') return api.post<Changed>(`${base}/items/general`, { at: e.at })
      if (e.step === 'merge') return api.post<Changed>(`${base}/items/merge`, { ids: e.ids })
      return api.post<Changed>(`${base}/undo`)
    },
    {
      onDone: ({ items, undoable }, e) => {
        // what the server answered stands at once; a split or an undo may add or take rows, so the whole is asked again
        queryClient.setQueryData<PlanDetail>(key, old =>
          old ? { ...old, undoable, items: old.items.map(i => items.find(n => n.id === i.id) ?? i) } : old,
        )
        if (e.step !== 'change' || e.set.unitIds) void queryClient.invalidateQueries({ queryKey: key })
      },
    },
  )
  const assign = useSend(() => api.post<{ items: number; tasks: number }>(`/api/plans/${id}/assign`), {
    topics: ['plans', 'tasks'],
  })
  return { plan, edit, assign }
}
