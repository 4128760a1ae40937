import type { Sentence } from './clean-text.ts'
import { NAME } from './names.ts'
import type { BulletinRain } from './parsed-bulletin.ts'
import { NUMBER, readFigure } from './read-number.ts'
import type { PlacedTime } from './read-water.ts'

const amount = new RegExp(
  String.raw`(?<![\d.,/])(?<bound>(?:trên|dưới|hơn|đến|>|<)\s?)?(?<a>${NUMBER})(?:\s?(?:mm)?\s?(?:-|đến|tới)\s?(?<b>${NUMBER}))?\s?mm(?<per>\s?/\s?(?:\d{1,2}\s?)?(?:h|giờ|đợt|ngày|24h))?(?![\p{L}\d])`,
  'giu',
)
const stationBefore = new RegExp(
  String.raw`(?:^|[\s,;:•+(-])(?:[Tt]rạm (?:đo mưa |thủy văn )?|[Tt]ại |[Tt]hủy điện |[Hh]ồ )?(?<name>${NAME})(?:\s?\((?<in>[^()\n]{2,40})\))?\s?(?::|là|đạt|-|mưa|lượng mưa)?\s?$`,
  'u',
)
const localWords = /(?:có nơi|cục bộ|một số nơi|nhiều nơi)(?:(?!lượng mưa|phổ biến)[^;:\d]){0,40}$/iu
const intensity = /cường (?:suất|độ)[^;.]{0,30}$/iu
const verbs =
  /\s(?:có mưa|đã có|tiếp tục|phổ biến|có tổng|tổng lượng|lượng mưa|với|từ \d|khoảng \d|như sau|mưa|dự báo|sẽ|đã|có khả năng|ghi nhận)(?![\p{L}])/iu
const pastWords =
  /đo được|giờ qua|đã có mưa|đã xảy ra|đêm qua|hôm qua|vừa qua|đã mưa|thực đo|ghi nhận|lượng mưa (?:tính )?từ [^.;]{0,160}(?:phổ biến|như|có nơi)/iu
const futureWords = /dự báo|tới|tiếp tục|khả năng|sẽ|ngày mai|đêm nay|cảnh báo|tiếp theo|từ nay/iu
const pastHeading = /^(?:[\d.)\s•-]*)(?:diễn biến|hiện trạng|thời tiết đã qua|tình hình|mưa đã qua)/iu
const futureHeading = /^(?:[\d.)\s•-]*)(?:dự báo|cảnh báo|nhận định)/iu

type Line = { place: string | null; observed: boolean; time: PlacedTime | null; region: BulletinRain | null }

/** Rain of prose: what fell at stations, what fell or is expected over regions. */
export function readRain(
  sentences: readonly Sentence[],
  times: readonly PlacedTime[],
  issued: number | null,
): BulletinRain[] {
  const out: BulletinRain[] = []
  const line: Line = { place: null, observed: false, time: null, region: null }
  for (const s of sentences) {
    if (s.text.includes('|')) continue
    const end = s.start + s.text.length
    const own = times.filter(t => t.start >= s.start && t.end <= end)
    if (s.lineStart && pastHeading.test(s.text)) Object.assign(line, { observed: true, time: null, place: null })
    else if (s.lineStart && futureHeading.test(s.text))
      Object.assign(line, { observed: false, time: null, place: null })
    if (pastWords.test(s.text)) line.observed = true
    else if (futureWords.test(s.text)) line.observed = false
    readSentence(s, own, issued, line, out)
    const last = rainTime(own)
    if (last) line.time = last
    if (!/mm/u.test(s.text) && /mưa|^[\s•*+-]/u.test(s.text) && !/sông|lũ/iu.test(s.text))
      line.place = placeIn(s.text) ?? line.place
  }
  return out
}

/** A window before an explicit range says less than the range: "Trong 24 giờ qua (từ 7 giờ … đến 7 giờ …)". */
const rainTime = (times: readonly PlacedTime[]): PlacedTime | null =>
  times.find(t => (t.from !== null || t.to !== null) && t.past === null) ??
  times.find(t => t.from !== null || t.past !== null) ??
  times[0] ??
  null

