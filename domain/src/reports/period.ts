import { formatDate, isIsoDate } from '@tusom/vi-text'
import { addDays, addMonths, daysBetween, firstMonday, weeksInYear } from './days.ts'
export { weeksInYear }

/**
 * `month` … `year`: the reporting periods of Nghị định 09/2019/NĐ-CP, Điều 12, which end on the 14th (`half-year` 2 follows the
 * same months and is set by the province). `calendar-…`: whole months, as some fields prescribe. `week`: ISO 8601, Monday to
 * Sunday. `free`: from any day to any day ("8 tháng"), only where an office asks for it.
 */
export const periodKinds = [
  'day',
  'week',
  'month',
  'quarter',
  'half-year',
  'nine-month',
  'year',
  'calendar-month',
  'calendar-quarter',
  'calendar-half',
  'calendar-year',
  'free',
] as const
export type PeriodKind = (typeof periodKinds)[number]

export const periodKindNames: Record<PeriodKind, { vi: string; en: string }> = {
  day: { vi: 'ngày', en: 'day' },
  week: { vi: 'tuần (thứ Hai đến Chủ nhật)', en: 'week (Monday to Sunday)' },
  month: { vi: 'tháng (15 tháng trước đến 14)', en: 'month (15th to 14th)' },
  quarter: { vi: 'quý (chốt ngày 14)', en: 'quarter (ends on the 14th)' },
  'half-year': { vi: '6 tháng (chốt ngày 14)', en: 'half-year (ends on the 14th)' },
  'nine-month': { vi: '9 tháng (15/12 đến 14/9)', en: 'nine months (15/12 to 14/9)' },
  year: { vi: 'năm (15/12 đến 14/12)', en: 'year (15/12 to 14/12)' },
  'calendar-month': { vi: 'tháng tròn (01 đến cuối tháng)', en: 'calendar month' },
  'calendar-quarter': { vi: 'quý tròn', en: 'calendar quarter' },
  'calendar-half': { vi: '6 tháng tròn (01/01–30/6, 01/7–31/12)', en: 'calendar half-year' },
  'calendar-year': { vi: 'năm tròn (01/01–31/12)', en: 'calendar year' },
  free: { vi: 'tự chọn ngày (đột xuất, 8 tháng …)', en: 'any days (ad hoc, 8 months …)' },
}

/** A reporting period; both days belong to it. Days have no zone, so a period is the same everywhere. */
export type Period = {
  kind: PeriodKind
  /** stable name in addresses and keys: "2026-H1", "2026-W53", "2026-01-01_2026-08-31" */
  key: string
  start: string
  end: string
  nameVi: string
  nameEn: string
  /** "cùng kỳ năm 2025": what the same period a year before is called */
  yearBefore: number
}

type Year = number
const two = (n: number): string => String(n).padStart(2, '0')
/** "từ ngày 15 tháng trước": the first day of a run of reporting months that ends in `month` of `year`. */
const from15 = (year: Year, month: number): string => addMonths(`${year}-${two(month)}-15`, -1)

/** How the periods of a kind within a year are named, numbered, and where they begin and end. */
type Rule = {
  pattern: RegExp
  count: (year: Year) => number
  key: (year: Year, n: number) => string
  days: (year: Year, n: number) => [start: string, end: string]
  nameVi: (year: Year, n: number) => string
  nameEn: (year: Year, n: number) => string
}
const one = () => 1
const monthsEn = 'January February March April May June July August September October November December'.split(' ')
const halfVi = (n: number) => (n === 1 ? 'đầu' : 'cuối')
const halfEn = (n: number) => (n === 1 ? 'first' : 'second')
const roman = ['', 'I', 'II', 'III', 'IV']

