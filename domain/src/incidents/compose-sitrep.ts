import { formatDate, formatNumber, localParts, parseNumber } from '@tusom/vi-text'
import { damageIndicators } from './damage-indicators.ts'
import type {
  SitrepBlock,
  SitrepContent,
  SitrepFacts,
  SitrepLevel,
  SitrepPart,
  SitrepReading,
  SitrepSection,
} from './sitrep-content.ts'
import type { DamageTotal } from './sum-damage.ts'

const levelWords = ['', 'thấp', 'trung bình', 'lớn', 'rất lớn', 'thảm họa']
const hazardWords: Record<string, string> = {
  flood: 'lũ, ngập lụt',
  'heavy-rain': 'mưa lớn',
  'flash-flood-landslide': 'lũ quét, sạt lở đất',
}
/** "16 giờ 40 ngày 08/10/2025", as reports write the hour. */
export function reportClock(ms: number): string {
  const p = localParts(ms)
  return `${p.time.slice(0, 2)} giờ ${p.time.slice(3)} ngày ${formatDate(p.date)}`
}
/** "16:40 08/10", for the cells of a table. */
function shortClock(ms: number): string {
  const p = localParts(ms)
  return `${p.time} ${formatDate(p.date).slice(0, 5)}`
}
/** "rủi ro do lũ, ngập lụt cấp 3 (lớn)": never "lũ cấp 3", which reads as báo động 3. */
export function riskOf(hazard: string, level: number | null): string {
  const what = hazardWords[hazard] ?? hazard
  return level === null
    ? `rủi ro do ${what}, chưa xác định cấp`
    : `rủi ro do ${what} cấp ${level} (${levelWords[level] ?? ''})`
}
const count = (n: number) => formatNumber(n)
const share = (part: number, all: number) => (all ? ` (${formatNumber((100 * part) / all, 1)}%)` : '')
const text = (t: string): SitrepBlock => ({ type: 'text', text: t })
const bullet = (t: string): SitrepBlock => ({ type: 'bullet', text: t })
const heading = (t: string): SitrepBlock => ({ type: 'heading', text: t })
const missing = (t: string): SitrepBlock => ({ type: 'missing', text: t })

/** Up to `most` names, the rest counted: "Hữu Lũng, Vân Nham và 4 xã khác". */
function names(list: readonly string[], most = 12): string {
  if (list.length <= most) return list.join(', ')
  return `${list.slice(0, most).join(', ')} và ${list.length - most} nơi khác`
}

/**
 * The quick report (báo cáo nhanh) as its readers expect it: situation, command, evacuation, losses, recovery, proposals
 * (TTLT 43/2015/TTLT-BNNPTNT-BKHĐT). Official levels and suggested ones stand apart; every total says of how many communes
 * and as of when; what nobody reported is said to be missing.
 */
export function composeSitrep(facts: SitrepFacts): SitrepContent {
  const figures: SitrepContent['figures'] = []
  const typed = (part: SitrepPart): SitrepBlock => {
    const t = facts.texts[part]
    return {
      type: 'typed',
      part,
      text: t?.text ?? '',
      at: t ? new Date(t.at).toISOString() : null,
      by: t?.by ?? null,
    }
  }
  const sections: SitrepSection[] = [
    {
      key: 'situation',
      title: 'Tình hình thiên tai',
      blocks: [...situation(facts, figures), heading('Diễn biến, nhận định'), typed('situation')],
    },
    {
      key: 'direction',
      title: 'Công tác chỉ huy, ứng phó',
      blocks: [...direction(facts, figures), heading('Công tác khác'), typed('direction')],
    },
    { key: 'evacuation', title: 'Sơ tán dân', blocks: evacuation(facts, figures) },
    { key: 'damage', title: 'Thiệt hại', blocks: damage(facts, figures) },
    { key: 'recovery', title: 'Khắc phục hậu quả', blocks: [typed('recovery')] },
    { key: 'proposals', title: 'Đề xuất, kiến nghị', blocks: [typed('proposals')] },
  ]
  const byCommune = damageByCommune(facts)
  if (byCommune) sections.push({ key: 'annex-damage', title: 'Thiệt hại theo xã, phường', blocks: [byCommune] })
  return {
    number: facts.number,
    unit: { id: facts.unit.id, name: facts.unit.name },
    incident: { id: facts.incident.id, title: facts.incident.title },
    title: `Nhanh tình hình thiên tai và công tác ứng phó: ${facts.incident.title} (tính đến ${reportClock(facts.at)})`,
    asOf: new Date(facts.at).toISOString(),
    exercise: facts.exercise,
    sample: facts.sample,
    sections,
    figures,
  }
}

