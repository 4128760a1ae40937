import type { InputState } from './input-state.ts'
import type { TableRow } from './pack.ts'
import type { Spread } from './rain-rule.ts'
import type { RainWindow } from './rain-window.ts'
import type { SeriesDef, SeriesKind } from './series-def.ts'
import { alarmOf, type StageRule, type StageVerdict } from './stage-rule.ts'
import type { TableRule, TableSource } from './table-rule.ts'

/** A figure that a level rests on, with what it says in words. */
export type Evidence = { station: string; indicator: string; value: number; at: number; says: string }

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

const metres = (v: number) => v.toFixed(2).replace('.', ',')
const millimetres = (thousandths: number) => (thousandths / 1000).toFixed(1).replace('.', ',').replace(',0', '')

export function stageEvidence(s: SeriesState): Evidence {
  const { def, lastValue: value, lastAt: at } = s
  const alarm = alarmOf(def, value)
  const marks = [def.alarm1, def.alarm2, def.alarm3]
  let says = `mực nước ${metres(value)} m`
  if (alarm === 4) says += `, vượt hoặc bằng lũ lịch sử ${metres(def.record as number)} m`
  else if (alarm === null) says += ', chưa biết đủ mức báo động'
  else if (alarm === 0) says += `, dưới báo động 1 (${metres(marks[0] as number)} m)`
  else
    says += `, trên báo động ${alarm} (${metres(marks[alarm - 1] as number)} m) ${metres(value - (marks[alarm - 1] as number))} m`
  if (def.zone !== null) says += `, khu vực ${def.zone}`
  return { station: def.station, indicator: def.indicator, value, at, says }
}

export function rainEvidence(s: SeriesState): Evidence {
  const parts: string[] = []
  if (s.kind !== 'rain12') parts.push(`mưa 24 giờ ${millimetres(s.sum24)} mm`)
  if (s.kind !== 'rain24') parts.push(`12 giờ ${millimetres(s.sum12)} mm`)
  return {
    station: s.def.station,
    indicator: s.def.indicator,
    value: s.lastValue,
    at: s.lastAt,
    says: parts.join(', '),
  }
}

export function spreadEvidence(s: SeriesState, band: string, spread: Spread): Evidence {
  const of =
    spread.communes === null
      ? 'chưa biết số xã của tỉnh'
      : `${spread.inBand}/${spread.communes} xã của tỉnh ở dải ${band}`
  return { station: s.def.station, indicator: s.def.indicator, value: s.sum24 / 1000, at: s.lastAt, says: of }
}

const buckets = { day: 'ngày', week: 'tuần', month: 'tháng' } as const
const figure = (x: number) => String(Math.round(x * 100) / 100).replace('.', ',')

/** What one input says at one station, with the streaks that a row asks for. */
function inputEvidence(station: string, input: InputState, row: TableRow | null): Evidence {
  const { def, value } = input
  let says = `${def.nameVi} ${figure(value)} ${def.unit}`.trim()
  for (const c of row?.when ?? [])
    if (c.input === def.id && c.streak) says += `, ${input.streak(c)} ${buckets[input.bucket]} liên tiếp`
  return { station, indicator: input.indicator, value, at: input.lastAt, says }
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
