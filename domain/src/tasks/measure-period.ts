import { taskPeriod, type TaskPeriod, type TaskRecurrence } from './recurrence.ts'

const kinds: readonly (readonly [RegExp, TaskRecurrence, (m: RegExpExecArray) => string])[] = [
  [/^(\d{4})-(0[1-9]|1[0-2])$/, 'monthly', m => `${m[1]}-${m[2]}-01`],
  [/^(\d{4})-Q([1-4])$/, 'quarterly', m => `${m[1]}-${String(Number(m[2]) * 3).padStart(2, '0')}-01`],
  [/^(\d{4})-H([12])$/, 'half-yearly', m => `${m[1]}-${m[2] === '1' ? '01' : '07'}-01`],
  [/^(\d{4})$/, 'yearly', m => `${m[1]}-01-01`],
]

/** The period that a figure of a target is of: "2026-05", "2026-Q2", "2026-H1", "2026"; null for anything else. */
export function measurePeriod(key: string): TaskPeriod | null {
  for (const [shape, recurs, day] of kinds) {
    const m = shape.exec(key)
    if (m && Number(m[1]) >= 2000 && Number(m[1]) <= 2100) return taskPeriod(recurs, day(m))
  }
  return null
}

/** Periods a figure may be entered for at `today`, as a person looks for them: the half-year, quarter, month and year that run or have just ended. */
export function measurePeriods(today: string): TaskPeriod[] {
  const found: TaskPeriod[] = []
  for (const recurs of ['half-yearly', 'quarterly', 'monthly', 'yearly'] as const) {
    const now = taskPeriod(recurs, today)
    const before = new Date(Date.parse(`${now.start}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
    found.push(now, taskPeriod(recurs, before))
  }
  return found
}
