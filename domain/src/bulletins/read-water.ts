import { localParts } from '@tusom/vi-text'
import type { Sentence } from './clean-text.ts'
import type { ReadTime } from './time-reader.ts'
import type { WaterForecast } from './parsed-bulletin.ts'
import { type WaterToken, waterTokens } from './water-values.ts'

/** A time of the text with its reading. */
export type PlacedTime = ReadTime & { start: number; end: number }
export type WaterRecord = WaterForecast & { future: boolean }

type Open = { river: string | null; sure: boolean; name: string | null; start: number }
type Context = { time: PlacedTime | null; future: boolean }

const comparison = /(?:đỉnh lũ|trận lũ|lũ lịch sử|so với)(?: năm| ngày| lúc| hồi)*\s?$/iu
const aboutWater = /mực nước|lũ|triều|BĐ|báo động|đỉnh|(?<![\p{L}])hồ |sông|trạm/iu
const heading = /^(?:[\divxa-d]{1,4}[.)]\s?(?:\d[.)]?\s?)?)?(?:[-•*+]\s?)?/iu
const pastHeading = /^(?:hiện trạng|diễn biến|tình hình|thực đo|số liệu|mực nước (?:thực đo|hiện)|đã qua)/iu
const futureHeading = /^(?:dự báo|cảnh báo|nhận định|dự kiến|khả năng)/iu

/**
 * Water levels of prose. Sentence by sentence; a river, a time and whether it has happened hold on until something else is
 * said, because bulletins list: "Mực nước lúc 07h/05/9 trên các sông như sau:" and then twenty lines.
 */
export function readWater(
  sentences: readonly Sentence[],
  times: readonly PlacedTime[],
  issued: number | null,
): WaterRecord[] {
  const records: WaterRecord[] = []
  /** river of a station, where the bulletin says it plainly */
  const rivers = new Map<string, string>()
  const context: Context = { time: null, future: false }
  let near = false
  for (const s of sentences) {
    if (s.text.includes('|')) continue
    const plain = s.text.replace(heading, '')
    if (s.lineStart && pastHeading.test(plain)) Object.assign(context, { future: false, time: null })
    else if (s.lineStart && futureHeading.test(plain)) Object.assign(context, { future: true, time: null })
    const water = aboutWater.test(s.text)
    if (water || near) readSentence(s, times, issued, context, records, rivers)
    else for (const t of times) if (t.start >= s.start && t.end <= s.start + s.text.length) context.time = t
    near = water
  }
  for (const r of records) if (r.station !== null) r.river ??= rivers.get(r.station) ?? null
  return records
}

