import type {
  BandHazard,
  BandRow,
  Condition,
  InputDef,
  Mark,
  PackHazard,
  Range,
  SlopeHazard,
  StageRow,
  TableHazard,
  TableRow,
} from '../levels/pack.ts'
import { attributeWords, valueWords } from './attribute-words.ts'
import { both, joined, number, rangeWords, type Words } from './number-words.ts'

export type PackRow = StageRow | BandRow | TableRow

/** One line of a hazard as people read it. `term`: what the rows speak of (a band of rain), without a level of its own. */
export type PackLine = { id: string; kind: 'row' | 'term'; level: number | null } & Words

const marks: Record<Mark['mark'], Words> = {
  alarm1: { vi: 'báo động 1', en: 'alarm 1' },
  alarm2: { vi: 'báo động 2', en: 'alarm 2' },
  alarm3: { vi: 'báo động 3', en: 'alarm 3' },
  record: { vi: 'mức lũ lịch sử', en: 'the record flood' },
}

function markWords(m: Mark): Words {
  const name = marks[m.mark]
  if (!m.plus) return name
  const by = number(Math.abs(m.plus))
  const sign = m.plus > 0 ? '+' : '−'
  return { vi: `${name.vi} ${sign} ${by.vi} m`, en: `${name.en} ${sign} ${by.en} m` }
}

function stageWords(row: StageRow): Words {
  const from = markWords(row.from)
  const zones = row.zones.join(', ')
  const parts: Words[] = [
    row.from.exclusive
      ? { vi: `nước trên ${from.vi}`, en: `water above ${from.en}` }
      : { vi: `nước từ ${from.vi}`, en: `water from ${from.en}` },
  ]
  if (row.to) {
    const to = markWords(row.to)
    parts.push(
      row.to.inclusive
        ? { vi: `đến hết ${to.vi}`, en: `up to and including ${to.en}` }
        : { vi: `đến dưới ${to.vi}`, en: `to below ${to.en}` },
    )
  } else parts.push({ vi: 'trở lên', en: 'and over' })
  const water = joined(parts, ' ')
  const several = row.basins
    ? { vi: ', ở từ 2 lưu vực của tỉnh', en: ', in 2 or more basins of the province' }
    : both('')
  return {
    vi: `${water.vi}, trạm khu vực ${zones}${several.vi}`,
    en: `${water.en}, gauges of zone ${zones}${several.en}`,
  }
}

const extents = {
  'under-half': { vi: 'dưới 1/2 số xã của tỉnh', en: 'under half of the communes of the province' },
  'over-half': { vi: 'trên 1/2 số xã của tỉnh', en: 'over half of the communes of the province' },
  'many-provinces': { vi: 'nhiều tỉnh', en: 'many provinces' },
}

function dayWords([from, to]: readonly [number, number | null], above: boolean): Words {
  const a = number(from)
  const start = above ? { vi: `trên ${a.vi}`, en: `over ${a.en}` } : { vi: `từ ${a.vi}`, en: `from ${a.en}` }
  if (to === null)
    return { vi: `${start.vi} ngày${above ? '' : ' trở lên'}`, en: `${start.en} days${above ? '' : ' on'}` }
  const b = number(to)
  return { vi: `${start.vi} đến ${b.vi} ngày`, en: `${start.en} to ${b.en} days` }
}

function bandWords(hazard: BandHazard, row: BandRow): Words {
  const days = (['mountain', 'plain'] as const).flatMap(t => {
    const pair = row.days[t]
    if (!pair) return []
    const d = dayWords(pair, row.above ?? false)
    const at = valueWords(t)
    return [{ vi: `${at.vi} ${d.vi}`, en: `${at.en} ${d.en}` }]
  })
  const band = hazard.bands.find(b => b.id === row.band)
  const rain = band ? bandTerm(band) : both('?')
  return joined([{ vi: `mưa ${rain.vi}`, en: `rain ${rain.en}` }, joined(days, '; '), extents[row.extent]], ', ')
}

