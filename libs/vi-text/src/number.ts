const formats = new Map<number | undefined, Intl.NumberFormat>()

/**
 * A number as Vietnamese text writes it: point between thousands, comma before decimals. 1530 → "1.530", 17.86 → "17,86".
 * `digits` fixes the number of decimals; without it as many as the number has (at most 10). Not finite → "—".
 */
export function formatNumber(n: number, digits?: number): string {
  if (!Number.isFinite(n)) return '—'
  let format = formats.get(digits)
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 10 })
    formats.set(digits, format)
  }
  const text = format.format(n)
  return /^-[0.,]+$/.test(text) ? text.slice(1) : text
}

const whole = /^\d+$/
const groups = { '.': /^\d{1,3}(\.\d{3})+$/, ',': /^\d{1,3}(,\d{3})+$/, ' ': /^\d{1,3}( \d{3})+$/ }

/**
 * Reads a number as people type it: "1.530" → 1530, "17,86" → 17.86, "1 530,5" → 1530.5, "06" → 6, "17.86" → 17.86.
 * null when it is no number, or when it could mean two: "1,530" is 1.53 to a Vietnamese reader and 1530 to a spreadsheet
 * set to English. A point followed by exactly three digits is the Vietnamese thousands mark. No unit, no percent sign.
 */
export function parseNumber(text: string): number | null {
  const trimmed = text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ').trim()
  if (trimmed.length > 40) return null
  const negative = /^[-−–]/.test(trimmed)
  const value = readUnsigned(trimmed.replace(/^[-−–+] ?/, ''))
  if (value === null) return null
  return negative && value !== 0 ? -value : value
}

function readUnsigned(s: string): number | null {
  if (whole.test(s)) return Number(s)
  for (const mark of ['.', ' '] as const)
    if (groups[mark].test(s) && !s.startsWith('0')) return Number(s.replaceAll(mark, ''))
  const last = Math.max(s.lastIndexOf(','), s.lastIndexOf('.'))
  if (last < 0) return null
  const mark = s[last] as '.' | ','
  const head = s.slice(0, last)
  const tail = s.slice(last + 1)
  if (!whole.test(tail)) return groupsOnly(s)
  if (whole.test(head)) {
    // One mark, plain digits on both sides: a decimal, unless a comma with three digits could as well part thousands.
    if (mark === ',' && tail.length === 3 && head.length <= 3 && !head.startsWith('0')) return null
    return Number(`${head}.${tail}`)
  }
  const other = mark === ',' ? '.' : ','
  if (groups[other].test(head)) return Number(`${head.replaceAll(other, '')}.${tail}`)
  if (groups[' '].test(head)) return tail.length === 3 ? null : Number(`${head.replaceAll(' ', '')}.${tail}`)
  return groupsOnly(s)
}

/** "1,234,567": a mark that comes twice can only part thousands. */
function groupsOnly(s: string): number | null {
  return groups[','].test(s) && s.indexOf(',') !== s.lastIndexOf(',') ? Number(s.replaceAll(',', '')) : null
}

/**
 * A count as administrative documents write it: whole numbers 1–9 get a leading zero ("06 vụ"), larger ones the
 * Vietnamese form ("1.530"). 0 stays "0"; numbers with decimals are written by `formatNumber`.
 */
export function twoDigits(n: number): string {
  const size = Math.abs(n)
  if (!Number.isInteger(n) || size === 0 || size > 9) return formatNumber(n)
  return `${n < 0 ? '-' : ''}0${size}`
}
