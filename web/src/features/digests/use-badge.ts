import type { DigestBadge } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

/** How many digests and urgent notices the reader has not seen; 0 while it is not known. */
export function useDigestBadge(): number {
  const badge = useQuery({
    queryKey: ['digests', 'badge'],
    queryFn: () => api.get<DigestBadge>('/api/digests/badge'),
    refetchInterval: 600_000,
  })
  return badge.data ? badge.data.digests + badge.data.urgent : 0
}
