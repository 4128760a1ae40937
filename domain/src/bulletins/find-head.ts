import { localParts, localToInstant, toLocalIso } from '@tusom/vi-text'
import { type Moment, scanTimes, type TimeToken } from './scan-times.ts'
import { TimeReader } from './time-reader.ts'

export type Head = {
  title: string | null
  number: string | null
  issuer: string | null
  issued: number | null
  nextAt: string | null
  reader: TimeReader
  warnings: string[]
  /** lines that speak of issue and next bulletin: their times are of no reading */
  taken: [number, number][]
}

const titleStart =
  /^(?:["“(]\s?)?(?:(?:bản )?tin(?!\s+(?:phát|tiếp|sau|từ|tức|cũ|mới|liên|nhắn|về từ))(?=[\s:])|thông báo (?:tin )?(?:động đất|cấp|sóng thần|tình hình)|cảnh báo (?!cấp độ)|dự báo (?!cấp độ))/iu
const issuedLine =
  /(?:tin|bản tin|thông báo)?\s?(?:được )?(?:phát (?:hành |tin |đi )?(?:vào )?(?:lúc|hồi|ngày)|phát lúc|ban hành lúc|phát hành:|thời gian (?:phát|ban hành)(?: tin| bản tin)?|giờ ban hành|phát tin lúc)\s?:?\s?/giu
const nextLine =
  /(?:bản )?tin(?: (?:sẽ|được|phát|ban hành|cập nhật|cảnh báo|dự báo|khẩn cấp|lũ|mưa|lớn|bão)){0,5} (?:tiếp theo|kế tiếp|sau)(?:[^.\n\d]{0,60})/giu
const place = /(?:^|\n)\s?\p{Lu}[\p{L} .]{1,30}, ?(?:lúc [^\n,]{2,12}, ?)?ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})/giu
const numberLine = /(?:^|\n)\s?(?:số|số hiệu|số tin)\s?:\s?([^\n|]{2,60})/iu
const codeLine = /(?:^|\n)\s?([A-ZĐ]{2,8}(?:[-/][A-ZĐ0-9h]{1,12}){1,4})(?=\s|$)/u

