import { forecastSmoothing } from '@tusom/detection'
import { formatDate, formatNumber } from '@tusom/vi-text'
import type { Statement } from './claim.ts'
import type { CountSeries, OutlookFacts, OutlookHazard, OutlookPeriod } from './outlook-facts.ts'
import { chanceOf, comparablePeriods } from './probability.ts'

/** periods of a unit's own past that make a count worth a forecast */
export const LEAST_COUNTS = 6
/** below this many comparable periods the figure says little, and the sentence says so */
const FEW = 5

const days = (p: { start: string; end: string }) => `${formatDate(p.start)} – ${formatDate(p.end)}`
const percent = (p: number) => Math.round(p * 100)
const ofScale = (h: OutlookHazard) =>
  h.disaster ? { vi: 'cấp độ rủi ro', en: 'risk level' } : { vi: 'mức', en: 'grade' }

/** What was seen in a period, in one clause; null where it stayed calm. */
function seenClause(f: OutlookFacts, h: OutlookHazard, key: string): { vi: string; en: string } | null {
  const s = f.seen.find(x => x.periodKey === key && x.hazard === h.hazard)
  if (!s) return null
  const scale = ofScale(h)
  return {
    vi: `cao nhất ${scale.vi} ${s.level}, ${s.communes} xã, ${s.days} ngày`,
    en: `highest ${scale.en} ${s.level}, communes: ${s.communes}, days: ${s.days}`,
  }
}

function pastStatements(f: OutlookFacts): Statement[] {
  const list: Statement[] = []
  const plain = (id: string, vi: string, en: string) => list.push({ id, vi, en, claim: null })
  const runs = f.until < f.period.end
  const till = runs
    ? { vi: `, tính đến ${formatDate(f.until)}`, en: `, up to ${formatDate(f.until)}` }
    : { vi: '', en: '' }
  const had = f.hazards.filter(h => seenClause(f, h, f.period.key))
  const calm = f.watched
    ? { vi: 'hệ thống không ghi nhận cấp nào từ 1 trở lên', en: 'no level of 1 or above was seen' }
    : {
        vi: 'hệ thống không có số đo nào của địa bàn, nên không nói được tình hình',
        en: 'nothing was measured here, so nothing can be said',
      }
  plain(
    'period',
    `Trong ${f.period.nameVi} (${days(f.period)}${till.vi}), ${f.unit.name}: ${
      had.length
        ? `hệ thống ghi nhận ${had.length} loại hình ở cấp từ 1 trở lên (cấp gợi ý hoặc cấp theo bản tin)`
        : calm.vi
    }.`,
    `In ${f.period.nameEn} (${days(f.period)}${till.en}), ${f.unit.name}: ${
      had.length ? `kinds of hazard seen at level 1 or above (suggested or by bulletin): ${had.length}` : calm.en
    }.`,
  )
  const before = f.yearBefore
  const known = before !== null && f.observed.some(p => p.key === before.key)
  for (const h of f.hazards) {
    const now = seenClause(f, h, f.period.key)
    const then = known && before ? seenClause(f, h, before.key) : null
    if (!now && !then) continue
    const vi = then ? then.vi : known ? 'không ghi nhận' : 'chưa có dữ liệu lưu'
    const en = then ? then.en : known ? 'not seen' : 'no data stored'
    plain(
      `seen:${h.hazard}`,
      `${h.nameVi}: ${now?.vi ?? 'không ghi nhận trong kỳ'}. Cùng kỳ năm trước: ${vi}.`,
      `${h.nameEn}: ${now?.en ?? 'not seen in the period'}. Same period a year before: ${en}.`,
    )
  }
  for (const [i, p] of f.peaks.entries())
    plain(
      `peak:${i}`,
      `Mực nước cao nhất tại ${p.station}: ${formatNumber(p.value)} ${p.unit} (${formatDate(p.day)}).`,
      `Highest water at ${p.station}: ${formatNumber(p.value)} ${p.unit} (${formatDate(p.day)}).`,
    )
  plain(
    'warnings',
    f.warnings ? `Đã phát ${f.warnings} cảnh báo cho địa bàn.` : 'Không phát cảnh báo nào cho địa bàn.',
    f.warnings ? `Warnings issued for the area: ${f.warnings}.` : 'No warning was issued for the area.',
  )
  return list
}