type Figures = SitrepContent['figures']
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

function situation(facts: SitrepFacts, figures: Figures): SitrepBlock[] {
  const nameOf = (id: number) => facts.communes.find(c => c.id === id)?.name ?? ''
  const groups = (status: SitrepLevel['status']) => {
    const map = new Map<string, SitrepLevel[]>()
    for (const l of facts.levels.filter(x => x.status === status)) {
      const key = `${l.hazard}/${l.level}/${l.bulletin?.number ?? ''}/${l.bulletin?.issuedAt ?? ''}`
      map.set(key, [...(map.get(key) ?? []), l])
    }
    return [...map.values()].sort((a, b) => (b[0]?.level ?? 6) - (a[0]?.level ?? 6))
  }
  const places = (list: SitrepLevel[]) =>
    facts.communes.length === 1
      ? nameOf(facts.communes[0]?.id ?? 0)
      : `${list.length} xã, phường: ${names(list.map(l => nameOf(l.communeId)))}`
  const blocks: SitrepBlock[] = [
    text(
      `${facts.incident.title}: theo dõi tại ${facts.communes.length === 1 ? nameOf(facts.communes[0]?.id ?? 0) : `${facts.communes.length} xã, phường (${names(facts.communes.map(c => c.name))})`} từ ${reportClock(facts.incident.openedAt)}.`,
    ),
    heading('Cấp độ rủi ro thiên tai'),
  ]
  const official = groups('official')
  for (const list of official) {
    const first = list[0]
    if (!first) continue
    const b = first.bulletin
    const from = b
      ? `Theo bản tin${b.number ? ` số ${b.number}` : ''} của ${b.issuer} phát lúc ${reportClock(b.issuedAt)}`
      : `Theo bản tin chính thức, từ ${reportClock(first.since)}`
    blocks.push(bullet(`${from}: ${riskOf(first.hazard, first.level)} tại ${places(list)}.`))
    figures.push({
      label: `Cấp chính thức, ${hazardWords[first.hazard] ?? first.hazard}`,
      value: first.level === null ? 'chưa xác định' : `cấp ${first.level}`,
      asOf: iso(b?.issuedAt ?? first.since),
      source: b ? `bản tin${b.number ? ` ${b.number}` : ''}, ${b.issuer}` : 'bản tin chính thức',
    })
  }
  if (!official.length)
    blocks.push(missing('Chưa có bản tin chính thức về cấp độ rủi ro cho địa bàn này trong hệ thống.'))
  const suggested = groups('suggested')
  if (suggested.length) {
    blocks.push(text('Hệ thống gợi ý từ số đo, để tham khảo, không thay bản tin chính thức:'))
    for (const hazard of new Set(suggested.flatMap(list => list[0]?.hazard ?? []))) {
      const own = suggested.filter(list => list[0]?.hazard === hazard)
      const parts = own.map(list => {
        const level = list[0]?.level ?? null
        const word =
          level === null ? 'chưa xác định cấp, cần cán bộ quyết định' : `cấp ${level} (${levelWords[level] ?? ''})`
        return `${word} tại ${places(list)}`
      })
      const since = Math.min(...own.flat().map(l => l.since))
      blocks.push(
        bullet(`Rủi ro do ${hazardWords[hazard] ?? hazard}: ${parts.join('; ')}. Sớm nhất từ ${reportClock(since)}.`),
      )
    }
  }
  const readings = mostTelling(facts.levels)
  if (readings.length) {
    const rows = readings
    blocks.push({
      type: 'table',
      caption: 'Số đo làm căn cứ',
      columns: [
        { title: 'Trạm', width: 3, align: 'left' },
        { title: 'Số đo', width: 2.6, align: 'right' },
        { title: 'Lúc', width: 2.2, align: 'center' },
        { title: 'Nhận định', width: 5.2, align: 'left' },
      ],
      rows: rows.map(r => [r.stationName, reading(r), shortClock(r.at), r.says.split(' · ')[0] ?? '']),
    })
    for (const r of rows)
      figures.push({
        label: `${r.stationName}, ${r.unit === 'mm' ? 'lượng mưa' : 'mực nước'}`,
        value: reading(r),
        asOf: iso(r.at),
        source: `trạm ${r.stationName}${r.invented ? ' (mẫu)' : ''}`,
      })
  }
  return blocks
}