function bandTerm(band: BandHazard['bands'][number]): Words {
  const day = rangeWords(band.mm24, 'mm/24 h')
  if (!band.mm12) return day
  const half = rangeWords(band.mm12, 'mm/12 h')
  return { vi: `${day.vi} hoặc ${half.vi}`, en: `${day.en} or ${half.en}` }
}

function classTerm(c: SlopeHazard['classes'][number]): Words {
  const rain = rangeWords(c.mm24, 'mm/24 h')
  const [from, to] = c.wetDays
  const a = number(from)
  const days =
    to === null
      ? { vi: `trên ${a.vi} ngày`, en: `over ${a.en} days` }
      : {
          vi: `${from === 0 ? 'đến' : `trên ${a.vi} đến`} ${number(to).vi} ngày`,
          en: `${from === 0 ? 'up to' : `over ${a.en} to`} ${number(to).en} days`,
        }
  return { vi: `mưa ${rain.vi} sau khi đã mưa ${days.vi}`, en: `rain ${rain.en} after ${days.en} of rain` }
}

const streakUnit = (d: InputDef): Words =>
  d.stat.startsWith('month') || d.stat === 'same-months'
    ? { vi: 'tháng liên tiếp', en: 'months in a row' }
    : d.stat.startsWith('week') || d.stat === 'same-weeks'
      ? { vi: 'tuần liên tiếp', en: 'weeks in a row' }
      : { vi: 'ngày liên tiếp', en: 'days in a row' }

function conditionWords(c: Condition, hazard: TableHazard): Words {
  const d = hazard.inputs.find(i => i.id === c.input)
  const { streak, input: _, ...range } = c
  const words = rangeWords(range, d?.unit ?? '')
  const said = { vi: `${d?.nameVi ?? c.input} ${words.vi}`, en: `${d?.nameEn ?? c.input} ${words.en}` }
  if (!streak) return said
  const long = rangeWords(streak as Range, '')
  const unit = d ? streakUnit(d) : both('')
  return { vi: `${said.vi}, ${long.vi} ${unit.vi}`, en: `${said.en}, ${long.en} ${unit.en}` }
}

function tableWords(row: TableRow, hazard: TableHazard): Words {
  const parts = [
    joined(
      row.when.map(c => conditionWords(c, hazard)),
      ' và ',
      ' and ',
    ),
    ...attributeWords(row.where ?? {}),
    ...attributeWords(row.station ?? {}),
  ]
  if (row.share) {
    const share = rangeWords(row.share, '%', 100)
    parts.push({ vi: `${share.vi} số xã của tỉnh`, en: `${share.en} of the communes of the province` })
  }
  if (row.basins) {
    const n = rangeWords(row.basins, '')
    parts.push({ vi: `ở ${n.vi} lưu vực, cửa sông`, en: `in ${n.en} basins or estuaries` })
  }
  if (row.level === null && row.says) parts.push({ vi: `chưa xác định: ${row.says}`, en: `undetermined: ${row.says}` })
  return joined(parts, '; ')
}

/** A row of a pack as a duty officer would say it, without its level. */
export function rowInWords(row: PackRow, hazard: PackHazard): Words {
  if (hazard.method === 'river-stage') return stageWords(row as StageRow)
  if (hazard.method === 'rain-band') return bandWords(hazard, row as BandRow)
  if (hazard.method === 'table') return tableWords(row as TableRow, hazard)
  return both('')
}

