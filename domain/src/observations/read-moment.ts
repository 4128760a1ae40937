/** In which order a file writes day, month and year; or seconds, milliseconds since 1970. ISO 8601 is read under every one. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'epoch-s' | 'epoch-ms'
export type MomentFormat = {
  order: DateOrder
  /** where a time does not say its zone: '+07:00' or 'Z' */
  zone: string
}

/** Minutes east of Greenwich; NaN when it is no zone. */
export function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0
  const m = /^([-+])(\d{2}):?(\d{2})$/.exec(zone)
  if (!m) return Number.NaN
  const minutes = Number(m[2]) * 60 + Number(m[3])
  return minutes > 14 * 60 ? Number.NaN : m[1] === '-' ? -minutes : minutes
}

const DAY = 86_400_000
/** Excel counts days from here (1900 is wrongly a leap year there, hence the 30th). */
const EXCEL_ZERO = Date.UTC(1899, 11, 30)
/** 1954 to 2119: outside, a number in a time column is no date of Excel's. */
const isSerial = (n: number) => n >= 20_000 && n < 80_500

/** A day as milliseconds at its midnight in UTC, NaN when the calendar has no such day. */
function day(year: number, month: number, date: number): number {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || date < 1) return Number.NaN
  if (date > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN
  return Date.UTC(year, month - 1, date)
}
/** A time of day in milliseconds; 24:00 is the end of the day, as gauging books write it. */
function clock(h: number, m: number, s: number): number {
  if (h > 24 || m > 59 || s > 59 || (h === 24 && (m > 0 || s > 0))) return Number.NaN
  return ((h * 60 + m) * 60 + s) * 1000
}

/** "03:00", "3h", "3h30", "7 giờ 15", "3:00 PM", "03:00:15": milliseconds since midnight, NaN when it is none. */
export function readTimeOfDay(cell: string | number): number {
  if (typeof cell === 'number') {
    if (cell > 0 && cell < 1) return Math.round(cell * 86_400) * 1000
    return Number.isInteger(cell) && cell >= 0 && cell <= 24 ? cell * 3_600_000 : Number.NaN
  }
  const t = cell.normalize('NFC').trim()
  if (t.length > 20) return Number.NaN
  const m = /^(\d{1,2})(?: ?(?::|h|g|giờ|H) ?(\d{1,2})?(?: ?(?::|m|phút|') ?(\d{1,2})?)?)? ?(AM|PM|am|pm|SA|CH)?$/.exec(
    t,
  )
  if (!m) return Number.NaN
  let h = Number(m[1])
  const half = m[4]?.toUpperCase()
  if (half) {
    if (h < 1 || h > 12) return Number.NaN
    h = (h % 12) + (half === 'PM' || half === 'CH' ? 12 : 0)
  }
  return clock(h, Number(m[2] ?? 0), Number(m[3] ?? 0))
}

const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ](.{1,20}))?$/
const zoned = /^(.*?) ?(Z|[-+]\d{2}:?\d{2})$/
const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,T-]+(.{1,20}))?$/
const timeFirst = /^(\d{1,2}(?::| ?h| ?g| ?giờ)[^/]{0,12}?)[ ,-]+(?:ngày )?(\d{1,2}[-/.]\d{1,2}[-/.]\d{4})$/

/** The wall clock of a text, as if in UTC; NaN when it is no moment. */
function wallClock(text: string, order: DateOrder): number {
  const i = iso.exec(text)
  const tod = (t: string | undefined) => (t === undefined ? 0 : readTimeOfDay(t.replace(/\.\d{1,9}$/, '')))
  if (i) return day(Number(i[1]), Number(i[2]), Number(i[3])) + tod(i[4])
  const late = timeFirst.exec(text)
  const p = parts.exec(late ? `${late[2]} ${late[1]}` : text)
  if (!p || order === 'ymd') return Number.NaN
  const [a, b] = [Number(p[1]), Number(p[2])]
  const [d, m] = order === 'mdy' ? [b, a] : [a, b]
  return day(Number(p[3]), m, d) + tod(p[4])
}

/**
 * Reads a cell as a moment, milliseconds since 1970; NaN when it is none. Wall clocks without a zone are in the format's zone;
 * a number that Excel counts days with is a wall clock too. `hours`: the time of day where a file keeps it in a column of its own.
 * @example readMoment('08/10/2025 03:00', { order: 'dmy', zone: '+07:00' }) // 2025-10-07T20:00Z
 */
export function readMoment(cell: string | number, format: MomentFormat, hours: string | number | null = null): number {
  const shift = zoneMinutes(format.zone) * 60_000
  const extra = hours === null ? 0 : readTimeOfDay(hours)
  if (format.order === 'epoch-s' || format.order === 'epoch-ms') {
    const n = typeof cell === 'number' ? cell : /^\d{1,16}(?:\.\d{1,9})?$/.test(cell.trim()) ? Number(cell) : Number.NaN
    const ms = format.order === 'epoch-s' ? n * 1000 : n
    return ms > 8.64e15 ? Number.NaN : Math.round(ms)
  }
  if (typeof cell === 'number') return isSerial(cell) ? serial(cell) + extra - shift : Number.NaN
  const text = cell.normalize('NFC').trim()
  if (text.length > 40) return Number.NaN
  if (/^\d{5}(?:[.,]\d{1,12})?$/.test(text)) {
    const n = Number(text.replace(',', '.'))
    return isSerial(n) ? serial(n) + extra - shift : Number.NaN
  }
  const z = text.length > 10 && /\d:?\d\d ?(?:Z|[-+]\d\d:?\d\d)$/.test(text) ? zoned.exec(text) : null
  if (z && iso.test(z[1] as string))
    return wallClock(z[1] as string, format.order) + extra - zoneMinutes(z[2] as string) * 60_000
  return wallClock(text, format.order) + extra - shift
}

/** Days of Excel's to the nearest second: its fractions are a little off. */
const serial = (n: number): number => EXCEL_ZERO + Math.round((n * DAY) / 1000) * 1000
