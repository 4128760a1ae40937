import type { WarningBrief } from '@tusom/contract'
import { adviceFor, riskWords, type WarningFault } from '@tusom/domain'
import { useCallback, useMemo } from 'react'
import { useNow } from '../../api/clock.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { shortTime, useHazardName } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export const useWarningTexts = () => useTexts(vi, en)

/** The gaps of a prepared text in words: nobody but its drafter needs to know that "{noi}" stands for the places. */
export function useGaps(): (text: string) => string {
  const t = useWarningTexts()
  return text => text.replace(/\{(noi|luc|den)\}/g, (_, gap: 'noi' | 'luc' | 'den') => `[${t(`gap.${gap}`)}]`)
}

type Names = {
  /** "Rủi ro do lũ cấp 3 (lớn), nước trên báo động 3" */
  risk: (w: Pick<WarningBrief, 'hazard' | 'level'>) => string
  headline: (w: Pick<WarningBrief, 'headline' | 'headlineEn'>) => string
  fault: (f: Pick<WarningFault, 'vi' | 'en'>) => string
  /** "Hữu Lũng, Vân Nham và 3 xã nữa" */
  places: (areas: readonly { name: string }[]) => string
}

/** Words of the domain in the language of the moment. */
export function useNames(): Names {
  const language = useLanguage()
  const t = useWarningTexts()
  const hazardName = useHazardName()
  return useMemo(() => {
    const l = language === 'en' ? 'en' : 'vi'
    return {
      risk: w => {
        const name = hazardName(w.hazard)
        const short = adviceFor(w.hazard)?.short ?? { vi: name, en: name }
        const said = riskWords(short, w.level.level, w.level.alarm)[l]
        return said.charAt(0).toUpperCase() + said.slice(1)
      },
      headline: w => (l === 'en' && w.headlineEn ? w.headlineEn : w.headline),
      fault: f => f[l],
      places: areas => {
        const shown = areas.slice(0, 3).map(a => a.name)
        const more = areas.length - shown.length
        return more > 0 ? `${shown.join(', ')} ${t('andMore', { n: more })}` : shown.join(', ')
      },
    }
  }, [language, hazardName, t])
}

/** Times inside sentences: "03:20" today, else with the day. */
export function useTimeText(): (iso: string | number) => string {
  const now = useNow(60)
  return useCallback(at => shortTime(typeof at === 'number' ? at : Date.parse(at), now), [now])
}

export const levelStatus = (w: Pick<WarningBrief, 'level'>): 'official' | 'suggested' =>
  w.level.status === 'official' ? 'official' : 'suggested'
