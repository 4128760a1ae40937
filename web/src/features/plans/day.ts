import { isIsoDate } from '@tusom/vi-text'

/** "30/6/2026" → "2026-06-30"; null for nothing; undefined for what is no day. */
export function readDay(text: string): string | null | undefined {
  if (!text.trim()) return null
  const m = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text)
  const iso = m ? `${m[3]}-${(m[2] ?? '').padStart(2, '0')}-${(m[1] ?? '').padStart(2, '0')}` : ''
  return isIsoDate(iso) ? iso : undefined
}