/** All lines of a hazard: its terms, then its rows. The table of slopes gives one line a cell. */
export function hazardLines(hazard: PackHazard): PackLine[] {
  const line = (id: string, level: number | null, words: Words, kind: PackLine['kind'] = 'row'): PackLine => ({
    id,
    kind,
    level,
    ...words,
  })
  if (hazard.method === 'rain-slope') {
    const terms = hazard.classes.map(c => line(`class/${c.id}`, null, classTerm(c), 'term'))
    const wet = rangeWords({ from: hazard.wetMm24 }, 'mm/24 h')
    terms.push(line('wet', null, { vi: `ngày mưa là khi mưa ${wet.vi}`, en: `a wet day has rain ${wet.en}` }, 'term'))
    const rows = Object.entries(hazard.cells).flatMap(([id, zones]) =>
      Object.entries(zones).flatMap(([zone, cells]) =>
        Object.entries(cells).map(([name, level]) => {
          const of = hazard.classes.find(c => c.id === id)
          const rain = of ? classTerm(of) : both(id)
          const risk = valueWords(name)
          return line(`${id}/kv${zone}/${name}`, level ?? 0, {
            vi: `${rain.vi}, khu vực ${zone}, nguy cơ sạt lở ${risk.vi}`,
            en: `${rain.en}, zone ${zone}, landslide susceptibility ${risk.en}`,
          })
        }),
      ),
    )
    return [...terms, ...rows]
  }
  const rows = (hazard.rows as PackRow[]).map(r => line(r.id, r.level, rowInWords(r, hazard)))
  if (hazard.method === 'rain-band')
    return [
      ...hazard.bands.map(b => {
        const t = bandTerm(b)
        return line(`band/${b.id}`, null, { vi: `dải mưa ${b.id}: ${t.vi}`, en: `rain band ${b.id}: ${t.en}` }, 'term')
      }),
      ...rows,
    ]
  if (hazard.method === 'table')
    return [
      ...hazard.inputs.map(i =>
        line(
          `input/${i.id}`,
          null,
          {
            vi: `${i.nameVi}: ${i.indicators.join(', ')} (${statWords(i).vi})`,
            en: `${i.nameEn}: ${i.indicators.join(', ')} (${statWords(i).en})`,
          },
          'term',
        ),
      ),
      ...rows,
    ]
  return rows
}

const stats: Record<InputDef['stat'], Words> = {
  last: { vi: 'số đo mới nhất', en: 'the last reading' },
  sum: { vi: 'tổng', en: 'sum' },
  max: { vi: 'cao nhất', en: 'highest' },
  min: { vi: 'thấp nhất', en: 'lowest' },
  mean: { vi: 'trung bình', en: 'mean' },
  rise: { vi: 'mức tăng', en: 'rise' },
  'day-max': { vi: 'cao nhất ngày', en: 'highest of the day' },
  'day-min': { vi: 'thấp nhất ngày', en: 'lowest of the day' },
  'day-mean': { vi: 'trung bình ngày', en: 'mean of the day' },
  'day-sum': { vi: 'tổng ngày', en: 'sum of the day' },
  'week-sum': { vi: 'tổng tuần', en: 'sum of the week' },
  'month-sum': { vi: 'tổng tháng', en: 'sum of the month' },
  'month-last': { vi: 'số đo cuối tháng', en: 'last of the month' },
  'percent-of-median': { vi: '% thay đổi so trung vị', en: '% change against the median' },
  nowcast: { vi: 'Nowcast', en: 'Nowcast' },
  'same-weeks': { vi: 'so cùng tuần các năm trước', en: 'against the same weeks of years before' },
  'same-months': { vi: 'so cùng tháng các năm trước', en: 'against the same months of years before' },
  'fire-index': { vi: 'chỉ số cháy rừng', en: 'forest-fire index' },
}

function statWords(i: InputDef): Words {
  const parts = [stats[i.stat]]
  if (i.hours !== undefined) parts.push({ vi: `${number(i.hours).vi} giờ`, en: `of ${i.hours} h` })
  if (i.days !== undefined) parts.push({ vi: `${i.days} ngày`, en: `of ${i.days} days` })
  if (i.hysteresis)
    parts.push({
      vi: `phải lùi ${number(i.hysteresis).vi} ${i.unit} mới hạ`,
      en: `must come back ${i.hysteresis} ${i.unit} to fall`,
    })
  return joined(parts, ' ')
}
