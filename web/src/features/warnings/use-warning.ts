import type { WarningFull, WarningList, WarningTemplateOut } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'

export const useWarnings = (show: string) =>
  useQuery({
    queryKey: ['warnings', 'list', show],
    queryFn: () => api.get<WarningList>(show === 'all' ? '/api/warnings' : `/api/warnings?show=${show}`),
  })

export const useWarning = (id: string) =>
  useQuery({ queryKey: ['warnings', 'one', id], queryFn: () => api.get<WarningFull>(`/api/warnings/${id}`) })

export const useTemplates = () =>
  useQuery({
    queryKey: ['warnings', 'templates'],
    queryFn: () => api.get<WarningTemplateOut[]>('/api/warning-templates'),
  })