function readSentence(
  s: Sentence,
  own: readonly PlacedTime[],
  issued: number | null,
  line: Line,
  out: BulletinRain[],
): void {
  let from = 0
  let first = true
  for (const m of s.text.matchAll(amount)) {
    const g = m.groups ?? {}
    const before = s.text.slice(from, m.index)
    const wide = s.text.slice(Math.max(0, m.index - 80), m.index)
    const a = readFigure(g.a ?? '', 'mm')
    const b = g.b === undefined ? null : readFigure(g.b, 'mm')
    from = m.index + m[0].length
    if (a === null || intensity.test(wide) || (b !== null && b < a)) continue
    if (/^\s?\/\s?(?:\d{1,2}\s?)(?:h|giờ)/iu.test(g.per ?? '') && !/24/.test(g.per ?? '')) continue
    const span: [number, number] = [s.start + m.index, s.start + from]
    const over = /trên|hơn|>/iu.test(g.bound ?? '')
    const under = /dưới|</iu.test(g.bound ?? '')
    const upTo = /đến/iu.test(g.bound ?? '')
    if (localWords.test(before)) {
      // "có nơi trên 100mm như: …" opens a list of stations, it is no amount of a region
      if (line.region && !first) line.region.local = b ?? a
      else if (line.region && line.region.local === null && line.region.span[1] > s.start - 4)
        line.region.local = b ?? a
      first = false
      continue
    }
    const time = rainTime(own.filter(t => t.start < span[0])) ?? rainTime(own) ?? line.time
    const at = time?.to ?? time?.at ?? null
    const observed =
      time?.past ?? (issued !== null && at !== null && at.length > 10 ? Date.parse(at) <= issued : line.observed)
    const base = {
      from: time?.from ?? time?.at ?? null,
      to: time?.to ?? time?.at ?? null,
      unit: 'mm' as const,
      when: time?.when ?? null,
    }
    const station = b === null && !over && !under ? stationBefore.exec(before) : null
    if (station) {
      const after = new RegExp(String.raw`^\s?\((${NAME})\)`, 'u').exec(s.text.slice(from))
      const name = (station.groups?.name ?? '').trim()
      const start = s.start + m.index - before.length + before.lastIndexOf(name)
      out.push({
        ...base,
        place: name,
        min: a,
        max: a,
        local: null,
        observed: observed || !/dự báo|tới/iu.test(s.text),
        span: [start, after ? span[1] + after[0].length : span[1]],
      })
      line.region = null
    } else {
      const place =
        placeIn(before) ??
        (first ? (placeIn(s.text.slice(0, m.index)) ?? line.place) : (line.region?.place ?? line.place))
      line.region = {
        ...base,
        place,
        min: under || upTo ? null : a,
        max: under || upTo ? a : b,
        local: null,
        observed,
        span,
      }
      if (b === null && !over && !under && !upTo) line.region.max = a
      out.push(line.region)
      if (place !== null) line.place = place
    }
    first = false
  }
}

const capital = /\p{Lu}\p{L}/u

/** The place a stretch of text before an amount speaks of. */
function placeIn(text: string): string | null {
  const clause = text.replace(/\([^)]*\)/g, s => ' '.repeat(s.length))
  const cut = Math.max(clause.lastIndexOf(';'), clause.lastIndexOf(': '), clause.search(/[.!?] (?=\S[^.!?]*$)/u))
  const own = text.slice(cut < 0 ? 0 : cut + 1)
  for (const stretch of cut < 0 ? [own] : [own, text]) {
    const found = others.exec(stretch) ?? [...stretch.matchAll(anchored)].at(-1) ?? leading.exec(stretch)
    const phrase = found && trimPlace(stretch.slice(found.index + (found[1]?.length ?? 0)))
    if (phrase) return phrase
    // "Tuyên Quang, Thái Nguyên từ 20-50mm": names alone
    const names = trimPlace(stretch.replace(/^[\s,;:.•*+-]*(?:(?:riêng|còn|và|trong đó|ngoài ra)\s)*/iu, ''))
    if (names && /^(?:TP\.? ?|P\. ?)?\p{Lu}/u.test(names) && !sentenceStart.test(names)) return names
  }
  return null
}

const others =
  /((?:^|[\s,])(?:ở |tại )?)(?:các|những) (?:nơi|khu vực|tỉnh|vùng|địa phương) (?:khác|còn lại|trong tỉnh|trên)(?![\p{L}])/iu
const anchored =
  /((?:^|[\s,])(?:[Ởở]|[Tt]ại|[Tt]rên địa bàn)\s)(?=(?:các |khu vực |phía |từ |vùng |tỉnh |huyện |xã |hầu hết )*(?:TP\.? ?)?\p{Lu})/gu
const leading = /((?:^|[\s,])(?:riêng |còn )?)(?:các )?(?:khu vực|vùng|tỉnh|thành phố|xã|huyện)\s/iu
const sentenceStart =
  /^(?:Lượng|Tổng|Trong|Từ|Dự|Đêm|Ngày|Chiều|Cảnh|Hiện|Mưa|Do|Các|Riêng|Khu|Sáng|Tối|Tin|TIN|Bản|Đến|Vùng|Một|Nhiều|Có)(?![\p{L}])/u

function trimPlace(text: string): string | null {
  const stop = verbs.exec(text)
  const phrase = (stop ? text.slice(0, stop.index) : text)
    .replace(/^(?:[Cc]ác )?(?:[Kk]hu vực )(?=các |tỉnh |từ |phía |vùng |đồng bằng |trung du |miền |ven |\p{Lu})/u, '')
    .replace(/^(?:các )?tỉnh(?:,? thành phố)?\s/iu, '')
    .replace(/[\s,:;.(-]+$/u, '')
    .replace(/(?:\s(?:từ|là|khoảng|với|có|và))+$/u, '')
    .trim()
  if (phrase.length < 2 || phrase.length > 200 || /mm|^tỉnh$/iu.test(phrase)) return null
  return capital.test(phrase) || others.test(phrase) ? phrase : null
}
