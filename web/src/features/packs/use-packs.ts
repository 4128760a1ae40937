import type { PackList } from '@tusom/contract'
import type { RulePack } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useLanguage } from '../../i18n/language.ts'

export const usePackList = () => useQuery({ queryKey: ['packs'], queryFn: () => api.get<PackList>('/api/packs') })

/** The rules of one version; versions never change. */
export const usePackBody = (name: string | null) => {
  const [id = '', version = ''] = name?.split('@') ?? []
  return useQuery({
    queryKey: ['pack-body', id, version],
    queryFn: () =>
      api.get<{ pack: RulePack }>(`/api/packs/body?${new URLSearchParams({ id, version })}`).then(r => r.pack),
    enabled: id !== '' && version !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Chooses between the two languages of what stands in a pack. */
export function useSaid(): (words: { vi: string; en: string }) => string {
  const language = useLanguage()
  return w => (language === 'en' ? w.en : w.vi)
}
export function useNamed(): (h: { nameVi: string; nameEn: string }) => string {
  const said = useSaid()
  return h => said({ vi: h.nameVi, en: h.nameEn })
}
