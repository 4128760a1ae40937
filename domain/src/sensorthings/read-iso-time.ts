const form = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * Milliseconds since 1970 of an ISO 8601 time, NaN when it is none. A zone that is not said is Asia/Ho_Chi_Minh, as everywhere in
 * the house. A `+` that an address turned into a space is read as the `+` it was. Unlike `Date.parse`, 31 February is none.
 */
export function readIsoTime(text: string): number {
  const m = form.exec(text.replace(/ (\d{2}:?\d{2})$/, '+$1'))
  if (!m) return Number.NaN
  const n = (i: number) => Number(m[i] ?? 0)
  const [year, month, day, hour, minute, second] = [n(1), n(2), n(3), n(4), n(5), n(6)]
  if (month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return Number.NaN
  if (year < 1 || hour > 23 || minute > 59 || second > 59) return Number.NaN
  const zone = m[8] ?? '+07:00'
  const offset =
    zone === 'Z' ? 0 : (zone[0] === '-' ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
  if (Math.abs(offset) > 18 * 60) return Number.NaN
  const ms = Math.floor(Number(`0.${m[7] ?? '0'}`) * 1000)
  const utc = new Date(0)
  utc.setUTCFullYear(year, month - 1, day) // Date.UTC would take the year 90 for 1990
  return utc.getTime() + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms
}

/** Seconds of an ISO 8601 duration without years or months (they have no fixed length), NaN when it is none. */
export function readIsoDuration(text: string): number {
  const m =
    /^(-?)P(?:(\d{1,6})W|(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?)$/.exec(text)
  if (!m || /[PT]$/.test(text)) return Number.NaN
  const n = (i: number) => Number(m[i] ?? 0)
  return (m[1] ? -1 : 1) * (n(2) * 604_800 + n(3) * 86_400 + n(4) * 3600 + n(5) * 60 + n(6))
}
