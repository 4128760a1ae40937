import { isDay, isoDate, lastDayOfMonth } from './time.ts'

export type Recurrence = 'daily' | 'weekly' | 'monthly' | 'quarterly' | 'half-yearly' | 'yearly'

export type Deadline = {
  /** last day by which it is due, YYYY-MM-DD; null when the text names none, or names one that cannot be dated */
  date: string | null
  /** "HH:MM" on a Vietnamese clock, where the text gives an hour (công điện do) */
  time: string | null
  /** the wording as it stands, NFC; null when there is neither deadline nor recurrence */
  text: string | null
  recurs: Recurrence | null
  /** true when the year was not written and `options.year` was used */
  yearAssumed: boolean
}

type Moment = { end: number; first: string; last: string; assumed: boolean }

const quarterNumber: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, 1: 1, 2: 2, 3: 3, 4: 4 }

type Reader = { at: RegExp; read: (m: RegExpExecArray, year: number | undefined) => [string, string, boolean] | null }

const day = (y: number, m: number, d: number): [string, string, boolean] | null =>
  isDay(y, m, d) ? [isoDate(y, m, d), isoDate(y, m, d), false] : null

const months = (y: number, from: number, to: number, assumed = false): [string, string, boolean] | null =>
  from >= 1 && to <= 12 && from <= to && y > 0
    ? [isoDate(y, from, 1), isoDate(y, to, lastDayOfMonth(y, to)), assumed]
    : null

const withYear = (text: string | undefined, year: number | undefined) => (text ? Number(text) : (year ?? 0))

/** Ways of naming a day or a period, longest first. All are sticky and bounded: no reader can run away on odd input. */
const readers: Reader[] = [
  {
    at: /(?:ngày\s{0,3})?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)/iuy,
    read: m => day(Number(m[3]), Number(m[2]), Number(m[1])),
  },
  {
    at: /(?:ngày\s{0,3})?(\d{1,2})\s{1,3}tháng\s{1,3}(\d{1,2})\s{1,3}năm\s{1,3}(\d{4})(?!\d)/iuy,
    read: m => day(Number(m[3]), Number(m[2]), Number(m[1])),
  },
  {
    at: /(?:0?6|sáu)\s{1,3}tháng\s{1,3}(đầu|cuối)\s{1,3}năm(?:\s{1,3}(\d{4}))?(?!\d)/iuy,
    read: (m, year) => {
      const first = m[1]?.toLowerCase() === 'đầu'
      return months(withYear(m[2], year), first ? 1 : 7, first ? 6 : 12, !m[2])
    },
  },
  {
    at: /(0?9|chín|0?3|ba)\s{1,3}tháng\s{1,3}đầu\s{1,3}năm(?:\s{1,3}(\d{4}))?(?!\d)/iuy,
    read: (m, year) => months(withYear(m[2], year), 1, /9|chín/i.test(m[1] ?? '') ? 9 : 3, !m[2]),
  },
  {
    at: /(?:quý|q\.?(?=\s?(?:[1-4]|iv|i{1,3})\s?\/))\s{0,3}(iv|i{1,3}|[1-4])(?:(?:\s?[-–,]\s?|\s{1,3}(?:và|đến)\s{1,3})(?:quý\s{1,3})?(iv|i{1,3}|[1-4]))?(?:\s?[/,]\s?|\s{1,3}năm\s{1,3}|\s{1,3}|\s?-\s?)(\d{4})(?!\d)/iuy,
    read: m => quarters(Number(m[3]), m[1], m[2], false),
  },
  {
    at: /quý\s{0,3}(iv|i{1,3}|[1-4])(?![\p{L}\d])/iuy,
    read: (m, year) => quarters(year ?? 0, m[1], undefined, true),
  },
  {
    at: /tháng\s{0,3}(\d{1,2})(?:(?:\s?[-–,]\s?|\s{1,3}(?:và|đến)\s{1,3})(?:tháng\s{1,3})?(\d{1,2}))?(?:\s?[/-]\s?|\s{1,3}năm\s{1,3})(\d{4})(?!\d)/iuy,
    read: m => months(Number(m[3]), Number(m[1]), Number(m[2] ?? m[1])),
  },
  {
    at: /ngày\s{0,3}(\d{1,2})(?:\s?[/-]\s?|\s{1,3}tháng\s{1,3})(\d{1,2})(?![\d/])/iuy,
    read: (m, year) => {
      const d = day(year ?? 0, Number(m[2]), Number(m[1]))
      return d && [d[0], d[1], true]
    },
  },
  {
    at: /tháng\s{0,3}(\d{1,2})(?![\d/])(?!\s{1,3}(?:một\s{1,3})?lần)/iuy,
    read: (m, year) => months(year ?? 0, Number(m[1]), Number(m[1]), true),
  },
  {
    at: /(?:giai\s{1,3}đoạn|năm|các\s{1,3}năm)\s{1,3}(\d{4})\s?(?:[-–,]|đến(?:\s{1,3}năm)?)\s?(\d{4})(?!\d)/iuy,
    read: m =>
      Number(m[1]) <= Number(m[2]) ? [isoDate(Number(m[1]), 1, 1), isoDate(Number(m[2]), 12, 31), false] : null,
  },
  {
    at: /(?:cuối\s{1,3}|hết\s{1,3})?năm\s{1,3}(\d{4})(?!\d)(?!\s?[-–]\s?\d)/iuy,
    read: m => months(Number(m[1]), 1, 12),
  },
  {
    at: /(\d{4})\s?[-–]\s?(\d{4})(?!\d)/uy,
    read: m => (plausible(m[1]) && plausible(m[2]) ? [`${m[1]}-01-01`, `${m[2]}-12-31`, false] : null),
  },
  { at: /(20\d{2})(?![\d/.])/uy, read: m => months(Number(m[1]), 1, 12) },
]