/**
 * Rain evidence carries either the last hour with the sums in words, or the sum of 24 hours itself: a report shows the sum
 * of 24 hours wherever it is known.
 */
function sum24(r: SitrepReading): number | null {
  const said = /mưa 24 giờ ([\d.]+(?:,\d+)?) mm/.exec(r.says)
  if (said) return parseNumber(said[1] ?? '')
  return r.says.startsWith('12 giờ') ? null : r.value
}
function reading(r: SitrepReading): string {
  if (r.unit !== 'mm') return `${formatNumber(r.value, 2)} ${r.unit}`
  const sum = sum24(r)
  return sum === null ? `${formatNumber(r.value, 1)} mm/giờ` : `${formatNumber(sum, 1)} mm/24 giờ`
}

/** A report shows what decided, not every gauge: water levels first, then the heaviest rain; each gauge once. */
const MOST_READINGS = 10
function mostTelling(levels: readonly SitrepLevel[]): SitrepReading[] {
  const once = new Map<string, SitrepReading>()
  const worth = (l: SitrepLevel) => (l.hazard === 'heavy-rain' ? 0 : 1)
  for (const l of levels.toSorted((a, b) => worth(a) - worth(b)))
    for (const r of l.readings) once.set(`${r.stationName}/${r.indicator}`, r)
  const water = (r: SitrepReading) => (r.unit === 'mm' ? 0 : 1)
  return [...once.values()]
    .sort((a, b) => water(b) - water(a) || (water(a) ? b.at - a.at : (sum24(b) ?? 0) - (sum24(a) ?? 0)))
    .slice(0, MOST_READINGS)
}

function direction(facts: SitrepFacts, figures: Figures): SitrepBlock[] {
  const blocks: SitrepBlock[] = [text(`Đơn vị chủ trì chỉ huy: ${facts.incident.lead}.`), heading('Cảnh báo đã phát')]
  if (facts.warnings.length) {
    blocks.push(text(`Đã phát ${count(facts.warnings.length)} tin cảnh báo cho địa bàn:`))
    for (const w of facts.warnings)
      blocks.push(
        bullet(
          `${w.number === null ? '' : `Số ${w.number}, `}${reportClock(w.issuedAt)}: ${w.headline.replace(/[.\s]+$/, '')} (${w.standing}).`,
        ),
      )
    figures.push({
      label: 'Tin cảnh báo đã phát',
      value: count(facts.warnings.length),
      asOf: iso(facts.at),
      source: 'sổ cảnh báo của hệ thống',
    })
  } else blocks.push(text('Chưa phát tin cảnh báo nào qua hệ thống cho địa bàn này.'))
  blocks.push(heading('Kịch bản và nhiệm vụ'))
  for (const a of facts.activations)
    blocks.push(
      bullet(
        `Kích hoạt kịch bản “${a.name}” cấp ${a.level} lúc ${reportClock(a.at)} cho ${a.communes} xã, phường (${a.by})${a.stopped ? `; đã dừng lúc ${reportClock(a.stopped.at)}: ${a.stopped.reason}` : ''}.`,
      ),
    )
  if (!facts.activations.length) blocks.push(text('Chưa kích hoạt kịch bản nào cho sự cố này.'))
  const t = facts.tasks
  if (t && t.all) {
    blocks.push(
      text(
        `Đã giao ${count(t.all)} nhiệm vụ: ${count(t.done)} đã xong${t.done ? share(t.done, t.all) : ''}, ${count(t.open)} chưa xong, ${t.late ? `trong đó ${count(t.late)} quá hạn` : 'không có nhiệm vụ quá hạn'}${t.cannot ? `; ${count(t.cannot)} báo không làm được` : ''}.`,
      ),
    )
    for (const late of facts.lateTasks)
      blocks.push(bullet(`Quá hạn từ ${reportClock(late.dueAt)}: ${late.title} (${late.lead}).`))
    figures.push({
      label: 'Nhiệm vụ đã xong trên tổng số',
      value: `${count(t.done)}/${count(t.all)}`,
      asOf: iso(facts.at),
      source: 'trạng thái do đơn vị được giao cập nhật',
    })
  }
  if (facts.decisions.length) {
    blocks.push(heading('Quyết định chỉ huy'))
    for (const d of facts.decisions)
      blocks.push(bullet(`${reportClock(d.at)}: ${d.text.replace(/[.\s]+$/, '')}${d.source ? ` (${d.source})` : ''}.`))
  }
  return blocks
}