/** Hazards of which something is to be said: those ever seen at level 1 or above, and level 3 where it was reached now or in a period like the next. */
function hazardStatements(f: OutlookFacts): Statement[] {
  const list: Statement[] = []
  const past = f.observed.filter(p => p.end < f.period.start)
  for (const h of f.hazards) {
    const worst = Math.max(0, ...f.seen.filter(s => s.hazard === h.hazard).map(s => s.level))
    if (worst < 1) continue
    const comparable = comparablePeriods(h.hazard, f.next, past, f.seasons)
    const scale = ofScale(h)
    if (!comparable.length) {
      list.push({
        id: `hazard:${h.hazard}`,
        vi: `${h.nameVi}: chưa có kỳ nào trước đây so sánh được với ${f.next.nameVi} nên không nêu khả năng.`,
        en: `${h.nameEn}: no earlier period can be compared with ${f.next.nameEn}, so no probability is given.`,
        claim: null,
      })
      continue
    }
    const like = new Set([f.period.key, ...comparable.map(p => p.key)])
    const high = f.seen.some(s => s.hazard === h.hazard && s.level >= 3 && like.has(s.periodKey))
    for (const level of high ? [1, 3] : [1]) {
      const { happened, of, probability } = chanceOf(h.hazard, level, comparable, f.seen)
      const few = of < FEW
      list.push({
        id: `hazard:${h.hazard}:${level}`,
        vi: `${f.next.nameVi[0]?.toUpperCase()}${f.next.nameVi.slice(1)} (${days(f.next)}): khả năng ${h.nameVi.toLowerCase()} đạt ${scale.vi} ${level} trở lên là ${percent(probability)}% (đã xảy ra trong ${happened}/${of} kỳ so sánh được${few ? '; ít kỳ nên con số này chưa chắc' : ''}).`,
        en: `${f.next.nameEn[0]?.toUpperCase()}${f.next.nameEn.slice(1)} (${days(f.next)}): the probability that ${h.nameEn.toLowerCase()} reaches ${scale.en} ${level} or above is ${percent(probability)}% (it did in ${happened} of ${of} comparable periods${few ? '; few, so the figure is weak' : ''}).`,
        claim: { kind: 'hazard', hazard: h.hazard, level, probability, until: f.next.end, happened, of },
      })
    }
  }
  return list
}

function countStatement(s: CountSeries, next: OutlookPeriod): Statement {
  const first = s.values.findIndex(v => v !== null)
  const values = first < 0 ? [] : s.values.slice(first)
  const known = values.filter(v => v !== null).length
  const id = `count:${s.form}:${s.element}`
  if (known < LEAST_COUNTS)
    return {
      id,
      vi: `${s.nameVi}: mới có số liệu của ${known} kỳ (cần ít nhất ${LEAST_COUNTS}) nên chưa dự báo được.`,
      en: `${s.nameEn}: figures of ${known} periods only (${LEAST_COUNTS} are needed), so nothing can be said.`,
      claim: null,
    }
  const f = forecastSmoothing(values, 1, { counts: true, levels: [0.8] })
  const low = Math.max(0, Math.floor(f.intervals[0]?.lower[0] ?? 0))
  const high = Math.ceil(f.intervals[0]?.upper[0] ?? 0)
  return {
    id,
    vi: `${s.nameVi} trong ${next.nameVi}: từ ${formatNumber(low)} đến ${formatNumber(high)} ${s.unitVi} (khoảng 80%, theo ${known} kỳ của chính đơn vị).`,
    en: `${s.nameEn} in ${next.nameEn}: ${formatNumber(low)} to ${formatNumber(high)} ${s.unitEn} (80% interval, from ${known} periods of the unit itself).`,
    claim: { kind: 'count', form: s.form, element: s.element, low, high, level: 0.8, until: next.end },
  }
}

/**
 * The outlook (dự báo tình hình) of a unit: what was seen, then what the next period may bring, each forecast as a claim that can
 * be checked afterwards. It knows only the past: no weather forecast, no bulletin to come.
 */
export function draftOutlook(f: OutlookFacts): Statement[] {
  const hazards = hazardStatements(f)
  const none: Statement = {
    id: 'none',
    vi: `Không có dữ liệu lưu nào cho phép nói trước về thiên tai trong ${f.next.nameVi}.`,
    en: `No stored data allows anything to be said of hazards in ${f.next.nameEn}.`,
    claim: null,
  }
  return [...pastStatements(f), ...(hazards.length ? hazards : [none]), ...f.series.map(s => countStatement(s, f.next))]
}

/** The statements as numbered text, ready to be edited. */
export const outlookText = (statements: readonly Statement[]): string =>
  statements.map((s, i) => `${i + 1}. ${s.vi}`).join('\n')
