import { lastDayOfMonth } from '@tusom/vi-text'

/** An hour, a day or both as they stand in the text, before anybody knows the year. */
export type Moment = {
  hour: number | null
  minute: number
  day: number | null
  month: number | null
  year: number | null
  /** days from the day of issue: "nay" 0, "mai" 1, "qua" −1; null where the day is written or not said */
  relative: number | null
  /** "sáng", "đêm" …: a part of the day, which has no hour in the text */
  part: string | null
  gmt: boolean
}
export type TimeToken = { start: number; end: number } & (
  | { kind: 'moment'; moment: Moment }
  | { kind: 'range'; from: Moment; to: Moment }
  /** hours from the issue; `past`: "24 giờ qua" */
  | { kind: 'window'; fromHours: number; toHours: number; days: boolean; past: boolean }
)

const PART = String.raw`sáng sớm|rạng sáng|sáng|trưa|chiều tối|chiều|tối|đêm`
const HOUR = String.raw`(?<h>\d{1,2})(?:\s?(?:h|g|giờ)(?![\p{L}])(?:(?<m1>\d{1,2})(?!\d)['p]?|\s(?<m2>\d{1,2})(?=\s?(?:'|phút|ph)|\s+ngày|[,;.)]|$))?|\s?:\s?(?<m3>\d{2}))(?:\s?(?:'|phút|ph)(?![\p{L}]))?(?:\s?\d{1,2}\s?(?:''|"|giây))?`
const ZONE = String.raw`(?:\s?\(\s?(?:theo )?giờ (?<zone>GMT|UTC|Hà Nội|Việt Nam|địa phương)\s?\))?`
/** day and month, perhaps a year: "09/10/2025", "9-10", "12.11", "11 tháng 10 năm 2022" */
const date = (n: string, marks: string) =>
  String.raw`(?<d${n}>\d{1,2})(?:\s?[${marks}]\s?(?<mo${n}>\d{1,2})(?!\d)(?:\s?[${marks}]\s?(?<y${n}>\d{4})(?!\d))?| tháng (?<mw${n}>\d{1,2})(?:,? (?:năm )?(?<yw${n}>\d{4})(?!\d))?)(?![\d/])`

const hourDate = new RegExp(
  String.raw`(?<![\d/.,:-])${HOUR}${ZONE}\s?[/,-]?\s?(?:(?<part>${PART})\s)?(?:(?:hôm )?nay,? ?)?(?:\(\s?)?(?:(?:của )?ngày\s?${date('A', '/.-')}|${date('B', '/-')})`,
  'giu',
)
const hourRelative = new RegExp(
  String.raw`(?<![\d/.,:-])${HOUR}${ZONE}\s?,?\s?(?:(?<part>${PART})\s)?(?<rel>cùng ngày|hôm nay|ngày mai|hôm sau|hôm qua|nay|mai|qua)(?![\p{L}])`,
  'giu',
)
const relativeDate = new RegExp(
  String.raw`(?<![\p{L}])(?:(?:ngày và )?(?<part>${PART}|ngày)\s)?(?<rel>hôm nay|ngày mai|hôm qua|nay|mai|qua)(?![\p{L}])(?:,?\s?(?:\(\s?(?:ngày )?${date('A', '/.-')}\s?\)|(?:ngày )?${date('B', '/-')}))?`,
  'giu',
)
const dayRange = new RegExp(
  String.raw`(?<![\p{L}])ngày (?<d0>\d{1,2})\s?(?:-|đến|tới|và|,)\s?(?:hết )?(?:ngày )?(?<d1>\d{1,2})\s?[/.-]\s?(?<mo1>\d{1,2})(?:\s?[/.-]\s?(?<y1>\d{4}))?(?![\d/])`,
  'giu',
)
const namedDate = new RegExp(
  String.raw`(?<![\p{L}])(?:(?<part>${PART})(?: và (?:đêm|ngày|tối))?,? )?(?:hết )?ngày (?:và đêm )?${date('A', '/.-')}`,
  'giu',
)
const partDate = new RegExp(String.raw`(?<![\p{L}])(?<part>${PART})(?: và đêm)? ${date('A', '/')}`, 'giu')
const fullDate =
  /(?<![\d/.-])(?<dA>\d{1,2})\s?(?<mark>[/.-])\s?(?<moA>\d{1,2})\s?\k<mark>\s?(?<yA>(?:19|20)\d{2})(?![\d/-])/giu
