import type { Sentence } from './clean-text.ts'
import { NAME } from './names.ts'
import type { BulletinTemperature, BulletinTime, Quake, SaltReach, StormPoint } from './parsed-bulletin.ts'
import { NUMBER, readFigure } from './read-number.ts'
import type { PlacedTime } from './read-water.ts'

const POSITION = String.raw`(?<lat>\d{1,2}(?:[.,]\d{1,3})?)\s?(?:độ|°|º)?\s?(?:vĩ\s?)?(?:độ\s)?(?:Bắc|N)\s?[;,-]?\s?(?:và\s)?(?<lon>\d{2,3}(?:[.,]\d{1,3})?)\s?(?:độ|°|º)?\s?(?:kinh\s?)?(?:độ\s)?(?:Đông|E)(?![\p{L}])`
const position = new RegExp(POSITION, 'giu')
const wind = /(?<!giật |giật đến )cấp\s?(?<a>\d{1,2})(?:\s?(?:-|đến|,\s?cấp)\s?(?<b>\d{1,2}))?(?![\d.,]\d|\p{L})/iu
const gust = /giật\s?(?:trên\s)?(?:đến\s)?cấp\s?(?<a>\d{1,2})(?:\s?(?:-|đến|,\s?cấp)\s?(?<b>\d{1,2}))?/iu

/** Positions of a storm with the wind near them. */
export function readStorm(text: string, times: readonly PlacedTime[], issued: number | null): StormPoint[] {
  const found = [...text.matchAll(position)]
  return found.flatMap((m, i): StormPoint[] => {
    const lat = readFigure(m.groups?.lat ?? '', 'm')
    const lon = readFigure(m.groups?.lon ?? '', 'm')
    if (lat === null || lon === null || lat > 40 || lon < 90 || lon > 180) return []
    const end = m.index + m[0].length
    const stop = Math.min(found[i + 1]?.index ?? text.length, end + 420)
    const previous = found[i - 1]
    const from = previous ? previous.index + previous[0].length : 0
    const time = times.filter(t => t.at !== null && t.end <= m.index && t.start >= from).at(-1) ?? null
    const after = text.slice(end, stop)
    const w = wind.exec(after)
    const g = gust.exec(after)
    const low = w ? Number(w.groups?.a) : null
    const at: BulletinTime = time?.at ?? null
    const strong = low !== null && low >= 3 && low <= 18
    return [
      {
        at,
        lat,
        lon,
        windMin: strong ? low : null,
        windMax: strong ? Number(w?.groups?.b ?? low) : null,
        gustMax: g ? Number(g.groups?.b ?? g.groups?.a) : null,
        observed: issued !== null && at !== null && at.length > 10 ? Date.parse(at) <= issued : i === 0,
        span: [m.index, end],
      },
    ]
  })
}