function readSentence(
  s: Sentence,
  times: readonly PlacedTime[],
  issued: number | null,
  context: Context,
  records: WaterRecord[],
  rivers: Map<string, string>,
): void {
  const end = s.start + s.text.length
  const tokens: (WaterToken | ({ kind: 'time' } & PlacedTime))[] = waterTokens(s.text).map(t => ({
    ...t,
    start: t.start + s.start,
    end: t.end + s.start,
  }))
  for (const t of times) if (t.start >= s.start && t.end <= end) tokens.push({ ...t, kind: 'time' })
  tokens.sort((a, b) => a.start - b.start || a.end - b.end)
  const textBetween = (from: number, to: number) => s.text.slice(Math.max(0, from - s.start), Math.max(0, to - s.start))

  let open: Open[] = []
  /** rivers named together without a station: "sông Bồ, sông Hương lên mức BĐ2-BĐ3" */
  let together: Open[] = []
  let named: { name: string; start: number; end: number; several: boolean } | null = null
  let current: Open | null = null
  let last: WaterRecord | null = null
  let lastEnd = s.start
  /** time at which the last record was made: another time gives another record of the same station */
  let usedTime: PlacedTime | null = null

  const make = (who: Open, from: number, to: number): WaterRecord => {
    const time = context.time
    const r: WaterRecord = {
      river: who.river,
      station: who.name,
      at: time?.at ?? null,
      from: time?.from ?? null,
      to: time?.to ?? null,
      value: null,
      min: null,
      max: null,
      unit: 'm',
      alarm: null,
      alarmTo: null,
      delta: null,
      relation: null,
      when: time?.when ?? null,
      span: [Math.min(who.start, from), to],
      future: isFuture(context, issued),
    }
    records.push(r)
    usedTime = time
    return r
  }
  const subject = (): Open | null =>
    // `current` is cleared by a new river, so where it stands it is nearer than the river
    open.at(-1) ??
    current ??
    (named && !named.several ? { river: named.name, sure: true, name: null, start: named.start } : null)

  for (const t of tokens) {
    if (t.kind === 'tense') context.future = t.future
    else if (t.kind === 'time') {
      // "cao hơn đỉnh lũ ngày 8-10-2020": a time of another flood
      if (comparison.test(textBetween(t.start - 40, t.start))) continue
      const gap = textBetween(lastEnd, t.start)
      // "7,60 m (3 giờ ngày 09-10)", "đạt 4,04m vào lúc 3h ngày 20/2" speak of the value before them
      if (
        last &&
        last.value !== null &&
        open.length === 0 &&
        (/^\s?\(\s?(?:lúc |hồi )?$/u.test(gap) ||
          /^\)?[\s,]{1,2}(?:xuất hiện )?(?:vào )?(?:lúc|hồi)\s?(?:khoảng )?$/u.test(gap) ||
          (/^\)?[\s,]{1,2}(?:xuất hiện (?:vào )?|vào )(?:khoảng )?$/u.test(gap) &&
            !/mực nước/iu.test(textBetween(t.end, t.end + 40))))
      ) {
        Object.assign(last, { at: t.at, from: t.from, to: t.to, when: t.when, span: [last.span[0], t.end] })
        last.future = isFuture({ time: t, future: last.future }, issued)
        if (gap.includes('(')) {
          lastEnd = t.end
          continue
        }
      }
      context.time = t
      if (t.past !== null) context.future = !t.past
      lastEnd = t.end
    } else if (t.kind === 'river') {
      const several: boolean =
        named !== null && /^[\s,]*(?:và |hạ lưu |thượng lưu |trung lưu )*$/u.test(textBetween(named.end, t.start))
      named = {
        name: t.name,
        start: t.start,
        end: t.end,
        several: several || /các sông|sông[^.;]{0,30}, $/iu.test(textBetween(t.start - 12, t.start)),
      }
      current = null
      last = null
      together.push({ river: t.name, sure: true, name: null, start: t.start })
    } else if (t.kind === 'station') {
      together = []
      const joined =
        named !== null &&
        /^(?:\s?\([^)]*\))?[\s,]*(?:\(?(?:tỉnh [\p{L} ]{2,20})?\)?)?\s?$/u.test(textBetween(named.end, t.start))
      const river: string | null =
        t.river !== null ? t.river : named === null || (named.several && !joined) ? null : named.name
      if (river !== null && (t.river !== null || joined || !rivers.has(t.name))) rivers.set(t.name, river)
      const who: Open = { river, sure: joined, name: t.name, start: joined && named ? named.start : t.start }
      open.push(who)
      current = who
      last = null
    } else if (t.kind === 'level') {
      const who = subject()
      if (
        last &&
        last.value === null &&
        last.min === null &&
        open.length === 0 &&
        /^\s?[,(]?\s?(?:ở mức |là |khoảng |đạt )*$/u.test(textBetween(lastEnd, t.start))
      )
        Object.assign(last, { value: t.value, min: t.min, max: t.max, span: [last.span[0], t.end] })
      else if (who && (open.length > 0 || usedTime !== context.time || last === null)) {
        last = make(who, t.start, t.end)
        Object.assign(last, { value: t.value, min: t.min, max: t.max })
        current = who
        open = []
        together = []
      }
      lastEnd = t.end
    } else if (t.alarm >= 0) {
      const gap = textBetween(lastEnd, t.start)
      if (last && last.alarm === null && open.length === 0 && gap.length <= 60) {
        Object.assign(last, {
          alarm: t.alarm,
          alarmTo: t.alarmTo,
          delta: t.delta,
          relation: t.relation,
          span: [last.span[0], t.end],
        })
      } else if (last && last.alarm !== null && open.length === 0) {
        // "trên BĐ3 1,3m, vượt lũ lịch sử 0,08m": the first comparison is the record's own
      } else {
        const whose = open.length > 0 ? open : together.length > 1 ? together : [subject()].filter(x => x !== null)
        for (const who of whose) {
          last = make(who, t.start, t.end)
          Object.assign(last, { alarm: t.alarm, alarmTo: t.alarmTo, delta: t.delta, relation: t.relation })
        }
        if (whose.length > 0) current = whose.at(-1) as Open
        open = []
        together = []
      }
      if (last && last.alarm !== null && last.relation === 'below' && last.alarm === 1 && last.delta === null)
        last.alarm = 0
      lastEnd = t.end
    } else lastEnd = t.end
  }
}

/** A time before the issue has happened; without one, the words decide. */
function isFuture(context: Context, issued: number | null): boolean {
  const { time } = context
  if (time?.past !== null && time?.past !== undefined) return !time.past
  const at = time?.at ?? time?.to ?? null
  if (issued !== null && at !== null) {
    if (at.length > 10) return Date.parse(at) > issued
    // a day other than that of the issue is clear; on the day itself the words decide
    const today = localParts(issued).date
    if (at !== today) return at > today
  }
  return context.future
}