const issuers: readonly RegExp[] = [
  /đài (?:khí tượng,? (?:- )?(?:thủy|thuỷ) văn|kttv)(?: (?:tỉnh|thành phố|tp\.?|khu vực))?/giu,
  /trung tâm dự báo (?:khí tượng,? (?:- )?(?:thủy|thuỷ) văn|kttv)(?: (?:quốc gia|trung ương))?/giu,
  /trung tâm (?:quốc gia )?báo tin động đất và cảnh báo sóng thần(?:\s?[-,(]\s?viện (?:vật lý địa cầu|các khoa học trái đất))?/giu,
  /viện (?:vật lý địa cầu|các khoa học trái đất)/giu,
  /(?:chi )?cục (?:lâm nghiệp và kiểm lâm|kiểm lâm|lâm nghiệp|khí tượng,? (?:thủy|thuỷ) văn)(?: (?:tỉnh|vùng|thành phố))?/giu,
  /sở nông nghiệp và môi trường(?: (?:tỉnh|thành phố))?/giu,
]
const ownName = /^ \p{Lu}[\p{L}]*(?:[ -]\p{Lu}[\p{L}]*){0,3}/u
const notOfName = /\s(?:TIN|BẢN|SỐ|CỘNG|ĐỘC|Tin|Bản|Số|Cộng|Hà Nội,|Hiện|Dự|Theo|Cảnh)(?![\p{L}]).*$/u

/** The body that speaks: the most local of those in the head or the foot, else the first named. */
function findIssuer(text: string): string | null {
  // the name of the body may be broken over lines, the place after it not: "CHI CỤC KIỂM LÂM TỈNH QUẢNG NINH / THÔNG BÁO"
  const flat = text.replace(/\n/g, ' ')
  for (const [from, to] of [
    [0, 700],
    [Math.max(0, text.length - 500), text.length],
    [0, text.length],
  ] as const)
    for (const pattern of issuers) {
      const all = [...flat.slice(from, to).matchAll(pattern)].map(m => {
        const end = from + m.index + m[0].length
        const takesName = /tỉnh|phố|tp\.?|khu vực|vùng|văn|kttv/iu.test(m[0])
        const name = takesName ? (ownName.exec(text.slice(end, end + 60))?.[0] ?? '') : ''
        return `${m[0]}${name.replace(notOfName, '')}`.trim()
      })
      // "Đài KTTV khu vực Đông Bắc / Đài KTTV tỉnh Lạng Sơn": the second issued it
      const found = all.find(x => /tỉnh|thành phố|tp\.?\s/iu.test(x)) ?? all[0]
      if (found) return found
    }
  return null
}

/** The title: the line that begins with "TIN …", "BẢN TIN …", joined with the capital lines after it. */
function findTitle(text: string): string | null {
  const lines = text.split('\n').slice(0, 60)
  const shouted = (s: string) => /\p{Lu}{2}/u.test(s) && !/\p{Ll}{2}/u.test(s)
  const isTitle = (l: string, i: number) =>
    titleStart.test(l.replace(/^\|\s?/, '')) &&
    l.length < 500 &&
    !/phát lúc/iu.test(l.slice(0, 30)) &&
    // a sentence of the text may begin with the same words
    (shouted(l) || i < 3 || /^(?:bản )?tin/iu.test(l)) &&
    !(/[.;]$/u.test(l) && !shouted(l))
  const start = lines.findIndex(isTitle)
  if (start < 0) return null
  const own = (lines[start] as string).replace(/^\|\s?|\s?\|$/g, '')
  let title = own
  if (shouted(own))
    for (let i = start + 1; i < Math.min(lines.length, start + 5); i++) {
      const next = (lines[i] as string).replace(/^\|\s?|\s?\|$/g, '')
      if (
        !(shouted(next) || next.startsWith('(')) ||
        /^(?:\d|•|[-+*]|[IVX]+[.)]|SỐ|HIỆN TRẠNG|DIỄN BIẾN|DỰ BÁO,)/u.test(next)
      )
        break
      if (title.includes(next) || /^\((?:tin )?(?:được )?(?:phát|ban hành)/iu.test(next)) continue
      title += ` ${next}`
    }
  return title.replace(/\s+/g, ' ').trim().slice(0, 500)
}

const overlaps = (t: TimeToken, span: readonly [number, number]) => t.start < span[1] && t.end > span[0]
const noon = (y: number, m: number, d: number) => localToInstant(y, m, d, 12)

/** Who says it, when, and when again. `now` gives a date without a year its year where the bulletin has none at all. */
export function findHead(text: string, now: number | null): Head {
  const warnings: string[] = []
  const tokens = scanTimes(text)
  const taken: [number, number][] = []
  const spanAfter = (m: RegExpMatchArray): [number, number] => {
    const start = m.index ?? 0
    const end = start + m[0].length
    const stop = text.slice(end, end + 90).search(/\n(?!\s?\d)|[.;](?:\s|$)/u)
    return [start, end + (stop < 0 ? Math.min(90, text.length - end) : stop)]
  }
  const momentIn = (span: [number, number]): Moment | null => {
    const own = tokens.filter(t => t.kind === 'moment' && overlaps(t, span)) as Extract<TimeToken, { kind: 'moment' }>[]
    if (own.length === 0) return bareHour(text.slice(...span))
    const hour = own.find(t => t.moment.hour !== null)?.moment
    const day = own.find(t => t.moment.day !== null || t.moment.relative !== null)?.moment
    if (!hour) return day ?? null
    return hour.day !== null || hour.relative !== null || !day
      ? hour
      : { ...hour, day: day.day, month: day.month, year: day.year, relative: day.relative }
  }
  let next: Moment | null = null
  for (const m of text.matchAll(nextLine)) {
    const span = spanAfter(m)
    const moment = momentIn(span)
    if (moment) {
      next ??= moment
      taken.push(span)
    }
  }
  let issue: Moment | null = null
  for (const m of text.matchAll(issuedLine)) {
    const start = m.index
    if (taken.some(s => start < s[1] && start + m[0].length > s[0])) continue
    const span = spanAfter(m)
    const moment = momentIn(span)
    // a later "phát lúc" is another bulletin quoted; an hour is worth more than a day
    if (moment && (issue === null || (issue.hour === null && moment.hour !== null))) {
      issue =
        issue && moment.day === null ? { ...moment, day: issue.day, month: issue.month, year: issue.year } : moment
      taken.push(span)
    }
  }
  const signed = [...text.matchAll(place)].at(0)
  const signedDay: [number, number, number] | null = signed
    ? [Number(signed[3]), Number(signed[2]), Number(signed[1])]
    : null
  const dated = signedDay ?? firstFullDay(tokens, issue)
  const anchor = dated ? noon(...dated) : null
  if (issue && issue.day === null && issue.relative === null && signedDay)
    issue = { ...issue, day: signedDay[2], month: signedDay[1], year: signedDay[0] }
  let reader = new TimeReader(
    null,
    issue?.year && issue.month && issue.day ? noon(issue.year, issue.month, issue.day) : (anchor ?? now),
  )
  let issued = issue ? reader.instant(issue) : null
  if (issue && issued === null && issue.hour !== null && issue.day === null) {
    issued = afterLastReading(tokens, reader, issue, taken)
    if (issued !== null)
      warnings.push(
        `Bản tin chỉ ghi giờ phát ${two(issue.hour)}:${two(issue.minute)}; ngày phát suy từ giờ quan trắc gần nhất, cần xem lại.`,
      )
  }
  if (issued === null && issue === null && signedDay)
    warnings.push(
      `Bản tin chỉ ghi ngày ký ${two(signedDay[2])}/${two(signedDay[1])}/${signedDay[0]}, không ghi giờ phát.`,
    )
  else if (issued === null) warnings.push(noIssue(issue))
  else if (!dated && issue?.year === null && now !== null && anchor === null)
    warnings.push(`Bản tin không ghi năm; năm ${localParts(issued).year} là suy từ ngày nhận.`)
  reader = new TimeReader(
    issued,
    reader.instant({
      ...never,
      day: issue?.day ?? null,
      month: issue?.month ?? null,
      year: issue?.year ?? null,
      hour: 12,
    }) ??
      anchor ??
      now,
  )
  return {
    title: findTitle(text),
    number: (numberLine.exec(text)?.[1] ?? codeLine.exec(text)?.[1])?.trim() ?? null,
    issuer: findIssuer(text),
    issued,
    nextAt: next ? nextTime(next, reader, issued, warnings) : null,
    reader,
    warnings,
    taken,
  }
}

const never: Moment = {
  hour: null,
  minute: 0,
  day: null,
  month: null,
  year: null,
  relative: null,
  part: null,
  gmt: false,
}
const two = (n: number) => String(n).padStart(2, '0')

function noIssue(issue: Moment | null): string {
  if (issue === null) return 'Không thấy giờ phát bản tin.'
  if (issue.day !== null && issue.year === null)
    return `Giờ phát không có năm (${two(issue.hour ?? 0)}:${two(issue.minute)} ngày ${two(issue.day)}/${two(issue.month ?? 0)}): người đọc ghi năm.`
  if (issue.hour === null) return 'Bản tin chỉ ghi ngày phát, không ghi giờ.'
  return `Bản tin chỉ ghi giờ phát ${two(issue.hour)}:${two(issue.minute)}, không ghi ngày: người đọc ghi ngày.`
}

/** "phát lúc 10h00" without a cue that the scanner knows. */
function bareHour(line: string): Moment | null {
  const m = /(?<![\d/])(\d{1,2})\s?(?:h|g|giờ|:)\s?(\d{2})?(?!\d)/iu.exec(line)
  const hour = Number(m?.[1])
  const minute = Number(m?.[2] ?? 0)
  return m && hour <= 24 && minute <= 59 ? { ...never, hour, minute } : null
}

/** A day with its year that can be the day of issue: the last in time, because floods of old years are quoted too. */
function firstFullDay(tokens: readonly TimeToken[], issue: Moment | null): [number, number, number] | null {
  let best: [number, number, number] | null = null
  for (const t of tokens) {
    const list = t.kind === 'moment' ? [t.moment] : t.kind === 'range' ? [t.from, t.to] : []
    for (const m of list) {
      if (m.year === null || m.month === null || m.day === null) continue
      if (issue?.day === m.day && issue.month === m.month) return [m.year, m.month, m.day]
      if (best === null || noon(m.year, m.month, m.day) > noon(...best)) best = [m.year, m.month, m.day]
    }
  }
  return best
}

/** A bulletin is issued within the day after its last reading: the first such hour after it. */
function afterLastReading(
  tokens: readonly TimeToken[],
  reader: TimeReader,
  issue: Moment,
  taken: readonly [number, number][],
): number | null {
  const first = tokens.find(
    t => t.kind === 'moment' && t.moment.hour !== null && t.moment.day !== null && !taken.some(s => overlaps(t, s)),
  )
  const at = first?.kind === 'moment' ? reader.instant(first.moment) : null
  return at === null || issue.hour === null ? null : TimeReader.next(at - 1, issue.hour, issue.minute)
}

function nextTime(next: Moment, reader: TimeReader, issued: number | null, warnings: string[]): string | null {
  const written = next.day !== null || next.relative !== null ? reader.instant(next) : null
  const at =
    written ??
    (issued !== null && next.hour !== null && next.day === null
      ? TimeReader.next(issued, next.hour, next.minute)
      : null)
  if (at === null) {
    if (next.day !== null && next.hour === null)
      warnings.push('Bản tin chỉ ghi ngày của bản tin tiếp theo, không ghi giờ.')
    return null
  }
  if (issued !== null && at <= issued) {
    warnings.push('Giờ bản tin tiếp theo sớm hơn giờ phát: bỏ trống, cần xem lại.')
    return null
  }
  return toLocalIso(at)
}
