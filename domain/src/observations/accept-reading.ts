/** Limits of one series. */
export type ReadingLimits = { min: number; max: number; unit: string }

/** A clock may run ahead a little; more than this and the reading is from the future. */
export const FUTURE_TOLERANCE_MS = 5 * 60_000
/** Older than any record we would keep: surely a wrong date. */
export const OLDEST_MS = Date.UTC(1950, 0, 1)

export type ReadingFault = {
  code:
    | 'reading.unknown-station'
    | 'reading.not-yours'
    | 'reading.bad-time'
    | 'reading.future'
    | 'reading.too-old'
    | 'reading.not-a-number'
    | 'reading.out-of-range'
  vi: string
  en: string
}

/**
 * Reads a time: ISO 8601 with a zone, or without one as Asia/Ho_Chi_Minh. Milliseconds since 1970, NaN when it is none.
 * @example readTime('2025-10-08T03:00') // 03:00 in Hà Nội
 */
export function readTime(text: string): number {
  const m = instant.exec(text)
  if (!m) return Number.NaN
  const [, day = '', time = '00:00', zone = '+07:00'] = m
  const last = Number(day.slice(8))
  // Date.parse rolls 30 February over into March
  if (last > 28 && last > new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate())
    return Number.NaN
  const offset = /^z$/i.test(zone) ? 'Z' : zone.length === 3 ? `${zone}:00` : zone
  return Date.parse(`${day}T${time}${offset}`)
}

const instant =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(?: ?([Zz]|[+-]\d{2}(?::?\d{2})?))?)?$/

const vi = (n: number) => String(n).replace('.', ',')

/** Null when the reading may be kept, else why not. `now` on the clock of the run. */
export function readingFault(
  station: string,
  indicator: string,
  at: number,
  value: number,
  limits: ReadingLimits | null,
  now: number,
): ReadingFault | null {
  if (!limits) return unknownStation(station, indicator)
  if (Number.isNaN(at))
    return {
      code: 'reading.bad-time',
      vi: `Giờ đo không đọc được: ghi như 2025-10-08T03:00+07:00.`,
      en: `The time cannot be read: write it as 2025-10-08T03:00+07:00.`,
    }
  if (at > now + FUTURE_TOLERANCE_MS)
    return {
      code: 'reading.future',
      vi: `Giờ đo ở tương lai: kiểm tra đồng hồ của trạm ${station}.`,
      en: `The time lies in the future: check the clock of station ${station}.`,
    }
  if (at < OLDEST_MS)
    return {
      code: 'reading.too-old',
      vi: 'Giờ đo trước năm 1950: kiểm tra ngày.',
      en: 'The time lies before 1950: check the date.',
    }
  if (!Number.isFinite(value))
    return { code: 'reading.not-a-number', vi: 'Giá trị không phải là số.', en: 'The value is not a number.' }
  if (value < limits.min || value > limits.max)
    return {
      code: 'reading.out-of-range',
      vi: `Giá trị ${vi(value)} ${limits.unit} ngoài khoảng ${vi(limits.min)}–${vi(limits.max)} của trạm ${station}: có thể sai đơn vị.`,
      en: `${value} ${limits.unit} lies outside ${limits.min}–${limits.max} of station ${station}: the unit may be wrong.`,
    }
  return null
}

/** A reading of a station that nobody registered, or that does not measure this. */
export const unknownStation = (station: string, indicator: string): ReadingFault => ({
  code: 'reading.unknown-station',
  vi: `Không có trạm ${station} đo ${indicator}: khai báo trạm trước.`,
  en: `No station ${station} measures ${indicator}: register it first.`,
})

/** A reading of a station that speaks for no place of the sender's. */
export const strangeStation = (station: string): ReadingFault => ({
  code: 'reading.not-yours',
  vi: `Trạm ${station} thuộc nơi ngoài phạm vi của bạn: người ở nơi đó nhập.`,
  en: `Station ${station} belongs to a place outside your reach: people there enter it.`,
})
