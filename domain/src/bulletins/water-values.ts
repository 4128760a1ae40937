import { NAME } from './names.ts'
import { inMetres, NUMBER, readFigure, tidy } from './read-number.ts'

/** What is found in a sentence on water, in its order: who, how high, against which alarm. */
export type WaterToken = { start: number; end: number } & (
  | { kind: 'river'; name: string }
  /** `river`: "trạm Hữu Lũng (sông Trung)" */
  | { kind: 'station'; name: string; river: string | null }
  | { kind: 'level'; value: number | null; min: number | null; max: number | null }
  | { kind: 'alarm'; alarm: number; alarmTo: number | null; delta: number | null; relation: 'above' | 'below' | 'at' }
  | { kind: 'tense'; future: boolean }
)

const UNIT = String.raw`(?:m|cm|mét)(?![\p{L}³\d/]|\s?3)`
const BD = String.raw`(?:B\.?Đ\.?|báo động)(?:\s?\(\s?BĐ\s?\))?\s?(?:số |cấp |mức )?\s?[-.]?\s?(?<n>[123]|III|II|I|một|hai|ba)(?![\p{L}\d]|[.,]\d)(?:\s?\(\s?BĐ\s?[123]\s?\))?`
const numerals: Record<string, number> = { '1': 1, '2': 2, '3': 3, i: 1, ii: 2, iii: 3, một: 1, hai: 2, ba: 3 }

