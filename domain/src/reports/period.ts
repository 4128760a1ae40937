import { formatDate, isIsoDate } from '@tusom/vi-text'

/** `half-year`: reporting months run from the 15th to the 14th; `week`: ISO 8601 week, Monday to Sunday. */
export type PeriodKind = 'half-year' | 'week'

/** A reporting period; both days belong to it. Days have no zone, so a period is the same everywhere. */
export type Period = {
  kind: PeriodKind
  /** stable name in addresses and keys: "2026-H1", "2026-W53" */
  key: string
  start: string
  end: string
  nameVi: string
  nameEn: string
  /** "cùng kỳ năm 2025": what the same period a year before is called */
  yearBefore: number
}

const dayMs = 86_400_000
const toDay = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / dayMs
const fromDay = (n: number): string => new Date(n * dayMs).toISOString().slice(0, 10)
const addDays = (iso: string, n: number): string => fromDay(toDay(iso) + n)
/** 1 Monday … 7 Sunday */
const weekday = (iso: string): number => new Date(`${iso}T00:00:00Z`).getUTCDay() || 7

function halfYear(year: number, half: 1 | 2): Period {
  return {
    kind: 'half-year',
    key: `${year}-H${half}`,
    start: half === 1 ? `${year - 1}-12-15` : `${year}-06-15`,
    end: half === 1 ? `${year}-06-14` : `${year}-12-14`,
    nameVi: `6 tháng ${half === 1 ? 'đầu' : 'cuối'} năm ${year}`,
    nameEn: `${half === 1 ? 'first' : 'second'} half of ${year}`,
    yearBefore: year - 1,
  }
}

/** The Monday of ISO week 1: the week that holds 4 January (ISO 8601-1:2019, 3.1.1.23). */
const firstMonday = (year: number): string => addDays(`${year}-01-04`, 1 - weekday(`${year}-01-04`))

/** 52 or 53. */
export const weeksInYear = (year: number): number => (toDay(firstMonday(year + 1)) - toDay(firstMonday(year))) / 7

function week(year: number, number: number): Period {
  const start = addDays(firstMonday(year), (number - 1) * 7)
  const end = addDays(start, 6)
  return {
    kind: 'week',
    key: `${year}-W${String(number).padStart(2, '0')}`,
    start,
    end,
    nameVi: `tuần ${number} năm ${year}`,
    nameEn: `week ${number} of ${year}`,
    yearBefore: year - 1,
  }
}

/**
 * The period of that name, or null when there is none ("2025-W53": 2025 has 52 weeks).
 * Half-years: 15/12 to 14/6 by Nghị định 09/2019/NĐ-CP, Điều 12; 15/6 to 14/12 follows its reporting months and is set
 * by the province, because the decree knows no second half-year report.
 */
export function periodOf(key: string): Period | null {
  const m = /^(\d{4})-(?:H([12])|W(\d{2}))$/.exec(key)
  if (!m) return null
  const year = Number(m[1])
  if (year < 2000 || year > 2100) return null
  if (m[2]) return halfYear(year, Number(m[2]) as 1 | 2)
  const number = Number(m[3])
  return number >= 1 && number <= weeksInYear(year) ? week(year, number) : null
}

/** The period of a kind that holds a day ("2026-12-14" → 2026-H2, "2026-12-15" → 2027-H1). */
export function periodAt(kind: PeriodKind, day: string): Period {
  if (!isIsoDate(day)) throw new RangeError(`"${day}" is not a day: write it as 2026-06-15`)
  const year = Number(day.slice(0, 4))
  if (kind === 'half-year') {
    const monthDay = day.slice(5)
    if (monthDay >= '12-15') return halfYear(year + 1, 1)
    return halfYear(year, monthDay >= '06-15' ? 2 : 1)
  }
  const monday = addDays(day, 1 - weekday(day))
  // The year of a week is the year of its Thursday.
  const weekYear = Number(addDays(monday, 3).slice(0, 4))
  return week(weekYear, (toDay(monday) - toDay(firstMonday(weekYear))) / 7 + 1)
}

/** The period just before. */
export const previousPeriod = (p: Period): Period => periodAt(p.kind, addDays(p.start, -1))

/**
 * The same period a year before; null where there is none: a week 53 has no counterpart in a year of 52 weeks, and comparing
 * it with another week would be an invention.
 */
export const samePeriodLastYear = (p: Period): Period | null =>
  periodOf(`${Number(p.key.slice(0, 4)) - 1}${p.key.slice(4)}`)

/** "15/12/2025 – 14/6/2026" with days as documents write them in tables. */
export const periodDays = (p: Period): string => `${formatDate(p.start)} – ${formatDate(p.end)}`

/** When a report is due, as a form says it; times are Vietnamese local time. */
export type DueRule = {
  /** `working`: Saturdays and Sundays do not count (public holidays are not known to us, so they count) */
  days: number
  count: 'working' | 'calendar'
  /** "17:00" */
  time: string
  status: 'set-locally' | 'sourced'
  noteVi: string
  noteEn: string
}

/** The instant at which the report of a period is due. */
export function reportDueAt(rule: DueRule, period: Period): Date {
  let day = period.end
  for (let left = rule.days; left > 0; ) {
    day = addDays(day, 1)
    if (rule.count === 'calendar' || weekday(day) <= 5) left--
  }
  return new Date(`${day}T${rule.time}:00+07:00`)
}

/** The local day of an instant: "2026-06-15" for 2026-06-14T18:00Z. */
export const reportDay = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

/** The period that is running, and the `back` periods before it, newest first: what may still be owed at a moment. */
export function openPeriods(kind: PeriodKind, now: Date, back: number): Period[] {
  const list = [periodAt(kind, reportDay(now))]
  for (let i = 0; i < back; i++) list.push(previousPeriod(list.at(-1) as Period))
  return list
}