const plausible = (text: string | undefined) => Number(text) >= 1990 && Number(text) <= 2100

function quarters(year: number, from: string | undefined, to: string | undefined, assumed: boolean) {
  const a = quarterNumber[from?.toLowerCase() ?? ''] ?? 0
  const b = to ? (quarterNumber[to.toLowerCase()] ?? 0) : a
  return a && b ? months(year, a * 3 - 2, b * 3, assumed) : null
}

function readMoment(text: string, from: number, year: number | undefined): Moment | null {
  for (const { at, read } of readers) {
    at.lastIndex = from
    const m = at.exec(text)
    const span = m && read(m, year)
    if (m && span) return { end: from + m[0].length, first: span[0], last: span[1], assumed: span[2] }
  }
  return null
}

/** "Trước 15/5": a day without the word "ngày", read only after words that stand before nothing but a time. */
function readBareDay(text: string, from: number, year: number | undefined): Moment | null {
  const m = /^(\d{1,2})\s?\/\s?(\d{1,2})(?![\d/])/.exec(text.slice(from, from + 12))
  const span = m && day(year ?? 0, Number(m[2]), Number(m[1]))
  return m && span ? { end: from + m[0].length, first: span[0], last: span[1], assumed: true } : null
}

/**
 * Words that make a date a deadline, with what may stand between them and the date. A bare date in a sentence is not one:
 * it is mostly the date of a document that is cited.
 */
const cue =
  /(?<![\p{L}\d])(chậm\s{1,3}nhất(?:\s{1,3}là)?|muộn\s{1,3}nhất(?:\s{1,3}là)?|không\s{1,3}(?:muộn|chậm)\s{1,3}hơn|thời\s{1,3}hạn(?:\s{1,3}(?:hoàn\s{1,3}thành|thực\s{1,3}hiện|báo\s{1,3}cáo))?|thời\s{1,3}gian(?:\s{1,3}(?:hoàn\s{1,3}thành|thực\s{1,3}hiện))?|hạn(?:\s{1,3}chót)?|hoàn\s{1,3}thành|trước|trong|đến|xong|vào)\s{0,2}[:]?(?=\s)/giu