// no `i` flag where a name is meant: with it, \p{Lu} is any letter
const river = new RegExp(String.raw`(?<![\p{L}])[Ss]ông (?<name>${NAME})`, 'gu')
const station = new RegExp(
  String.raw`(?:(?<![\p{L}])(?:(?:[Tt]ại|[Ởở]) )?(?:[Tt]rạm|TV)[,:]?\s?(?:(?:[Tt]hủy|[Tt]huỷ|[Hh]ải) văn|[Qq]uan trắc|[Kk]hí tượng|đo)?[,:]?\s?(?<a>${NAME})|(?<![\p{L}])[Tt]ại (?<b>(?:Sông )?${NAME})|(?<![\p{L}])(?<c>hồ (?:chứa )?(?:thủy điện |thuỷ điện )?${NAME}))(?:\s?\(\s?[Ss]ông (?<r>${NAME})[^()\n]{0,30}\))?`,
  'gu',
)
const alarmAfter = new RegExp(
  String.raw`(?:(?<rel>trên|vượt(?: trên)?|cao hơn|lớn hơn|dưới|kém|thấp hơn|xấp xỉ|gần|ở|đạt|bằng|tương đương|tới|lên|xuống|còn|>|<)\s?(?:(?:ở )?(?:trên |dưới )?mức |cấp )?(?<rel2>trên |dưới )?)?${BD}(?:\s?(?:-|đến|và|tới)\s?(?:trên )?(?:mức )?(?:BĐ|báo động)\s?(?<to>[123]|III|II)(?![\p{L}\d]))?(?:\s?(?<sep>[-:(]|là|khoảng|từ|:\s?là|là từ)?\s?(?:khoảng |từ )?(?<sign>[+-])?(?<da>${NUMBER}(?:\s\d(?=\s?m))?)(?:\s?(?:-|đến)\s?(?<db>${NUMBER}))?\s?(?:(?<du>${UNIT})|(?=\))))?`,
  'giu',
)
const alarmBefore = new RegExp(
  String.raw`(?<rel>vượt|trên|cao hơn|dưới|kém|thấp hơn|\+|(?<!\d\s?)-)\s?(?:khoảng )?(?<da>${NUMBER})(?:\s?(?:-|đến)\s?(?<db>${NUMBER}))?\s?(?<du>${UNIT})\s?(?:so với|với) (?:mức |cấp )*${BD}`,
  'giu',
)
const record = new RegExp(
  String.raw`(?<rel>trên|vượt|cao hơn|dưới|thấp hơn|xấp xỉ|tương đương|bằng|đạt)\s?(?:mức |đỉnh )*lũ lịch sử(?: năm \d{4}| ngày [\d/-]{4,10})?(?:\s?\([^)\n]{1,24}\))?(?:\s?(?:là|khoảng|:|-|ở mức))*(?:\s?(?<da>${NUMBER})\s?(?<du>${UNIT}))?`,
  'giu',
)
const level = new RegExp(
  String.raw`(?<![\d.,/+-])(?<bound>(?:trên|dưới|hơn) )?(?:từ |khoảng )?(?<a>-?${NUMBER})(?:\s?(?:-|đến|tới)\s?(?<b>${NUMBER}))?\s?(?<u>${UNIT})`,
  'giu',
)
/** Lengths that are no level of a gauge, and levels of something else. */
const otherLength =
  /(?:sóng(?: biển)?(?: cao| lớn)?|ngập(?: sâu| lụt)?|sâu|rộng|dài|dày|tầm nhìn(?: xa)?|độ cao|cách|bán kính|biên độ(?: lũ| nước)?(?: lên)?|thêm|xuống thêm|lên nhanh|chênh|sạt lở|nước dâng(?: do bão)?(?: cao)?|cao hơn|thấp hơn|lịch sử[^.;]{0,24}\(|đỉnh lũ (?:năm|ngày)[^.;]{0,20}\(|cường suất[^.;]{0,20}|độ lớn)[\s:]*(?:từ |khoảng |trên |dưới |hơn |là )*$/iu
const future =
  /(?<!trung tâm |đài )dự báo(?! viên)|dự kiến|(?<![\p{L}])sẽ(?![\p{L}])|(?:có )?khả năng|cảnh báo|giờ tới|tiếp theo|sắp tới|lên mức|xuống mức|nhận định|trong \d+ giờ(?! qua)/giu
const past =
  /(?<![\p{L}])đã(?![\p{L}])|hiện nay|hiện tại|thực đo|đo được|giờ qua|đêm qua|hôm qua|vừa qua|đã qua|(?:mực nước )?(?:lúc|hồi) \d|hiện trạng|diễn biến|quan trắc/giu

function relationOf(words: string): 'above' | 'below' | 'at' {
  if (/dưới|kém|thấp hơn|<|-/iu.test(words)) return 'below'
  if (/trên|vượt|cao hơn|lớn hơn|>|\+/iu.test(words)) return 'above'
  return 'at'
}

function deltaOf(g: Record<string, string | undefined>, relation: 'above' | 'below' | 'at'): number | null {
  if (g.da === undefined) return relation === 'at' ? 0 : null
  const unit = g.du ?? 'm'
  const a = readFigure(g.da, unit)
  const b = g.db === undefined ? null : readFigure(g.db, unit)
  if (a === null) return null
  // a range of differences has no single figure
  if (b !== null) return null
  const metres = inMetres(a, unit)
  return tidy(relation === 'below' ? -metres : metres)
}

/** The tokens of a text on water, in its order. */
export function waterTokens(text: string): WaterToken[] {
  const out: WaterToken[] = []
  const taken = new Uint8Array(text.length)
  const isTaken = (start: number, end: number) => taken.subarray(start, end).includes(1)
  const add = (token: WaterToken) => {
    taken.fill(1, token.start, token.end)
    out.push(token)
  }
  for (const m of text.matchAll(record)) {
    const g = m.groups ?? {}
    const relation = relationOf(g.rel ?? '')
    add({
      kind: 'alarm',
      alarm: 4,
      alarmTo: null,
      relation,
      delta: deltaOf(g, relation),
      start: m.index,
      end: m.index + m[0].length,
    })
  }
  for (const pattern of [alarmBefore, alarmAfter])
    for (const m of text.matchAll(pattern)) {
      const g = m.groups ?? {}
      const end = m.index + m[0].length
      if (isTaken(m.index, end)) continue
      const words = `${g.rel ?? ''} ${g.rel2 ?? ''} ${g.rel === undefined || g.rel === '' ? (g.sign ?? '') : ''} ${/mức|cấp/iu.test(m[0]) ? (/(trên|dưới) mức/iu.exec(m[0])?.[1] ?? '') : ''}`
      const relation = relationOf(words)
      const alarm = numerals[(g.n ?? '').toLowerCase()] ?? 0
      const to = g.to === undefined ? null : (numerals[g.to.toLowerCase()] ?? null)
      const bare = g.rel === undefined
      // "BĐ3: 6,3m" without a word of comparison says what the alarm level is
      if (bare && g.da !== undefined && g.sign === undefined) {
        add({ kind: 'alarm', alarm: -1, alarmTo: null, relation, delta: null, start: m.index, end })
        continue
      }
      const delta = to === null ? deltaOf(g, relation) : null
      add({
        kind: 'alarm',
        alarm,
        alarmTo: to,
        relation,
        delta: relation === 'at' && g.da !== undefined ? null : delta,
        start: m.index,
        end,
      })
    }
  for (const m of text.matchAll(level)) {
    const g = m.groups ?? {}
    const end = m.index + m[0].length
    if (isTaken(m.index, end) || otherLength.test(text.slice(Math.max(0, m.index - 60), m.index))) continue
    const unit = g.u === 'cm' ? 'cm' : 'm'
    const a = readFigure((g.a ?? '').replace('-', ''), unit)
    const b = g.b === undefined ? null : readFigure(g.b, unit)
    if (a === null || (g.b !== undefined && (b === null || b < a))) continue
    const sign = g.a?.startsWith('-') ? -1 : 1
    const low = tidy(sign * inMetres(a, unit))
    const open = /trên|hơn/iu.test(g.bound ?? '') ? 'min' : /dưới/iu.test(g.bound ?? '') ? 'max' : null
    add({
      kind: 'level',
      value: b === null && open === null ? low : null,
      min: b !== null || open === 'min' ? low : null,
      max: b !== null ? tidy(inMetres(b, unit)) : open === 'max' ? low : null,
      start: m.index,
      end,
    })
  }
  for (const m of text.matchAll(station)) {
    const name = (m.groups?.a ?? m.groups?.b ?? m.groups?.c ?? '').trim()
    const end = m.index + m[0].length
    if (!isTaken(m.index, end) && !/^(?:Việt Nam|Trung Quốc|Bắc Bộ|Trung Bộ|Nam Bộ|BĐ.*)$/u.test(name))
      add({ kind: 'station', name, river: m.groups?.r?.trim() ?? null, start: m.index, end })
  }
  for (const m of text.matchAll(river)) {
    const end = m.index + m[0].length
    if (!isTaken(m.index, end)) add({ kind: 'river', name: (m.groups?.name ?? '').trim(), start: m.index, end })
  }
  for (const [pattern, isFuture] of [
    [future, true],
    [past, false],
  ] as const)
    for (const m of text.matchAll(pattern)) add({ kind: 'tense', future: isFuture, start: m.index, end: m.index })
  return out.sort((a, b) => a.start - b.start || a.end - b.end)
}
