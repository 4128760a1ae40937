import { toLocalIso } from '@tusom/vi-text'
import { cleanBulletin, MAX_BULLETIN_CHARS, sentencesOf } from './clean-text.ts'
import { findHead, type Head } from './find-head.ts'
import { hazardMentions, hazardOfTitle } from './hazards.ts'
import type { BulletinHazard, ParsedBulletin, WaterForecast, WaterValue } from './parsed-bulletin.ts'
import { readAreas } from './read-areas.ts'
import { readLevels } from './read-levels.ts'
import { readQuakes, readSalt, readStorm, readTemperatures } from './read-phenomena.ts'
import { readRain } from './read-rain.ts'
import { readTables } from './read-tables.ts'
import { type PlacedTime, readWater } from './read-water.ts'
import { scanTimes } from './scan-times.ts'

export type ParseOptions = {
  /** when the bulletin came in, milliseconds: gives a year to a bulletin that has none, with a warning */
  received?: number | null
}

/**
 * Reads a hydro-meteorological bulletin (bản tin dự báo, cảnh báo thiên tai). What is not said is null and, where a person
 * would expect it, a warning: nothing is made up. Never throws; takes time in proportion to the text.
 */
export function parseBulletin(raw: string, options: ParseOptions = {}): ParsedBulletin {
  const { text, cut } = cleanBulletin(raw)
  const head = findHead(text, options.received ?? null)
  const sentences = sentencesOf(text)
  const warnings = [...head.warnings]
  if (cut) warnings.unshift(`Văn bản dài hơn ${MAX_BULLETIN_CHARS} ký tự: chỉ đọc phần đầu.`)
  const inHead = (start: number, end: number) => head.taken.some(([a, b]) => start < b && end > a)
  const times: PlacedTime[] = scanTimes(text)
    .filter(t => !inHead(t.start, t.end))
    .map(t => ({ ...head.reader.read(t, text), start: t.start, end: t.end }))
  const kind = kindOf(head, text, sentences, warnings)
  const tables = readTables(text, head.reader)
  const water = [...readWater(sentences, times, head.issued), ...tables.water]
  const only = onlyRiver(head.title)
  if (only !== null) for (const w of water) w.river ??= only
  const levels = readLevels(sentences, kind)
  const rain = [...readRain(sentences, times, head.issued), ...tables.rain]
  const quakes = kind === 'earthquake' || kind === 'tsunami' ? readQuakes(text, times) : []
  const storm = kind === 'earthquake' || kind === 'tsunami' ? [] : readStorm(text, times, head.issued)
  const byPlace = (a: { span: readonly number[] }, b: { span: readonly number[] }) =>
    (a.span[0] ?? 0) - (b.span[0] ?? 0)
  const observations = water
    .filter(w => !w.future)
    .map(observed)
    .sort(byPlace)
  const forecasts = water
    .filter(w => w.future)
    .map(forecast)
    .sort(byPlace)
  const parsed: ParsedBulletin = {
    kind,
    title: head.title,
    final: head.title !== null && /tin cuối cùng/iu.test(head.title),
    number: head.number,
    issuedAt: head.issued === null ? null : toLocalIso(head.issued),
    nextAt: head.nextAt,
    expiresAt: null,
    issuer: head.issuer,
    observations: observations.filter(w => w.value !== null || w.alarm !== null),
    forecasts,
    rain: rain.sort(byPlace),
    levels,
    areas: readAreas(sentences, head.title),
    storm,
    quakes,
    temperatures: readTemperatures(sentences, times, head.issued),
    salt: kind === 'saltwater-intrusion' ? readSalt(sentences) : [],
    warnings: [],
    text,
  }
  parsed.warnings = [...new Set([...warnings, ...doubts(parsed)])]
  return parsed
}

/** The river of a title that names one, "TIN LŨ TRÊN SÔNG CẦU": every station of the bulletin stands on it. */
function onlyRiver(title: string | null): string | null {
  const named = title?.match(/sông [^,;.()-]+/giu) ?? []
  const found =
    named.length === 1
      ? /^sông ((?:\p{Lu}\p{L}*\s?){1,3})$/u.exec((named[0] ?? '').replace(/^S[ÔÔ]NG/u, 'sông').trim())
      : null
  if (!found || /,|;| - /u.test(title?.slice(title.search(/sông/iu)) ?? '')) return null
  return (found[1] ?? '')
    .trim()
    .toLowerCase()
    .replace(/(?:^|\s)\p{L}/gu, c => c.toUpperCase())
}