const rules: Record<Exclude<PeriodKind, 'day' | 'free'>, Rule> = {
  week: {
    pattern: /^(\d{4})-W(\d{2})$/,
    count: weeksInYear,
    key: (y, n) => `${y}-W${two(n)}`,
    days: (y, n) => {
      const start = addDays(firstMonday(y), (n - 1) * 7)
      return [start, addDays(start, 6)]
    },
    nameVi: (y, n) => `tuần ${n} năm ${y}`,
    nameEn: (y, n) => `week ${n} of ${y}`,
  },
  month: {
    pattern: /^(\d{4})-M(\d{2})$/,
    count: () => 12,
    key: (y, n) => `${y}-M${two(n)}`,
    days: (y, n) => [from15(y, n), `${y}-${two(n)}-14`],
    nameVi: (y, n) => `tháng ${n} năm ${y}`,
    nameEn: (y, n) => `${monthsEn[n - 1]} ${y}`,
  },
  quarter: {
    pattern: /^(\d{4})-Q([1-4])$/,
    count: () => 4,
    key: (y, n) => `${y}-Q${n}`,
    days: (y, n) => [from15(y, n * 3 - 2), `${y}-${two(n * 3)}-14`],
    nameVi: (y, n) => `quý ${roman[n]} năm ${y}`,
    nameEn: (y, n) => `quarter ${n} of ${y}`,
  },
  'half-year': {
    pattern: /^(\d{4})-H([12])$/,
    count: () => 2,
    key: (y, n) => `${y}-H${n}`,
    days: (y, n) => [from15(y, n * 6 - 5), `${y}-${two(n * 6)}-14`],
    nameVi: (y, n) => `6 tháng ${halfVi(n)} năm ${y}`,
    nameEn: (y, n) => `${halfEn(n)} half of ${y}`,
  },
  'nine-month': {
    pattern: /^(\d{4})-N(9)$/,
    count: one,
    key: y => `${y}-N9`,
    days: y => [from15(y, 1), `${y}-09-14`],
    nameVi: y => `9 tháng đầu năm ${y}`,
    nameEn: y => `first nine months of ${y}`,
  },
  year: {
    pattern: /^(\d{4})-Y()$/,
    count: one,
    key: y => `${y}-Y`,
    days: y => [from15(y, 1), `${y}-12-14`],
    nameVi: y => `năm ${y}`,
    nameEn: y => `year ${y}`,
  },
  'calendar-month': {
    pattern: /^(\d{4})-C(\d{2})$/,
    count: () => 12,
    key: (y, n) => `${y}-C${two(n)}`,
    days: (y, n) => wholeMonths(y, n, 1),
    nameVi: (y, n) => `tháng ${n} năm ${y} (tháng tròn)`,
    nameEn: (y, n) => `${monthsEn[n - 1]} ${y} (calendar)`,
  },
  'calendar-quarter': {
    pattern: /^(\d{4})-CQ([1-4])$/,
    count: () => 4,
    key: (y, n) => `${y}-CQ${n}`,
    days: (y, n) => wholeMonths(y, n * 3 - 2, 3),
    nameVi: (y, n) => `quý ${roman[n]} năm ${y} (quý tròn)`,
    nameEn: (y, n) => `quarter ${n} of ${y} (calendar)`,
  },
  'calendar-half': {
    pattern: /^(\d{4})-CH([12])$/,
    count: () => 2,
    key: (y, n) => `${y}-CH${n}`,
    days: (y, n) => wholeMonths(y, n * 6 - 5, 6),
    nameVi: (y, n) => `6 tháng ${halfVi(n)} năm ${y} (tháng tròn)`,
    nameEn: (y, n) => `${halfEn(n)} half of ${y} (calendar)`,
  },
  'calendar-year': {
    pattern: /^(\d{4})-CY()$/,
    count: one,
    key: y => `${y}-CY`,
    days: y => wholeMonths(y, 1, 12),
    nameVi: y => `năm ${y} (01/01–31/12)`,
    nameEn: y => `year ${y} (calendar)`,
  },
}

function wholeMonths(year: Year, month: number, count: number): [string, string] {
  const start = `${year}-${two(month)}-01`
  return [start, addDays(addMonths(start, count), -1)]
}

function made(kind: keyof typeof rules, year: Year, n: number): Period | null {
  const rule = rules[kind]
  if (n < 1 || n > rule.count(year)) return null
  const [start, end] = rule.days(year, n)
  return {
    kind,
    key: rule.key(year, n),
    start,
    end,
    nameVi: rule.nameVi(year, n),
    nameEn: rule.nameEn(year, n),
    yearBefore: year - 1,
  }
}

function dayPeriod(day: string): Period {
  return {
    kind: 'day',
    key: day,
    start: day,
    end: day,
    nameVi: `ngày ${formatDate(day)}`,
    nameEn: `day ${formatDate(day)}`,
    yearBefore: Number(day.slice(0, 4)) - 1,
  }
}

/** Longest free period: five years, as plans run. */
const longestFree = 5 * 366

