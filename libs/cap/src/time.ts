/** CAP times: `YYYY-MM-DDThh:mm:ss±hh:mm`, no fraction, an offset always, UTC written `-00:00` (CAP 1.2, 3.3.2). */

/** What keeps a text from being a CAP 1.2 time. */
export type TimeFault = 'format' | 'zone-z' | 'zone-missing' | 'fraction'

/** `instant` in milliseconds since 1970, null where the text names no single instant. */
export type TimeReading = { instant: number | null; fault: TimeFault | null }

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const daysInMonth = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0))

const NO_TIME: TimeReading = { instant: null, fault: 'format' }

/** Two digits at `at`, −1 if they are none. A regular expression would take most of the time of a whole check. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** Reads any XML dateTime and says what CAP 1.2 would object to; 1.0 and 1.1 allow all but `format`. */
export function readTime(text: string): TimeReading {
  const isForm =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58
  if (!isForm) return NO_TIME
  const century = two(text, 0)
  const ofCentury = two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  if (century < 1 || ofCentury < 0 || second < 0 || second > 59 || minute < 0 || minute > 59) return NO_TIME
  const year = century * 100 + ofCentury
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour < 0 || hour > 24) return NO_TIME
  let at = 19
  let milliseconds = 0
  if (text.charCodeAt(19) === 46) {
    const fraction = /^\.\d{1,30}/.exec(text.slice(19, 51))?.[0]
    if (fraction === undefined) return NO_TIME
    milliseconds = Math.floor(Number(`0${fraction}`) * 1000)
    at += fraction.length
    if (hour === 24 && /[1-9]/.test(fraction)) return NO_TIME
  }
  if (hour === 24 && (minute > 0 || second > 0)) return NO_TIME
  const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  const sign = text.charCodeAt(at)
  if (at === text.length) return { instant: null, fault: 'zone-missing' }
  if (sign === 90 && at + 1 === text.length) return { instant: local, fault: 'zone-z' }
  const hours = two(text, at + 1)
  const minutes = two(text, at + 4)
  if ((sign !== 43 && sign !== 45) || text.charCodeAt(at + 3) !== 58 || at + 6 !== text.length) return NO_TIME
  // XML Schema allows offsets up to 14:00.
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 840) return NO_TIME
  const offset = (hours * 60 + minutes) * (sign === 45 ? -1 : 1)
  return { instant: local - offset * 60_000, fault: at > 19 ? 'fraction' : null }
}

/**
 * The instant (ms since 1970) of a time that others wrote: any XML dateTime that names one, `Z` and fractions too; null
 * if the text names none. For our own messages use `parseCapTime`.
 */
export const readInstant = (text: string): number | null => readTime(text).instant

/** The instant (ms since 1970) of a CAP 1.2 time, or null if the text is not one. */
export function parseCapTime(text: string): number | null {
  const { instant, fault } = readTime(text)
  return fault === null ? instant : null
}

/**
 * Writes an instant as a CAP time; fractions of a second are cut off.
 *
 * @param instantMs milliseconds since 1970
 * @param offsetMinutes minutes east of UTC; 420 is Asia/Ho_Chi_Minh
 * @throws RangeError if the instant has no four-digit year or the offset exceeds 14 hours
 * @example capTime(Date.UTC(2025, 9, 7, 20, 45)) // "2025-10-08T03:45:00+07:00"
 */
export function capTime(instantMs: number, offsetMinutes = 420): string {
  const local = instantMs + offsetMinutes * 60_000
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > 840)
    throw new RangeError(`capTime: offset ${offsetMinutes} is not a whole number of minutes within 14 hours of UTC`)
  if (!(local >= Date.UTC(1000, 0, 1) && local < Date.UTC(10_000, 0, 1)))
    throw new RangeError(`capTime: ${instantMs} is not an instant between the years 1000 and 9999`)
  const sign = offsetMinutes > 0 ? '+' : '-'
  const two = (n: number) => String(n).padStart(2, '0')
  const size = Math.abs(offsetMinutes)
  return `${new Date(local).toISOString().slice(0, 19)}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