const filler =
  /(?:\s{1,3}|(?:thời\s{1,3}điểm|là|vào|lúc|hết|tuần\s{1,3}cuối|dịp\s{1,3}cuối|cuối|trong|trước|đến|khoảng|thời gian)(?=\s)|(\d{1,2})\s?(?:giờ|h|g|:)\s?(\d{2})?(?:\s?(?:phút|'))?(?:\s?,)?(?=\s))/iuy

type Found = { start: number; end: number; date: string | null; time: string | null; assumed: boolean; strong: boolean }

function skipFiller(text: string, from: number): { at: number; time: string | null; words: string } {
  let at = from
  let time: string | null = null
  for (let i = 0; i < 12; i++) {
    filler.lastIndex = at
    const m = filler.exec(text)
    if (!m || m[0] === '') break
    if (m[1] !== undefined && Number(m[1]) < 24 && Number(m[2] ?? 0) < 60)
      time = `${m[1].padStart(2, '0')}:${(m[2] ?? '00').padStart(2, '0')}`
    at += m[0].length
  }
  return { at, time, words: text.slice(from, at).toLowerCase() }
}

/** The day before the first day of a period: what "trước tháng 10/2025" leaves. */
function dayBefore(iso: string): string {
  return new Date(Date.parse(`${iso}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** A date inside the name of a strategy or programme ("Chiến lược … đến năm 2030, tầm nhìn đến năm 2045") is no deadline. */
const named =
  /(?:Chiến\s{1,3}lược|Chương\s{1,3}trình|Đề\s{1,3}án|Dự\s{1,3}án|Quy\s{1,3}hoạch|Kế\s{1,3}hoạch|Nghị\s{1,3}quyết|Quyết\s{1,3}định|Chỉ\s{1,3}thị|Kết\s{1,3}luận|chiến\s{1,3}lược|chương\s{1,3}trình|đề\s{1,3}án|quy\s{1,3}hoạch|mục\s{1,3}tiêu)(?![\p{L}])/u
const clauseStart =
  /(?:^|[.;:,(\-–]\s?|phấn\s{1,3}đấu\s{1,3}|từ\s{1,3}nay\s{1,3}|hoàn\s{1,3}thành\s{1,3}|xong\s{1,3}|đạt\s{1,3}|ngay\s{1,3})$/iu

function inName(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 300), start)
  if (/tầm\s{1,3}nhìn\s{0,3}$/iu.test(before)) return true
  if (clauseStart.test(before)) return false
  const sentence = before.slice(
    Math.max(before.lastIndexOf('. '), before.lastIndexOf(';'), before.lastIndexOf(':')) + 1,
  )
  return named.test(sentence)
}

function findDates(text: string, year: number | undefined): Found[] {
  const found: Found[] = []
  for (const m of text.matchAll(cue)) {
    const start = m.index
    const last = found.at(-1)
    if (last && start < last.end) continue
    const { at, time, words } = skipFiller(text, start + m[0].length)
    const word = m[1]?.toLowerCase() ?? ''
    const moment =
      readMoment(text, at, year) ?? (/trước|nhất|hơn|hạn/.test(word + words) ? readBareDay(text, at, year) : null)
    if (!moment) continue
    const before = word === 'trước' || /trước/.test(words)
    const single = moment.first === moment.last
    const strong = before || single || !/^(trong|đến|vào)$/.test(word)
    // "vào quý IV năm 2028" is a time to come; "vào năm 2020" mostly tells of the past.
    if (word === 'vào' && !single && (moment.assumed || year === undefined || Number(moment.last.slice(0, 4)) < year))
      continue
    if (!strong && word !== 'vào' && inName(text, start)) continue
    if (
      word === 'đến' &&
      /(?:từ|tính)(?:\s{1,3}ngày)?\s[^.;]{0,24}$/iu.test(text.slice(Math.max(0, start - 30), start)) &&
      single &&
      /tính\s/iu.test(text.slice(Math.max(0, start - 30), start))
    )
      continue
    const date = before && !single && !/hết|cuối/.test(words) ? dayBefore(moment.first) : moment.last
    // "hoàn thành trước ngày …": the wording of the deadline begins at "trước"
    const inner = /^(?:hoàn|xong)/.test(word) ? /(?:trước|trong|đến|vào)(?=\s)/iu.exec(text.slice(start, at)) : null
    found.push({ start: start + (inner?.index ?? 0), end: moment.end, date, time, assumed: moment.assumed, strong })
  }
  return found
}

/** Terms counted from an event: kept as words, never turned into a date we would have to invent. */
const relative =
  /(?<![\p{L}\d])(?:trong\s{1,3}(?:(?:thời\s{1,3}(?:hạn|gian)|vòng)\s{1,3})?|chậm\s{1,3}nhất\s{1,3}(?:là\s{1,3})?|sau\s{1,3})\d{1,3}\s{1,3}(?:ngày|giờ|tháng|tuần)(?:\s{1,3}làm\s{1,3}việc)?(?:,?\s{1,3}(?:kể|tính)?\s{0,3}(?:từ|sau)\s[^.;,]{0,80})?/iu

const recurring: [Recurrence, RegExp][] = [
  [
    'daily',
    /(?<![\p{L}\d])(?:(?<!đời sống |sinh hoạt )h[ằà]ng\s{1,3}ngày|mỗi\s{1,3}ngày|\d{1,2}\s{1,3}lần\s?\/\s?ngày)(?!\p{L})/iu,
  ],
  [
    'weekly',
    /(?<![\p{L}\d])(?:h[ằà]ng\s{1,3}tuần|mỗi\s{1,3}tuần|định\s{1,3}kỳ\s{1,3}(?:0?1\s{1,3})?tuần|\d{1,2}\s{1,3}lần\s?\/\s?tuần)(?!\p{L})/iu,
  ],
  [
    'monthly',
    /(?<![\p{L}\d])(?:h[ằà]ng\s{1,3}tháng|mỗi\s{1,3}tháng|định\s{1,3}kỳ\s{1,3}(?:0?1\s{1,3})?tháng|0?1\s{1,3}lần\s?\/\s?tháng)(?!\p{L})/iu,
  ],
  [
    'quarterly',
    /(?<![\p{L}\d])(?:h[ằà]ng\s{1,3}quý|mỗi\s{1,3}quý|tháng\s{1,3}(?:cuối|đầu)\s{1,3}(?:của\s{1,3})?(?:mỗi\s{1,3})?quý(?!\s{1,3}[IV\d])|định\s{1,3}kỳ\s{1,3}(?:0?1\s{1,3})?quý|(?:định\s{1,3}kỳ|mỗi)\s{1,3}(?:0?3|ba)\s{1,3}tháng|0?1\s{1,3}lần\s?\/\s?quý|(?:0?4|bốn)\s{1,3}lần\s?\/\s?năm)(?!\p{L})/iu,
  ],
  [
    'half-yearly',
    /(?<!\d)(?:0?6|sáu)\s{1,3}tháng[^.;\n\d]{0,30}\d{1,2}\/\d{1,2}[^.;\n\d]{0,12}(?:0?1|một)\s{1,3}năm(?!\s{1,3}\d)|báo\s{1,3}cáo\s{1,3}(?:sơ\s{1,3}kết\s{1,3})?(?:0?6|sáu)\s{1,3}tháng(?:\s{1,3}đầu\s{1,3}năm)?\)?[^.;()\n]{0,40}\(?báo\s{1,3}cáo\s{1,3}(?:tổng\s{1,3}kết\s{1,3})?năm(?!\s{1,3}\d)|(?<![\d/])\d{1,2}\s?\/\s?\d{1,2}\s{1,3}(?:và|,)\s{1,3}(?:trước\s{1,3})?(?:ngày\s{1,3})?\d{1,2}\s?\/\s?\d{1,2}\s{1,3}h[ằà]ng\s{1,3}năm|(?<![\p{L}\d])(?:(?:định\s{1,3}kỳ|h[ằà]ng|mỗi)\s{1,3}(?:0?6|sáu)\s{1,3}tháng|(?:0?6|sáu)\s{1,3}tháng(?:\s?\/\s?lần|\s{1,3}(?:một|0?1)\s{1,3}lần|,?\s{1,3}(?:và\s{1,3})?(?:0?1\s{1,3})?(?:h[ằà]ng\s{1,3})?năm(?!\s{1,3}\d))|(?:0?2|hai)\s{1,3}lần\s?\/\s?năm)(?!\p{L})/iu,
  ],
  [
    'yearly',
    /(?<![\p{L}\d])(?:h[ằà]ng\s{1,3}năm|mỗi\s{1,3}năm|định\s{1,3}kỳ\s{1,3}(?:0?1\s{1,3}|một\s{1,3})?năm|(?:0?1|một)\s{1,3}lần\s?\/\s?năm)(?!\p{L})/iu,
  ],
]

/** The first date of a document's recurring order, e.g. "trước ngày 15/6 hằng năm": kept in words beside the recurrence. */
const dayOfRecurrence =
  /(?:trước\s{1,3}|chậm\s{1,3}nhất\s{1,3}(?:là\s{1,3})?|vào\s{1,3})(?:\d{1,2}\s?(?:giờ|h)\s?(?:\d{2}\s?(?:phút)?\s?)?)?(?:ngày\s{1,3}(?:mùng\s{1,3}|mồng\s{1,3})?\d{1,2}(?:\s?\/\s?\d{1,2})?(?:\s{1,3}của)?(?:\s{1,3}(?:của\s{1,3})?tháng\s{1,3}(?:cuối|đầu|sau)(?:\s{1,3}(?:của\s{1,3})?(?:mỗi\s{1,3})?quý)?)?\s{0,3},?\s{0,3})?$/iu

function findRecurrence(text: string): { recurs: Recurrence; start: number; end: number } | null {
  for (const [recurs, pattern] of recurring) {
    const m = pattern.exec(text)
    if (!m) continue
    const lead = dayOfRecurrence.exec(text.slice(Math.max(0, m.index - 80), m.index))
    return { recurs, start: m.index - (lead?.[0].length ?? 0), end: m.index + m[0].length }
  }
  return null
}

/** A table cell or a heading that is nothing but a time: "Tháng 11-12/2025", "Quý III/2026", "Năm 2026", "30/6/2025". */
function wholeMoment(text: string, year: number | undefined): Found | null {
  const from = /^[\s(]*(?:(?:cuối|hết|xong|trong)\s{1,3}(?=quý|tháng|năm))?/iu.exec(text)?.[0].length ?? 0
  const bare = /^[\s(]*T?\.?(\d{1,2})\s?\/\s?(20\d{2})[\s.;,)]*$/u.exec(text)
  const month = bare && months(Number(bare[2]), Number(bare[1]), Number(bare[1]))
  if (bare && month) return { start: 0, end: text.length, date: month[1], time: null, assumed: false, strong: true }
  const moment = readMoment(text, from, year)
  if (!moment || !/^[\s.;,)]*$/.test(text.slice(moment.end))) return null
  const start = /^[\s(]*/.exec(text)?.[0].length ?? 0
  return { start, end: moment.end, date: moment.last, time: null, assumed: moment.assumed, strong: true }
}

/**
 * Finds the deadline and the recurrence in the wording of a task ("trước ngày 30/6/2025", "trong quý III/2026",
 * "đến năm 2030", "Tháng 11-12/2025", "định kỳ 6 tháng"). A period is due on its last day; "trước" a month, quarter or year
 * means the day before it begins; "trước ngày" keeps the day itself, as clerks count it. `options.year` is used only where
 * the text has a day, month or quarter without a year. Where several stand, the most exact wins, then the first.
 * The most frequent recurrence wins ("6 tháng, năm" → half-yearly). It never invents: no cue, no date.
 */
export function parseDeadline(text: string, options: { year?: number } = {}): Deadline {
  const nfc = text.slice(0, 20_000).normalize('NFC')
  const found = datesIn(nfc, options.year)
  const recurrence = findRecurrence(nfc)
  const usable = recurrence ? found.filter(f => !f.assumed) : found
  const best = usable.find(f => f.strong) ?? usable[0]
  const term = best ? null : relative.exec(nfc)
  const words = best
    ? nfc.slice(best.start, best.end)
    : recurrence
      ? nfc.slice(recurrence.start, recurrence.end)
      : (term?.[0] ?? null)
  return {
    date: best?.date ?? null,
    time: best?.time ?? null,
    text: words?.trim() ?? null,
    recurs: recurrence?.recurs ?? null,
    yearAssumed: best?.assumed ?? false,
  }
}

function datesIn(nfc: string, year: number | undefined): Found[] {
  const whole = wholeMoment(nfc, year)
  if (whole) return [whole]
  const found = findDates(nfc, year)
  if (found.length > 0) return found
  // "Tổ chức tiêm bổ sung: Tháng 4-5/2026." – what stands behind the last colon is nothing but a time.
  const colon = nfc.lastIndexOf(': ')
  const tail = colon < 0 ? null : wholeMoment(nfc.slice(colon + 2), year)
  return tail && !inName(nfc, colon) ? [{ ...tail, start: tail.start + colon + 2, end: tail.end + colon + 2 }] : []
}

/**
 * Every deadline in the wording of a task, in order: "sơ kết trước ngày 20/6/2026, tổng kết trước ngày 10/12/2026" gives two. The one
 * `parseDeadline` answers with is among them.
 */
export function parseDeadlines(
  text: string,
  options: { year?: number } = {},
): { date: string; text: string; yearAssumed: boolean }[] {
  const nfc = text.slice(0, 20_000).normalize('NFC')
  return datesIn(nfc, options.year).flatMap(f =>
    f.date === null ? [] : [{ date: f.date, text: nfc.slice(f.start, f.end).trim(), yearAssumed: f.assumed }],
  )
}