const magnitude = /(?:độ lớn|cường độ|magnitude|M\s?=)\s?(?:là\s)?(?<m>\d(?:[.,]\d)?)(?!\d)/giu
const depth = /(?:độ sâu(?: chấn tiêu)?|chấn tiêu)\s?(?:khoảng|là|:)*\s?(?<d>\d{1,3}(?:[.,]\d{1,2})?)\s?km/iu
const where =
  /(?:xảy ra (?:tại|ở)|tại)\s(?:khu vực\s)?(?<p>(?:(?:xã|phường|huyện|thị xã|thành phố|tỉnh|khu vực|vùng biển|ngoài khơi|biên giới)\s)[^.(\n]{2,120})/iu

/** Earthquakes, each with its place, depth and hour in Hà Nội. */
export function readQuakes(text: string, times: readonly PlacedTime[]): Quake[] {
  return [...text.matchAll(magnitude)].flatMap((m): Quake[] => {
    const value = readFigure(m.groups?.m ?? '', 'm')
    if (value === null || value > 9.9 || value < 0.1) return []
    const around = text.slice(Math.max(0, m.index - 220), m.index + 420)
    if (!/động đất/iu.test(around)) return []
    const after = text.slice(m.index, m.index + 420)
    const p = new RegExp(POSITION, 'iu').exec(after)
    const d = depth.exec(after)
    const time = times.filter(t => t.at !== null && t.end <= m.index && m.index - t.end < 160).at(-1)
    return [
      {
        at: time?.at ?? null,
        magnitude: value,
        lat: p ? readFigure(p.groups?.lat ?? '', 'm') : null,
        lon: p ? readFigure(p.groups?.lon ?? '', 'm') : null,
        depthKm: d ? readFigure(d.groups?.d ?? '', 'm') : null,
        place: where.exec(after)?.groups?.p?.trim() ?? null,
        span: [m.index, m.index + m[0].length],
      },
    ]
  })
}

const degrees = new RegExp(
  String.raw`nhiệt độ (?<which>cao nhất|thấp nhất|trung bình)[^.;\d]{0,50}?(?<bound>trên |dưới )?(?:từ )?(?<a>-?${NUMBER})(?:\s?(?:-|đến)\s?(?<b>-?${NUMBER}))?\s?(?:°\s?C|º\s?C|oC|độ(?:\s?C)?)(?![\p{L}])`,
  'giu',
)
const whichOf: Record<string, BulletinTemperature['which']> = {
  'cao nhất': 'highest',
  'thấp nhất': 'lowest',
  'trung bình': 'mean',
}

/** Temperatures over regions. */
export function readTemperatures(
  sentences: readonly Sentence[],
  times: readonly PlacedTime[],
  issued: number | null,
): BulletinTemperature[] {
  return sentences.flatMap(s =>
    [...s.text.matchAll(degrees)].flatMap((m): BulletinTemperature[] => {
      const a = signed(m.groups?.a)
      const b = m.groups?.b === undefined ? null : signed(m.groups.b)
      if (a === null) return []
      const own = times.filter(t => t.start >= s.start && t.end <= s.start + m.index)
      const time = own.find(t => t.from !== null) ?? own.at(-1) ?? null
      const at = time?.to ?? time?.at ?? null
      const p = new RegExp(
        String.raw`(?:khu vực|[Ởở]|[Tt]ại|tỉnh|vùng)\s(?<p>(?:(?:các tỉnh|vùng núi|phía|đồng bằng|trung du|Bắc|Nam|Đông|Tây|từ|đến|và|khu vực|đông|tây|bắc|nam|ven biển|miền núi)\s|${NAME}[\s,-]{1,3}){1,12})`,
        'u',
      ).exec(`${s.text.slice(0, m.index)} `)
      return [
        {
          place: p?.groups?.p?.replace(/[\s,-]+$/u, '').trim() ?? null,
          which: whichOf[(m.groups?.which ?? '').toLowerCase()] ?? 'highest',
          from: time?.from ?? time?.at ?? null,
          to: time?.to ?? time?.at ?? null,
          min: /dưới/iu.test(m.groups?.bound ?? '') ? null : a,
          max: b ?? (/dưới/iu.test(m.groups?.bound ?? '') ? a : /trên/iu.test(m.groups?.bound ?? '') ? null : a),
          observed:
            issued !== null && at !== null && at.length > 10
              ? Date.parse(at) <= issued
              : /đã (?:có|xảy ra)|hôm qua|hiện trạng/iu.test(s.text),
          span: [s.start + m.index, s.start + m.index + m[0].length],
        },
      ]
    }),
  )
}

const signed = (s: string | undefined): number | null => {
  const n = readFigure((s ?? '').replace('-', ''), 'm')
  return n === null ? null : s?.startsWith('-') ? -n : n
}

const salt = new RegExp(String.raw`(?<a>${NUMBER})\s?(?:-|đến)?\s?(?<b>${NUMBER})?\s?km`, 'giu')
const boundary = /(?<![\d.,])(?<b>[14])\s?(?:‰|g\/l|phần nghìn)/giu

/** How far the 1 ‰ and 4 ‰ boundaries reach up the rivers. */
export function readSalt(sentences: readonly Sentence[]): SaltReach[] {
  const out: SaltReach[] = []
  let which: 1 | 4 | null = null
  for (const s of sentences) {
    const marks = [...s.text.matchAll(boundary)]
    if (marks.length > 0) which = Number(marks[0]?.groups?.b) === 1 ? 1 : 4
    if (which === null || !/mặn|ranh|phạm vi|sông/iu.test(s.text)) continue
    for (const m of s.text.matchAll(salt)) {
      const wide = s.text.slice(Math.max(0, m.index - 60), m.index)
      if (/so với|cao hơn|thấp hơn|sâu hơn|cách biển[^.;]{0,20}$/iu.test(wide.slice(-34))) continue
      const mark = marks.filter(x => x.index < m.index).at(-1)
      const a = readFigure(m.groups?.a ?? '', 'm')
      const b = m.groups?.b === undefined ? null : readFigure(m.groups.b, 'm')
      if (a === null) continue
      const river =
        [...s.text.slice(0, m.index).matchAll(new RegExp(String.raw`[Ss]ông (?<n>${NAME})`, 'gu'))].at(-1)?.groups?.n ??
        null
      out.push({
        river: river?.trim() ?? null,
        boundary: mark ? (Number(mark.groups?.b) === 1 ? 1 : 4) : which,
        minKm: a,
        maxKm: b ?? a,
        span: [s.start + m.index, s.start + m.index + m[0].length],
      })
    }
  }
  return out
}