/** A period from any day to any day. Whole months from the turn of the (reporting) year are named by their number: "8 tháng đầu năm 2026". */
export function freePeriod(start: string, end: string): Period | null {
  const sound = (d: string) => isIsoDate(d) && d >= '1998-01-01' && d <= '2101-12-31'
  if (!sound(start) || !sound(end) || end < start || addDays(start, longestFree) < end) return null
  const year = Number(end.slice(0, 4))
  const next = addDays(end, 1)
  const months = Number(next.slice(5, 7)) - 1 + (Number(next.slice(0, 4)) - year) * 12
  const calendar = start === `${year}-01-01` && next.endsWith('-01')
  const reporting = start === `${year - 1}-12-15` && next.endsWith('-15')
  // up to the 14th the reporting month is the one that ends there
  const count = reporting ? months + 1 : months
  const counted = (calendar || reporting) && count > 0
  return {
    kind: 'free',
    key: `${start}_${end}`,
    start,
    end,
    nameVi: counted ? `${count} tháng đầu năm ${year}` : `từ ${formatDate(start)} đến ${formatDate(end)}`,
    nameEn: counted ? `first ${count} months of ${year}` : `${formatDate(start)} to ${formatDate(end)}`,
    yearBefore: year - 1,
  }
}

/** The period of that name, or null when there is none ("2025-W53": 2025 has 52 weeks). */
export function periodOf(key: string): Period | null {
  // a name is bounded, and so are the years that anybody can ask for
  if (key.length > 24 || key < '2000' || key >= '2101') return null
  if (isIsoDate(key)) return dayPeriod(key)
  const [start, end, more] = key.split('_')
  if (end !== undefined && more === undefined) return freePeriod(start as string, end)
  for (const kind of Object.keys(rules) as (keyof typeof rules)[]) {
    const m = rules[kind].pattern.exec(key)
    if (m) return made(kind, Number(m[1]), kind === 'nine-month' ? 1 : Number(m[2] || 1))
  }
  return null
}

/**
 * The period of a kind that holds a day ("2026-12-14" → 2026-H2, "2026-12-15" → 2027-H1); where periods of the kind leave days
 * out (nine months), the last that has begun.
 */
export function periodAt(kind: PeriodKind, day: string): Period {
  if (!isIsoDate(day)) throw new RangeError(`"${day}" is not a day: write it as 2026-06-15`)
  if (kind === 'day') return dayPeriod(day)
  if (kind === 'free') return freePeriod(day, day) as Period
  // the day lies in a period of its own year, of the year after (15/12), or of the year before (a week's end)
  const year = Number(day.slice(0, 4))
  for (const y of [year + 1, year, year - 1]) {
    const { count, days } = rules[kind]
    // of the next year only what begins in December, of this one what the day of the year comes to, and two more to be sure
    const passed = y > year ? 0 : y < year ? count(y) : Math.ceil((daysBetween(`${year}-01-01`, day) / 365) * count(y))
    for (let n = Math.min(count(y), passed + 2); n >= 1; n--)
      if (days(y, n)[0] <= day) return made(kind, y, n) as Period
  }
  throw new RangeError(`no ${kind} holds ${day}`)
}

/** The period just before. A free period has none of its own: what it gives is the day before it. */
export const previousPeriod = (p: Period): Period => periodAt(p.kind, addDays(p.start, -1))

/** A year earlier; the last of February stays the last of February. */
const yearEarlier = (day: string): string =>
  day.slice(5, 7) === '02' && addDays(day, 1).endsWith('-01')
    ? addDays(addMonths(addDays(day, 1), -12), -1)
    : addMonths(day, -12)

/**
 * The same period a year before; null where there is none: a week 53 has no counterpart in a year of 52 weeks, and comparing
 * it with another week would be an invention.
 */
export function samePeriodLastYear(p: Period): Period | null {
  if (p.kind === 'free') return freePeriod(yearEarlier(p.start), yearEarlier(p.end))
  return periodOf(`${Number(p.key.slice(0, 4)) - 1}${p.key.slice(4)}`)
}

/** "15/12/2025 – 14/6/2026" with days as documents write them in tables. */
export const periodDays = (p: Period): string => `${formatDate(p.start)} – ${formatDate(p.end)}`

/** Whether two periods have a day in common. */
export const periodsOverlap = (a: Pick<Period, 'start' | 'end'>, b: Pick<Period, 'start' | 'end'>): boolean =>
  a.start <= b.end && b.start <= a.end

/** The local day of an instant: "2026-06-15" for 2026-06-14T18:00Z. */
export const reportDay = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)

/** The period that is running, and the `back` periods before it, newest first: what may still be owed at a moment. */
export function openPeriods(kind: PeriodKind, now: Date, back: number): Period[] {
  const list = [periodAt(kind, reportDay(now))]
  for (let i = 0; i < back; i++) list.push(previousPeriod(list.at(-1) as Period))
  return list
}
