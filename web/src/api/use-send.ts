import { useMutation } from '@tanstack/react-query'
import { toast } from '../ui/toast.tsx'
import { messageOf } from './api-error.ts'
import { refresh } from './live.ts'

/**
 * Sends a change: `const hold = useSend((id: number) => api.post(`/api/x/${id}/hold`), { topics: ['levels'], done: t('held') })`,
 * then `hold.mutate(id)` and `busy={hold.isPending}`. What was refused is said in a toast, unless the form shows it itself
 * (`quiet`: read `hold.error`).
 */
export function useSend<In, Out>(
  send: (input: In) => Promise<Out>,
  options: { topics?: readonly string[]; done?: string; quiet?: boolean; onDone?: (out: Out, input: In) => void } = {},
) {
  return useMutation({
    mutationFn: send,
    onSuccess: (out, input) => {
      for (const topic of options.topics ?? []) void refresh(topic)
      if (options.done) toast(options.done)
      options.onDone?.(out, input)
    },
    onError: fault => {
      if (!options.quiet) toast(messageOf(fault), { tone: 'late' })
    },
  })
}