const bareDate = /(?<=(?:từ|đến|hết|\()\s?)(?<dA>\d{1,2})\/(?<moA>\d{1,2})(?![\d/])/giu
const hourOnly = new RegExp(
  String.raw`(?<=(?:^|[\s(:])(?:lúc|hồi|từ|đến|tới|khoảng)[\s:]{1,3}|^|\()${HOUR}(?![\p{L}\d/]|\s?(?:tới|qua|tiếp|liền|vừa|trong|sau|liên|đồng hồ|trước))`,
  'giu',
)
/** "từ nay đến ngày 06/9" begins on the day of issue */
const fromNow = /(?<=(?<![\p{L}])từ )(?<rel>nay)(?= (?:cho )?(?:đến|tới|-))/giu
const window =
  /(?<![\d.,/-])(?<a>\d{1,3})(?:\s?(?:h|giờ|ngày)?\s?(?:-|đến|tới)\s?(?<b>\d{1,3}))?\s?(?<u>h|giờ|tiếng|ngày)\s?(?<dir>vừa qua|qua|tới|tiếp theo|sắp tới|tiếp)(?![\p{L}])/giu

const relativeDays: Record<string, number> = {
  nay: 0,
  'hôm nay': 0,
  'cùng ngày': 0,
  mai: 1,
  'ngày mai': 1,
  'hôm sau': 1,
  qua: -1,
  'hôm qua': -1,
}

const int = (s: string | undefined) => (s === undefined ? null : Number(s))

/** A moment from the named groups of a match; null where it is no time of a clock or calendar. */
function momentOf(g: Record<string, string | undefined>): Moment | null {
  const hour = int(g.h)
  const minute = int(g.m1 ?? g.m2 ?? g.m3) ?? 0
  const day = int(g.dA ?? g.dB ?? g.d1)
  const month = int(g.moA ?? g.mwA ?? g.moB ?? g.mwB ?? g.mo1)
  const year = int(g.yA ?? g.ywA ?? g.yB ?? g.ywB ?? g.y1)
  if (hour !== null && (hour > 24 || minute > 59 || (hour === 24 && minute > 0))) return null
  if (
    day !== null &&
    (day < 1 || month === null || month < 1 || month > 12 || day > lastDayOfMonth(year ?? 2024, month))
  )
    return null
  const said = g.rel?.toLowerCase()
  return {
    hour,
    minute,
    day,
    month,
    year,
    relative: day === null && said !== undefined ? (relativeDays[said] ?? null) : null,
    part: g.part?.toLowerCase() ?? null,
    gmt: /^(?:GMT|UTC)$/iu.test(g.zone ?? ''),
  }
}

/** All times a text names, in their order, none inside another. */
export function scanTimes(text: string): TimeToken[] {
  const found: TimeToken[] = []
  const taken = new Uint8Array(text.length)
  const take = (start: number, end: number, token: TimeToken) => {
    for (let i = start; i < end; i++) if (taken[i]) return
    taken.fill(1, start, end)
    found.push(token)
  }
  for (const m of text.matchAll(window)) {
    const g = m.groups ?? {}
    const a = Number(g.a)
    const b = g.b === undefined ? null : Number(g.b)
    const days = g.u === 'ngày'
    const past = /qua$/iu.test(g.dir ?? '')
    const end = m.index + m[0].length
    if (b !== null && b < a) continue
    // "trong 3-6 giờ tới" is the next hours, three to six of them; "24-48 giờ tới", "12-24 giờ tiếp theo" is from … to …
    const from = b === null || past ? 0 : /tiếp/iu.test(g.dir ?? '') || a >= 6 ? a : 0
    take(m.index, end, { start: m.index, end, kind: 'window', fromHours: from, toHours: b ?? a, days, past })
  }
  const moments = (pattern: RegExp, fit: (g: Record<string, string | undefined>, m: RegExpExecArray) => boolean) => {
    for (const m of text.matchAll(pattern)) {
      const g = m.groups ?? {}
      const moment = momentOf(g)
      const end = m.index + m[0].length
      if (moment && fit(g, m)) take(m.index, end, { start: m.index, end, kind: 'moment', moment })
    }
  }
  const always = () => true
  moments(hourDate, always)
  moments(hourRelative, always)
  moments(fromNow, always)
  for (const m of text.matchAll(dayRange)) {
    const g = m.groups ?? {}
    const to = momentOf(g)
    const from =
      to &&
      momentOf({
        ...g,
        d1: g.d0,
        mo1: Number(g.d0) > Number(g.d1) ? String(to.month === 1 ? 12 : (to.month ?? 1) - 1) : g.mo1,
      })
    const end = m.index + m[0].length
    if (from && to) take(m.index, end, { start: m.index, end, kind: 'range', from, to })
  }
  // "qua" and "mai" alone are other words: "đi qua", "sương mai"
  moments(
    relativeDate,
    g => g.part !== undefined || g.dA !== undefined || g.dB !== undefined || /ngày|hôm/iu.test(g.rel ?? ''),
  )
  moments(namedDate, always)
  moments(fullDate, always)
  moments(partDate, always)
  moments(bareDate, always)
  moments(hourOnly, always)
  found.sort((a, b) => a.start - b.start)
  return joinRanges(text, found)
}

const between = /^\)?,?\s?(?:-|(?:cho )?(?:đến|tới))\s?(?:hết |khoảng |lúc )?(?:ngày )?$/iu
const beforeRange = /(?:từ|trong khoảng|tính từ)\s?(?:khoảng |lúc |hồi )?$/iu

/** "từ 19h ngày 5/10 đến 7h ngày 6/10" is one range. */
function joinRanges(text: string, tokens: TimeToken[]): TimeToken[] {
  const out: TimeToken[] = []
  for (let i = 0; i < tokens.length; i++) {
    const a = tokens[i] as TimeToken
    const b = tokens[i + 1]
    const gap = b ? text.slice(a.end, b.start) : ''
    // "Đêm 19/10, sáng 20/10": two parts of days, one after the other
    const parts =
      a.kind === 'moment' &&
      b?.kind === 'moment' &&
      gap === ', ' &&
      [a.moment, b.moment].every(m => m.part !== null && m.hour === null)
    const joined =
      a.kind === 'moment' &&
      b?.kind === 'moment' &&
      between.test(gap) &&
      (beforeRange.test(text.slice(Math.max(0, a.start - 24), a.start)) || gap.trim() !== '-')
    if ((joined || parts) && a.kind === 'moment' && b?.kind === 'moment') {
      out.push({
        start: a.start,
        end: b.end,
        kind: 'range',
        from: withDayOf(a.moment, b.moment),
        to: withDayOf(b.moment, a.moment),
      })
      i++
    } else out.push(a)
  }
  return out
}

/** "từ 7h đến 19h ngày 8/10": the first hour is of the same day. */
function withDayOf(m: Moment, other: Moment): Moment {
  if (m.day !== null || m.relative !== null) return m
  return { ...m, day: other.day, month: other.month, year: other.year, relative: other.relative }
}
