import { formatDate, localParts, localToInstant } from '@tusom/vi-text'
import type { StepClock } from './scenario.ts'

const DAY = 86_400_000

/**
 * `next-day`: the time of day had passed when the scenario was activated, so the step is due the day after: somebody must
 * decide about tonight. `next-year`: the same for a day of the year.
 */
export type StepFlag = 'next-day' | 'next-year' | null

export type StepDue = {
  /** instant, ms */
  at: number
  /** wording for the task, Vietnamese */
  textVi: string
  textEn: string
  /** null: once; `daily`, or an ISO 8601 duration such as PT60M */
  recurs: string | null
  flag: StepFlag
}

function spanVi(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440} ngày`
  return minutes % 60 === 0 ? `${minutes / 60} giờ` : `${minutes} phút`
}
function spanEn(minutes: number): string {
  const say = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`
  if (minutes % 1440 === 0) return say(minutes / 1440, 'day')
  return minutes % 60 === 0 ? say(minutes / 60, 'hour') : say(minutes, 'minute')
}

/** The first instant after `from` at which the clock in Vietnam shows `time` ("17:00"). */
function nextTime(time: string, from: number): number {
  const p = localParts(from)
  const today = localToInstant(p.year, p.month, p.day, Number(time.slice(0, 2)), Number(time.slice(3, 5)))
  return today > from ? today : today + DAY
}

/** When a step is due that was activated at `from` (ms). Two people with the same inputs get the same instant. */
export function stepDueOf(clock: StepClock, from: number): StepDue {
  switch (clock.kind) {
    case 'after-activation':
      return {
        at: from + clock.minutes * 60_000,
        textVi: `trong ${spanVi(clock.minutes)} kể từ khi kích hoạt`,
        textEn: `within ${spanEn(clock.minutes)} of activation`,
        recurs: null,
        flag: null,
      }
    case 'every':
      return {
        at: from + clock.minutes * 60_000,
        textVi: `cứ ${spanVi(clock.minutes)} một lần`,
        textEn: `every ${spanEn(clock.minutes)}`,
        recurs: `PT${clock.minutes}M`,
        flag: null,
      }
    case 'before-time':
    case 'daily-before': {
      const at = nextTime(clock.time, from)
      const passed = localParts(at).date !== localParts(from).date
      const daily = clock.kind === 'daily-before'
      const day = formatDate(localParts(at).date)
      return {
        at,
        textVi: daily ? `trước ${clock.time} hằng ngày` : `trước ${clock.time} ngày ${day}`,
        textEn: daily ? `every day before ${clock.time}` : `before ${clock.time} on ${day}`,
        recurs: daily ? 'daily' : null,
        flag: passed ? 'next-day' : null,
      }
    }
    case 'before-season': {
      const p = localParts(from)
      const [month, day] = [Number(clock.monthDay.slice(0, 2)), Number(clock.monthDay.slice(3))]
      // due at the end of that day
      const end = (year: number) => localToInstant(year, month, day) + DAY - 60_000
      const passed = end(p.year) <= from
      const at = end(passed ? p.year + 1 : p.year)
      const text = formatDate(localParts(at).date)
      return {
        at,
        textVi: `trước mùa mưa lũ, hết ngày ${text}`,
        textEn: `before the season, by ${text}`,
        recurs: null,
        flag: passed ? 'next-year' : null,
      }
    }
  }
}

/**
 * The next instant at which a step that comes again is due, after a round was done at `doneAt`: never in the past, so rounds
 * that were missed are not piled up. Null when it does not come again.
 */
export function nextRound(recurs: string | null, dueAt: number, doneAt: number): number | null {
  const minutes = recurs === 'daily' ? 1440 : Number(/^PT(\d+)M$/.exec(recurs ?? '')?.[1] ?? 0)
  if (!minutes) return null
  const step = minutes * 60_000
  if (dueAt > doneAt) return dueAt + step
  return dueAt + step * (Math.floor((doneAt - dueAt) / step) + 1)
}
