/**
 * Vietnamese local time is UTC+7 without summer time, so a fixed offset is exact for every instant since 13/6/1975
 * and does not depend on the TZ of the process or on time-zone data of a browser.
 */
const offsetMs = 7 * 3_600_000

const two = (n: number) => String(n).padStart(2, '0')

export type LocalParts = {
  year: number
  /** 1–12 */
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** 1 Monday … 7 Sunday */
  weekday: number
  /** "YYYY-MM-DD" */
  date: string
  /** "HH:MM" */
  time: string
}

/** The parts of an instant (milliseconds since 1970) on a Vietnamese clock. */
export function localParts(ms: number): LocalParts {
  const d = new Date(ms + offsetMs)
  const [year, month, day] = [d.getUTCFullYear(), d.getUTCMonth() + 1, d.getUTCDate()]
  const [hour, minute, second] = [d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds()]
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    weekday: d.getUTCDay() || 7,
    date: isoDate(year, month, day),
    time: `${two(hour)}:${two(minute)}`,
  }
}

/** The instant (ms) of a Vietnamese local date and time; months 1–12. NaN when the parts are no numbers. */
export function localToInstant(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute, second) - offsetMs
}

/** 2025-10-07T20:20:00Z → "2025-10-08T03:20:00+07:00". Seconds are whole. */
export function toLocalIso(ms: number): string {
  const p = localParts(ms)
  return `${p.date}T${p.time}:${two(p.second)}+07:00`
}

/** "2025-10-08" → "08/10/2025". What is not such a date comes back unchanged: it is for showing, not for checking. */
export function formatDate(iso: string): string {
  return isIsoDate(iso) ? `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : iso
}

/** An instant (ms) → "08/10/2025 03:20" on a Vietnamese clock. */
export function formatDateTime(ms: number): string {
  const p = localParts(ms)
  return `${formatDate(p.date)} ${p.time}`
}

/**
 * "2026-01-05" → "ngày 05 tháng 01 năm 2026": days below 10 and the months 1 and 2 take a leading zero, months 3–9 do not.
 * See Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.4.b. Unchanged when it is no date.
 */
export function formatDateWords(iso: string): string {
  if (!isIsoDate(iso)) return iso
  const month = Number(iso.slice(5, 7))
  return `ngày ${iso.slice(8)} tháng ${month <= 2 ? two(month) : month} năm ${iso.slice(0, 4)}`
}

/** "YYYY-MM-DD" of a day; no check, see `isIsoDate`. */
export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Whether the text is a day of the calendar written YYYY-MM-DD (2025-02-29 is not). */
export function isIsoDate(text: string): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return m !== null && isDay(Number(m[1]), Number(m[2]), Number(m[3]))
}

export function isDay(year: number, month: number, day: number): boolean {
  return year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month)
}

/** 28–31. */
export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
