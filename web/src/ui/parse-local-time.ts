import { isIsoDate, isoDate, localParts, localToInstant } from '@tusom/vi-text'

/**
 * A Vietnamese date and time as people type it, to an instant (ms): "08/10/2025 03:20", "8/10 3h20", "3:20" (today),
 * "2025-10-08T03:20". The day and year left out are those of `now`. null when it is no such time.
 */
export function parseLocalTime(text: string, now: number): number | null {
  const s = text.trim().replace(/\s+/g, ' ')
  const today = localParts(now)
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2})[:h](\d{2})(?::\d{2})?$/.exec(s)
  if (iso?.[1]) return isIsoDate(iso[1]) ? at(iso[1], iso[2], iso[3]) : null
  const m = /^(?:(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?[ ,]+)?(\d{1,2})\s?[:hg]\s?(\d{2})?$/i.exec(s)
  if (!m) return null
  const date = m[1] ? day(Number(m[3] ?? today.year), Number(m[2]), Number(m[1])) : today.date
  return date ? at(date, m[4], m[5] ?? '00') : null
}

function day(year: number, month: number, d: number): string | null {
  const date = isoDate(year, month, d)
  return isIsoDate(date) ? date : null
}

function at(date: string, hour = '', minute = ''): number | null {
  const [h, min] = [Number(hour), Number(minute)]
  if (h > 23 || min > 59) return null
  return localToInstant(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)), h, min)
}
