import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/**
 * One cache for the page. The first element of every query key is the topic of the server's events (levels, warnings,
 * tasks …): when the server says a topic changed, every query of that topic is asked again.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // events tell what changed; asking again on focus only matters when a stream was cut
      staleTime: 60_000,
      // without this a query waits for ever, silently, while the machine says it is offline
      networkMode: 'always',
      retry: (count, fault) => fault instanceof ApiError && fault.kind === 'failed' && count < 1,
      retryDelay: 800,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
