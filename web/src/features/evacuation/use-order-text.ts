import type { OrderOut } from '@tusom/contract'
import { householdHazardNames } from '@tusom/domain'
import { useCallback } from 'react'
import { useNow } from '../../api/clock.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { shortTime } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Said = Pick<OrderOut, 'hazard' | 'level' | 'alarm' | 'rising' | 'everyone' | 'dueAt'>

/** An order in words: "lũ, ngập lụt: báo động 2, còn lên, đi xong trước 05:00". */
export function useOrderText(): (o: Said) => string {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const now = useNow(60)
  return useCallback(
    o => {
      const parts = o.everyone
        ? [t('everyone')]
        : [
            ...(o.level !== null ? [t('levelN', { n: o.level })] : []),
            ...(o.alarm !== null ? [o.alarm === 4 ? t('aboveRecord') : t('alarmN', { n: o.alarm })] : []),
            ...(o.rising ? [t('rising')] : []),
          ]
      if (o.dueAt) parts.push(t('orderDue', { time: shortTime(Date.parse(o.dueAt), now) }))
      return `${householdHazardNames[o.hazard][language]}: ${parts.join(', ')}`
    },
    [t, language, now],
  )
}
