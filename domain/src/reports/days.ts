/** Arithmetic on days written as "2026-06-15". Days have no zone. */
const dayMs = 86_400_000
const toDay = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / dayMs
const fromDay = (n: number): string => new Date(n * dayMs).toISOString().slice(0, 10)

export const addDays = (iso: string, n: number): string => fromDay(toDay(iso) + n)
/** Whole days from one to the other. */
export const daysBetween = (from: string, to: string): number => toDay(to) - toDay(from)

/** The same day of another month; where that month is shorter, its last day. */
export function addMonths(iso: string, n: number): string {
  const month = Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1 + n
  const first = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
  const next = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 1)).getTime() / dayMs
  return fromDay(Math.min(toDay(first) + Number(iso.slice(8, 10)) - 1, next - 1))
}

/** 1 Monday … 7 Sunday */
export const weekday = (iso: string): number => new Date(`${iso}T00:00:00Z`).getUTCDay() || 7

/** The Monday of ISO week 1: the week that holds 4 January (ISO 8601-1:2019, 3.1.1.23). */
export const firstMonday = (year: number): string => addDays(`${year}-01-04`, 1 - weekday(`${year}-01-04`))

/** 52 or 53. */
export const weeksInYear = (year: number): number => daysBetween(firstMonday(year), firstMonday(year + 1)) / 7