function evacuation(facts: SitrepFacts, figures: Figures): SitrepBlock[] {
  const e = facts.evacuation
  if (!e) return [missing('Chưa có số liệu sơ tán: chưa xã, phường nào có lệnh và phương án sơ tán trong hệ thống.')]
  const rows: [string, { households: number; people: number }][] = [
    ['Phải sơ tán theo phương án', e.total],
    ['Chưa đi', e.planned],
    ...(e.refused?.households ? [['Trong đó chưa chịu đi', e.refused] as [string, typeof e.refused]] : []),
    ['Tự đi', e.left],
    ['Đang được đưa đi', e.moving],
    ['Đã ở nơi đến', e.arrived],
    ['Đã về nhà', e.returned],
  ]
  const when = e.asOf === null ? 'chưa có lần ghi nào' : `tính đến ${reportClock(e.asOf)}`
  const without = e.withoutPlan
    ? [missing(`${e.withoutPlan} xã, phường còn lại chưa có lệnh và phương án sơ tán trong hệ thống.`)]
    : []
  const blocks: SitrepBlock[] = []
  if (e.reported === 0)
    return [
      text(`Theo phương án phải sơ tán ${count(e.total.households)} hộ, ${count(e.total.people)} người.`),
      missing(`Chưa có số liệu thực hiện: 0/${e.of} xã, phường đã báo.`),
      ...without,
    ]
  blocks.push(
    text(
      `Theo phương án phải sơ tán ${count(e.total.households)} hộ, ${count(e.total.people)} người; đã ở nơi đến ${count(e.arrived.households)} hộ, ${count(e.arrived.people)} người. ${e.reported}/${e.of} xã, phường đã báo, ${when}.`,
    ),
  )
  if (e.silent.length) blocks.push(missing(`Chưa báo: ${names(e.silent)}.`))
  blocks.push(...without)
  blocks.push({
    type: 'table',
    caption: `Sơ tán dân, ${e.reported}/${e.of} xã, phường đã báo, ${when}`,
    columns: [
      { title: 'Trạng thái', width: 6, align: 'left' },
      { title: 'Số hộ', width: 2, align: 'right' },
      { title: 'Số người', width: 2, align: 'right' },
    ],
    rows: rows.map(([label, f]) => [label, count(f.households), count(f.people)]),
  })
  for (const [label, f] of rows)
    figures.push({
      label: `${label} (hộ / người)`,
      value: `${count(f.households)} / ${count(f.people)}`,
      asOf: iso(e.asOf),
      source: `phương án sơ tán và trưởng thôn ghi, ${e.reported}/${e.of} xã`,
    })
  return blocks
}

const houseTotal = (totals: readonly DamageTotal[]) => {
  const known = totals.filter(t => /^house\.[a-z-]+\./.test(t.indicator) && t.value !== null)
  return known.length ? known.reduce((sum, t) => sum + (t.value ?? 0), 0) : null
}

