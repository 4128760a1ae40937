import type { ResendResult } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const codes = [
  'reading.unknown-station',
  'reading.not-yours',
  'reading.bad-time',
  'reading.future',
  'reading.too-old',
  'reading.not-a-number',
  'reading.out-of-range',
  'reading.malformed',
  'reading.wrong-unit',
] as const

/** A fault in a few words; a code that is not known here stays as it is. */
export function useCodeWords(): (code: string) => string {
  const t = useTexts(vi, en)
  return code => {
    const known = codes.find(c => c === code)
    return known ? t(`code.${known}`) : code
  }
}

type Again = { ids: number[] } | { alike: { code?: string; source?: string; station?: string } }

/** Sends refused readings again and says how many are taken now. */
export function useResend(onDone?: () => void) {
  const t = useTexts(vi, en)
  return useSend((what: Again) => api.post<ResendResult>('/api/observations/refusals/resend', what), {
    topics: ['observations', 'levels'],
    onDone: r => {
      const n = formatNumber(r.sent)
      if (r.stillRefused.length) toast(t('refStill', { n, m: formatNumber(r.stillRefused.length) }), { tone: 'late' })
      else toast(t('refSent', { n }))
      onDone?.()
    },
  })
}
