import type { InputState } from './input-state.ts'
import type { TableRow } from './pack.ts'
import type { Spread } from './rain-rule.ts'
import type { RainWindow } from './rain-window.ts'
import type { SeriesDef, SeriesKind } from './series-def.ts'
import { alarmOf, type StageRule, type StageVerdict } from './stage-rule.ts'
import type { TableRule, TableSource } from './table-rule.ts'

/** A figure that a level rests on, with what it says in words. */
export type Evidence = {
  station: string
  indicator: string
  value: number
  at: number
  says: string
  /** the same in English; rows of before there was one have none */
  saysEn?: string
}

/** What the engine knows of one series. Rain sums in thousandths of a millimetre. */
export type SeriesState = {
  def: SeriesDef
  kind: SeriesKind
  areas: number[]
  stage: StageRule | null
  rain: RainWindow | null
  isRain: boolean
  /** whether any table looks at it */
  fed: boolean
  lastAt: number
  lastValue: number
  /** the stage with the slack of the hazard's hysteresis */
  heldValue: number
  stageVerdict: StageVerdict | null
  sum24: number
  sum12: number
  band: number
  /** per band index: when the gauge reached it and has stayed at it or above */
  bandSince: number[]
  wetSince: number
  /** what was judged last, packed; the same key needs no judging */
  key: number
}

type Words = { says: string; saysEn: string }
const dot = (v: number, digits: number) => v.toFixed(digits)
const metres = (v: number) => dot(v, 2).replace('.', ',')
const rain = (thousandths: number) => dot(thousandths / 1000, 1).replace('.0', '')
const millimetres = (thousandths: number) => rain(thousandths).replace('.', ',')

export function stageEvidence(s: SeriesState): Evidence {
  const { def, lastValue: value, lastAt: at } = s
  return { station: def.station, indicator: def.indicator, value, at, ...stageWords(def, value) }
}

function stageWords(def: SeriesDef, value: number): Words {
  const alarm = alarmOf(def, value)
  const zone = def.zone === null ? ['', ''] : [`, khu vực ${def.zone}`, `, zone ${def.zone}`]
  const say = (vi: string, en: string): Words => ({
    says: `mực nước ${metres(value)} m, ${vi}${zone[0]}`,
    saysEn: `water at ${dot(value, 2)} m, ${en}${zone[1]}`,
  })
  if (alarm === null) return say('chưa biết đủ mức báo động', 'its alarm levels are not all known')
  if (alarm === 4) {
    const record = def.record as number
    return say(`vượt hoặc bằng lũ lịch sử ${metres(record)} m`, `at or above the record of ${dot(record, 2)} m`)
  }
  const mark = [def.alarm1, def.alarm2, def.alarm3][Math.max(alarm - 1, 0)] as number
  return alarm === 0
    ? say(`dưới báo động 1 (${metres(mark)} m)`, `below alarm 1 (${dot(mark, 2)} m)`)
    : say(
        `trên báo động ${alarm} (${metres(mark)} m) ${metres(value - mark)} m`,
        `above alarm ${alarm} (${dot(mark, 2)} m) by ${dot(value - mark, 2)} m`,
      )
}

export function rainEvidence(s: SeriesState): Evidence {
  const vi: string[] = []
  const en: string[] = []
  if (s.kind !== 'rain12') {
    vi.push(`mưa 24 giờ ${millimetres(s.sum24)} mm`)
    en.push(`rain of 24 hours ${rain(s.sum24)} mm`)
  }
  if (s.kind !== 'rain24') {
    vi.push(`12 giờ ${millimetres(s.sum12)} mm`)
    en.push(`of 12 hours ${rain(s.sum12)} mm`)
  }
  return {
    station: s.def.station,
    indicator: s.def.indicator,
    value: s.lastValue,
    at: s.lastAt,
    says: vi.join(', '),
    saysEn: en.join(', '),
  }
}

export function spreadEvidence(s: SeriesState, band: string, spread: Spread): Evidence {
  const known = spread.communes !== null
  return {
    station: s.def.station,
    indicator: s.def.indicator,
    value: s.sum24 / 1000,
    at: s.lastAt,
    says: known ? `${spread.inBand}/${spread.communes} xã của tỉnh ở dải ${band}` : 'chưa biết số xã của tỉnh',
    saysEn: known
      ? `${spread.inBand}/${spread.communes} communes of the province in band ${band}`
      : 'how many communes the province has is not known',
  }
}

/** Why a case is undetermined, as rules say it in Vietnamese, and the same in English. */
const gapsEn: Readonly<Record<string, string>> = {
  'luật không nêu trường hợp này': 'the law does not name this case',
  'luật không nêu lượng mưa này với số ngày mưa này': 'the law does not name this rain with so many days of rain',
  'chưa biết khu vực của trạm (Phụ lục XIII)': 'the zone of the gauge is not known (Annex XIII)',
  'chưa biết đủ mức báo động của trạm': 'the alarm levels of the gauge are not all known',
  'chưa biết số xã của tỉnh để tính tỷ lệ': 'how many communes the province has is not known',
  'chưa biết xã thuộc miền núi hay đồng bằng': 'whether the commune is mountain or plain is not known',
  'chưa biết khu vực sạt lở của xã (Bảng 5 Phụ lục XII)':
    'the landslide zone of the commune is not known (Table 5, Annex XII)',
  'chưa biết mức nguy cơ sạt lở của xã': 'the landslide susceptibility of the commune is not known',
}

/** The same figures with the reason why nobody but an officer can decide. */
export function undetermined(list: readonly Evidence[], gap: string): Evidence[] {
  return list.map(e => ({
    ...e,
    says: `${e.says} · chưa xác định: ${gap}, đề nghị cán bộ quyết định`,
    saysEn: `${e.saysEn ?? e.says} · undetermined: ${gapsEn[gap] ?? gap}; an officer decides`,
  }))
}

const buckets = { day: ['ngày', 'days'], week: ['tuần', 'weeks'], month: ['tháng', 'months'] } as const
const figure = (x: number) => String(Math.round(x * 100) / 100)

/** What one input says at one station, with the streaks that a row asks for. */
function inputEvidence(station: string, input: InputState, row: TableRow | null): Evidence {
  const { def, value } = input
  let says = `${def.nameVi} ${figure(value).replace('.', ',')} ${def.unit}`.trim()
  let saysEn = `${def.nameEn} ${figure(value)} ${def.unit}`.trim()
  for (const c of row?.when ?? [])
    if (c.input === def.id && c.streak) {
      const [vi, en] = buckets[input.bucket]
      says += `, ${input.streak(c)} ${vi} liên tiếp`
      saysEn += `, ${input.streak(c)} ${en} in a row`
    }
  return { station, indicator: input.indicator, value, at: input.lastAt, says, saysEn }
}

/** The figures a row rests on; without a row, all that the stations say. */
export function tableEvidence(rule: TableRule, row: TableRow | null, sources: readonly TableSource[]): Evidence[] {
  const at = row ? (rule.met(row, sources) ?? sources) : sources
  const wanted = row ? new Set(row.when.map(c => c.input)) : null
  return [...new Set(at)].flatMap(s =>
    s.inputs
      .filter((i): i is InputState => i !== null && !Number.isNaN(i.value) && (!wanted || wanted.has(i.def.id)))
      .map(i => inputEvidence(s.station, i, row)),
  )
}