function observed(w: WaterForecast): WaterValue {
  // a range that was measured keeps its upper end: what a reader of a gauge must reckon with
  const value = w.value ?? w.max ?? w.min
  return {
    river: w.river,
    station: w.station,
    at: w.at ?? w.to,
    value,
    unit: 'm',
    alarm: w.alarm,
    delta: w.delta,
    relation: w.relation,
    span: w.span,
  }
}

function forecast(w: WaterForecast & { future: boolean }): WaterForecast {
  const { future, ...rest } = w
  void future
  return rest
}

function kindOf(
  head: Head,
  text: string,
  sentences: ReturnType<typeof sentencesOf>,
  warnings: string[],
): BulletinHazard | null {
  const titled = head.title === null ? null : hazardOfTitle(head.title)
  if (
    titled === 'severe-cold' &&
    head.title !== null &&
    /không khí lạnh|gió mùa/iu.test(head.title) &&
    !/rét|sương muối/iu.test(head.title)
  ) {
    // "TIN KHÔNG KHÍ LẠNH" warns of what its levels say
    const named = readLevels(sentences, null).find(l => l.hazard !== null)?.hazard
    if (named) return named
    return /rét hại|rét đậm|sương muối|băng giá/iu.test(text) ? 'severe-cold' : 'sea-wind'
  }
  if (titled !== null) {
    if (titled === 'storm-surge' && /triều cường/iu.test(head.title ?? '') && !/nước dâng/iu.test(head.title ?? ''))
      warnings.push(
        'Triều cường không đứng riêng trong Quyết định 18/2021/QĐ-TTg; xếp vào nước dâng, người đọc xác nhận.',
      )
    return titled
  }
  const ofLevels = readLevels(sentences, null).find(l => l.hazard !== null)?.hazard ?? null
  const named = ofLevels ?? hazardMentions(text.slice(0, 1500))[0]?.hazard ?? null
  warnings.push(
    named === null
      ? 'Không nhận ra loại thiên tai của bản tin.'
      : `${head.title === null ? 'Không thấy tiêu đề bản tin' : 'Tiêu đề không nêu loại thiên tai'}; loại thiên tai suy từ nội dung, cần xem lại.`,
  )
  return named
}

/** What a person should look at before trusting the reading. */
function doubts(p: ParsedBulletin): string[] {
  const out: string[] = []
  if (p.issuer === null) out.push('Không thấy tên cơ quan phát bản tin.')
  if (p.levels.length === 0) out.push('Không thấy cấp độ rủi ro thiên tai trong bản tin.')
  for (const l of p.levels) {
    if (l.hazard === null) out.push(`Cấp ${l.level} không ghi do thiên tai nào.`)
    const around = p.text.slice(l.span[0], l.span[1])
    if (/cấp (?:độ )?\d\s?(?:-|đến)\s?(?:cấp )?\d/iu.test(around))
      out.push(`“${around.slice(-40).trim()}” ghi hai cấp: lấy cấp cao, cần xem lại.`)
  }
  if (p.kind === 'forest-fire' && p.levels.length === 0 && /cấp (?:IV|V|4|5)(?![\p{L}\d])/iu.test(p.text))
    out.push(
      'Cấp cảnh báo cháy rừng (I–V) không phải cấp độ rủi ro thiên tai theo Quyết định 18/2021/QĐ-TTg: không ghi thành cấp.',
    )
  const values = [...p.observations, ...p.forecasts]
  for (const w of values) {
    const where = w.station ?? (w.river === null ? 'không rõ trạm' : `sông ${w.river}`)
    if (w.station === null && w.value !== null) out.push(`Mực nước ${w.value} m (${where}) không rõ trạm.`)
    if (w.value !== null && (w.value < -5 || w.value > 2000)) out.push(`Mực nước ${w.value} m tại ${where} bất thường.`)
    if (w.alarm !== null && w.alarm <= 3 && w.delta !== null && Math.abs(w.delta) > 10)
      out.push(`Chênh ${w.delta} m so với báo động ${w.alarm} tại ${where} bất thường.`)
  }
  for (const o of p.observations)
    if (o.value !== null && o.at === null) out.push(`Mực nước tại ${o.station ?? o.river ?? '?'} không rõ giờ đo.`)
  for (const r of p.rain)
    if (r.place === null) out.push(`Lượng mưa ${[r.min, r.max].filter(x => x !== null).join('-')} mm không rõ nơi.`)
  if (p.kind === 'flood' && values.length === 0) out.push('Tin lũ không đọc được mực nước nào.')
  if (/\b(?:Hình|Bảng|Phụ lục) ?\d*\b[^.\n]{0,40}(?:kèm theo|đính kèm)/iu.test(p.text))
    out.push('Bản tin có bảng hoặc hình kèm theo không nằm trong chữ.')
  return out.slice(0, 60)
}