function damage(facts: SitrepFacts, figures: Figures): SitrepBlock[] {
  const { totals, reported, silent, newest } = facts.damage
  const of = facts.communes.length
  if (!reported.length) return [missing(`Chưa có số liệu thiệt hại: 0/${of} xã, phường đã báo.`)]
  const value = (code: string) => totals.find(t => t.indicator === code)?.value ?? null
  const say = (code: string, word: string, unit: string) => {
    const v = value(code)
    return v === null ? `${word}: chưa có số liệu` : `${word}: ${count(v)} ${unit}`
  }
  const houses = houseTotal(totals)
  const one = of === 1
  const covers = one ? '' : `, ${reported.length}/${of} xã, phường đã báo`
  const blocks: SitrepBlock[] = [
    text(
      `Số liệu cộng dồn từ đầu đợt${covers}, tính đến ${reportClock(newest as number)}${one ? '' : '; mỗi xã tính báo cáo mới nhất, không cộng các lần báo'}.`,
    ),
    text(
      `${say('people.dead', 'Người chết', 'người')}; ${say('people.missing', 'mất tích', 'người')}; ${say('people.injured', 'bị thương', 'người')}; ${houses === null ? 'nhà hư hại: chưa có số liệu' : `nhà hư hại: ${count(houses)} nhà`}; ${say('house.flooded', 'nhà bị ngập', 'nhà')}.`,
    ),
  ]
  if (silent.length) {
    const nameOf = (id: number) => facts.communes.find(c => c.id === id)?.name ?? ''
    blocks.push(missing(`Chưa báo: ${names(silent.map(nameOf))}.`))
  }
  const shown = damageIndicators.filter(i => value(i.code) !== null || (i.group === 'people' && i.core))
  blocks.push({
    type: 'table',
    caption: `Thống kê thiệt hại, cộng dồn từ đầu đợt${covers}`,
    columns: [
      { title: 'Chỉ tiêu', width: 6, align: 'left' },
      { title: 'Đơn vị', width: 2, align: 'center' },
      { title: 'Số lượng', width: 2, align: 'right' },
      ...(one ? [] : [{ title: 'Số xã báo', width: 1.6, align: 'center' as const }]),
      { title: 'Tính đến', width: 2, align: 'center' },
    ],
    rows: shown.map(i => {
      const t = totals.find(x => x.indicator === i.code)
      return t?.value === null || t === undefined
        ? [i.vi, i.unit, 'chưa có', ...(one ? [] : [`0/${of}`]), '']
        : [i.vi, i.unit, count(t.value), ...(one ? [] : [`${t.reported}/${t.of}`]), shortClock(t.newest as number)]
    }),
  })
  for (const t of totals) {
    const i = damageIndicators.find(x => x.code === t.indicator)
    if (i && t.value !== null)
      figures.push({
        label: i.vi,
        value: `${count(t.value)} ${i.unit}`,
        asOf: iso(t.newest),
        source: t.of === 1 ? 'báo cáo của xã' : `báo cáo của ${t.reported}/${t.of} xã`,
      })
  }
  return blocks
}

/** One line a commune, silent ones too; null for a report of one commune. */
function damageByCommune(facts: SitrepFacts): SitrepBlock | null {
  if (facts.communes.length < 2 || !facts.damage.reported.length) return null
  const codes = ['people.dead', 'people.missing', 'people.injured', 'house.flooded'] as const
  return {
    type: 'table',
    caption: '',
    columns: [
      { title: 'Xã, phường', width: 3.2, align: 'left' },
      { title: 'Chết', width: 1.3, align: 'right' },
      { title: 'Mất tích', width: 1.3, align: 'right' },
      { title: 'Bị thương', width: 1.9, align: 'right' },
      { title: 'Nhà hư hại', width: 1.7, align: 'right' },
      { title: 'Nhà ngập', width: 1.6, align: 'right' },
      { title: 'Tính đến', width: 2.3, align: 'center' },
    ],
    rows: facts.communes.map(c => {
      const own = facts.damage.standing.get(c.id)
      if (!own) return [c.name, '', '', '', '', '', 'chưa báo']
      const houses = [...own].filter(([code]) => /^house\.[a-z-]+\./.test(code))
      const cell = (code: string) => {
        const f = own.get(code)
        return f ? count(f.value) : '–'
      }
      const newest = Math.max(...[...own.values()].map(f => f.asOf))
      return [
        c.name,
        ...codes.slice(0, 3).map(cell),
        houses.length ? count(houses.reduce((sum, [, f]) => sum + f.value, 0)) : '–',
        cell('house.flooded'),
        Number.isFinite(newest) ? shortClock(newest) : 'đã rút lại',
      ]
    }),
  }
}
