import type { LevelList, LevelWhy } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

/**
 * All levels within sight, the last known ones when there is no signal (`keptAt`). Asked again each minute too, because stations fall silent without any
 * event.
 */
export function useLevels() {
  return useQuery({
    queryKey: ['levels'],
    queryFn: () => api.getKept<LevelList>('/api/levels'),
    refetchInterval: 60_000,
  })
}

export function useWhy(unitId: number, hazard: string) {
  return useQuery({
    queryKey: ['levels', 'why', unitId, hazard],
    queryFn: () => api.get<LevelWhy>(`/api/levels/${unitId}/${encodeURIComponent(hazard)}?hours=48`),
  })
}
