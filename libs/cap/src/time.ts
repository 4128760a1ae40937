/** CAP times: `YYYY-MM-DDThh:mm:ss±hh:mm`, no fraction, an offset always, UTC written `-00:00` (CAP 1.2, 3.3.2). */

const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,30})?(Z|[+-]\d{2}:\d{2})?$/

/** What keeps a text from being a CAP 1.2 time. */
export type TimeFault = 'format' | 'zone-z' | 'zone-missing' | 'fraction'

/** `instant` in milliseconds since 1970, null where the text names no single instant. */
export type TimeReading = { instant: number | null; fault: TimeFault | null }

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const daysInMonth = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0))

/** Reads any XML dateTime and says what CAP 1.2 would object to; 1.0 and 1.1 allow all but `format`. */
export function readTime(text: string): TimeReading {
  const match = TIME.exec(text)
  if (!match) return { instant: null, fault: 'format' }
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  const hour = Number(match[4])
  const minute = Number(match[5])
  const second = Number(match[6])
  const midnight = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(match[7] ?? '')
  const real =
    year >= 100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    (hour < 24 || midnight) &&
    minute < 60 &&
    second < 60
  if (!real) return { instant: null, fault: 'format' }
  const milliseconds = match[7] === undefined ? 0 : Math.floor(Number(`0${match[7]}`) * 1000)
  const local = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
  const zone = match[8]
  if (zone === undefined) return { instant: null, fault: 'zone-missing' }
  if (zone === 'Z') return { instant: local, fault: 'zone-z' }
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4))
  // XML Schema allows offsets up to 14:00.
  if (minutes > 59 || hours * 60 + minutes > 840) return { instant: null, fault: 'format' }
  const offset = (hours * 60 + minutes) * (zone[0] === '-' ? -1 : 1)
  return { instant: local - offset * 60_000, fault: match[7] === undefined ? null : 'fraction' }
}

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
