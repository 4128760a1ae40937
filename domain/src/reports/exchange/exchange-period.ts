import { isIsoDate } from '@tusom/vi-text'
import { addDays, addMonths, daysBetween } from '../days.ts'
import { freePeriod, type Period, periodAt, type PeriodKind, periodOf } from '../period.ts'

const two = (n: number | string): string => String(n).padStart(2, '0')

/** How DHIS2 writes periods that it knows, as our keys. */
const dhis2: [RegExp, (m: RegExpExecArray) => string][] = [
  [/^(\d{4})(\d{2})(\d{2})$/, m => `${m[1]}-${m[2]}-${m[3]}`],
  [/^(\d{4})W(\d{1,2})$/, m => `${m[1]}-W${two(m[2] as string)}`],
  [/^(\d{4})(\d{2})$/, m => `${m[1]}-C${m[2]}`],
  [/^(\d{4})Q([1-4])$/, m => `${m[1]}-CQ${m[2]}`],
  [/^(\d{4})S([12])$/, m => `${m[1]}-CH${m[2]}`],
  [/^(\d{4})$/, m => `${m[1]}-CY`],
]

/** First day and length of an ADX period ("2026-01-26/P7D", "2025-12-15/P6M"), or null. */
function spanOf(text: string): [start: string, end: string] | null {
  const m = /^(\d{4}-\d{2}-\d{2})\/P(\d{1,3})([DWMY])$/.exec(text)
  if (!m || !isIsoDate(m[1] as string)) return null
  const start = m[1] as string
  const n = Number(m[2])
  if (n < 1) return null
  const next =
    m[3] === 'D'
      ? addDays(start, n)
      : m[3] === 'W'
        ? addDays(start, 7 * n)
        : addMonths(start, m[3] === 'M' ? n : 12 * n)
  return [start, addDays(next, -1)]
}

/**
 * The period of a form as other systems name it: our own key, a DHIS2 identifier ("202606", "2026W5", "2026Q2") or the first day and
 * length ("2025-12-15/P6M", ADX). Null when the form has no such period.
 */
export function readExchangePeriod(kind: PeriodKind, text: string): Period | null {
  const given = text.trim()
  if (given.length > 40) return null
  const own = periodOf(given)
  if (own) return own.kind === kind ? own : null
  for (const [pattern, key] of dhis2) {
    const m = pattern.exec(given)
    const period = m && periodOf(key(m))
    if (period) return period.kind === kind ? period : null
  }
  const span = spanOf(given)
  if (!span) return null
  const period = kind === 'free' ? freePeriod(...span) : periodAt(kind, span[0])
  return period && period.start === span[0] && period.end === span[1] && periodOf(period.key) ? period : null
}

/** A period as DHIS2 names it where it knows such a one, else our key. */
export function dhis2Period(p: Period): string {
  const [year, rest = ''] = [p.key.slice(0, 4), p.key.slice(5)]
  switch (p.kind) {
    case 'day':
      return p.key.replaceAll('-', '')
    case 'week':
      return `${year}W${Number(rest.slice(1))}`
    case 'calendar-month':
      return `${year}${rest.slice(1)}`
    case 'calendar-quarter':
      return `${year}Q${rest.slice(2)}`
    case 'calendar-half':
      return `${year}S${rest.slice(2)}`
    case 'calendar-year':
      return year
    default:
      return p.key
  }
}

/** A period as ADX writes it: first day and length, in months where it is whole months. */
export function adxPeriod(p: Period): string {
  const next = addDays(p.end, 1)
  const months =
    (Number(next.slice(0, 4)) - Number(p.start.slice(0, 4))) * 12 +
    Number(next.slice(5, 7)) -
    Number(p.start.slice(5, 7))
  if (months > 0 && addMonths(p.start, months) === next)
    return months % 12 ? `${p.start}/P${months}M` : `${p.start}/P${months / 12}Y`
  return `${p.start}/P${daysBetween(p.start, next)}D`
}
