import { formatDate, lastDayOfMonth } from '@tusom/vi-text'

/** How often a task comes round, in the words of plans: hằng tuần, hằng tháng, hằng quý, 6 tháng, hằng năm. Calendar periods. */
export const taskRecurrences = ['weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const
export type TaskRecurrence = (typeof taskRecurrences)[number]

/** "Hằng ngày", "thường xuyên" are standing work: a new row a day would bury everything else. Steps of scenarios have their own clock. */
export const comesRound = (recurs: string | null): recurs is TaskRecurrence =>
  (taskRecurrences as readonly string[]).includes(recurs ?? '')

/** A calendar period; both days belong to it. */
export type TaskPeriod = { key: string; start: string; end: string; nameVi: string; nameEn: string }

const dayMs = 86_400_000
const toDay = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / dayMs
const fromDay = (n: number) => new Date(n * dayMs).toISOString().slice(0, 10)
const two = (n: number) => String(n).padStart(2, '0')

/** The period of a kind that holds a day: ("quarterly", "2026-05-03") → 2026-Q2. Weeks run from Monday to Sunday. */
export function taskPeriod(recurs: TaskRecurrence, day: string): TaskPeriod {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  if (recurs === 'weekly') {
    const start = toDay(day) - ((new Date(`${day}T00:00:00Z`).getUTCDay() || 7) - 1)
    const [a, b] = [fromDay(start), fromDay(start + 6)]
    return {
      key: `W${a}`,
      start: a,
      end: b,
      nameVi: `tuần ${formatDate(a).slice(0, 5)}–${formatDate(b)}`,
      nameEn: `week of ${a}`,
    }
  }
  const months = { monthly: 1, quarterly: 3, 'half-yearly': 6, yearly: 12 }[recurs]
  const first = Math.floor((month - 1) / months) * months + 1
  const last = first + months - 1
  const n = (last / months) | 0
  const names = {
    monthly: [`${year}-${two(month)}`, `tháng ${month}/${year}`, `${year}-${two(month)}`],
    quarterly: [`${year}-Q${n}`, `quý ${['I', 'II', 'III', 'IV'][n - 1]}/${year}`, `Q${n} ${year}`],
    'half-yearly': [
      `${year}-H${n}`,
      `6 tháng ${n === 1 ? 'đầu' : 'cuối'} năm ${year}`,
      `${n === 1 ? 'first' : 'second'} half of ${year}`,
    ],
    yearly: [String(year), `năm ${year}`, String(year)],
  }[recurs] as [string, string, string]
  return {
    key: names[0],
    start: `${year}-${two(first)}-01`,
    end: `${year}-${two(last)}-${two(lastDayOfMonth(year, last))}`,
    nameVi: names[1],
    nameEn: names[2],
  }
}

/**
 * One coming of a task. `offset` says where in the period its deadline lies: for weeks the days before its end; for the others
 * a hundred times the months before the last one, and the day of that month (0: its last day): 25/10 of a month is 25, 30/6 of a quarter is 0,
 * 15/5 of a quarter is 115. So "ngày 25 hằng tháng" stays the 25th in every month. `until`: the last day on which it comes.
 */
export type Round = { period: TaskPeriod; due: string; until: string | null; offset: number }

/**
 * The first coming. A deadline inside the period is the day of every period ("hằng quý, trước ngày 25 tháng cuối quý"); one
 * beyond it says until when the work goes on ("hằng năm, đến năm 2030"); one that has passed says nothing about what comes.
 */
export function firstRound(recurs: TaskRecurrence, due: string | null, today: string): Round {
  const period = taskPeriod(recurs, today)
  if (due !== null && due > period.end) return { period, due: period.end, until: due, offset: 0 }
  if (due !== null && due >= today) return { period, due, until: null, offset: offsetOf(recurs, due, period.end) }
  return { period, due: period.end, until: null, offset: 0 }
}

/**
 * The coming that a series owes at `today`, when the last one was of the period that began on `lastStart`; null while that one
 * lasts or after the series has ended. Periods that nobody saw (the machine was off) are not made up for: nobody was asked then.
 */
export function roundDue(
  series: { recurs: TaskRecurrence; lastStart: string; until: string | null; offset: number },
  today: string,
): Round | null {
  const period = taskPeriod(series.recurs, today)
  if (period.start <= series.lastStart) return null
  if (series.until !== null && period.start > series.until) return null
  const due = dueAtOffset(series.recurs, series.offset, period)
  if (series.until !== null && due > series.until)
    return { period, due: series.until, until: series.until, offset: series.offset }
  return { period, due, until: series.until, offset: series.offset }
}

function offsetOf(recurs: TaskRecurrence, due: string, end: string): number {
  if (recurs === 'weekly') return toDay(end) - toDay(due)
  const [year, month, day] = [due.slice(0, 4), due.slice(5, 7), due.slice(8)].map(Number) as [number, number, number]
  const before = Number(end.slice(5, 7)) - month
  return before * 100 + (day === lastDayOfMonth(year, month) ? 0 : day)
}

function dueAtOffset(recurs: TaskRecurrence, offset: number, period: TaskPeriod): string {
  if (recurs === 'weekly') return fromDay(Math.max(toDay(period.start), toDay(period.end) - offset))
  const year = Number(period.end.slice(0, 4))
  const month = Math.max(Number(period.start.slice(5, 7)), Number(period.end.slice(5, 7)) - Math.floor(offset / 100))
  const last = lastDayOfMonth(year, month)
  return `${year}-${two(month)}-${two(Math.min(offset % 100 || last, last))}`
}
