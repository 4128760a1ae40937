import {
  type CompleteSeries,
  completeSeries,
  cusum,
  type Detection,
  DetectionError,
  ears,
  farrington,
  farringtonFlexible,
  type Note,
  readPeriod,
  RowError,
  type Series,
} from '@tusom/detection'
import type { Command, Io } from './command.ts'
import { type DetectOptions, readDetectArgs, unusedOptions } from './detect-options.ts'
import { type CountTable, readCountTable, TableFault } from './detect-table.ts'

const HELP = `tusom detect METHOD TỆP.csv [--json] [tùy chọn / options]

Tìm số đếm bất thường trong chuỗi ngày, tuần hoặc tháng (ca bệnh, vụ lừa đảo, vụ cháy …).
Finds unusual counts in a series of days, weeks or months.

  METHOD  ears-c1 | ears-c2 | ears-c3 | farrington | farrington-flexible | cusum
  TỆP     cột / columns: date,count[,population]; date 2025-10-06, 2025-W41 hoặc / or 2025-10

Chung / all
  --json                     một mảng JSON / one JSON array [{date,count,expected,upperbound,alarm,score,note}]
  --range ĐẦU:CUỐI           số thứ tự từ 1 (như R) hoặc ngày / position from 1 (as in R) or dates START:END
  --alpha P                  farrington 0.05 hai phía/two-sided, -flexible 0.05 một phía/one-sided, ears 0.001, c3 0.025
ears-*
  --baseline 7  --min-sigma 0  --c3-bound surveillance|published
farrington, farrington-flexible
  --b 5  --w 3  --reweight true|false  --weights-threshold 1 | 2.58  --trend true|false  --p-threshold-trend 0.05
  --limit54 5,4  --powertrans 2/3|1/2|none  --years calendar|index
  --population-offset true|false      dùng cột population / use it (có cột thì -flexible tự dùng / -flexible does if it is there)
farrington-flexible
  --no-periods 1  --past-weeks-not-included W  --threshold-method delta|nbPlugin|muan  --standard-errors surveillance|model
cusum
  --k 1.04  --h 2.26  --m SỐ/NUMBER|glm  --trans standard|rossi|anscombe|anscombe2nd|pearsonNegBin|anscombeNegBin|none  --reset true

Kỳ thiếu không phải là 0: lệnh báo ra và để trống. Số liệu ngắn, nhiều kỳ thiếu hoặc gần như toàn 0 thì xem libs/detection/README.md.
A missing period is not zero: it is said and left empty. Each method's limits are in libs/detection/README.md.
Mã thoát / exit code: 0 xong / done · 1 số liệu có lỗi / the data are at fault · 2 sai cách gọi hoặc thiếu tệp / usage, missing file

Ví dụ / example:
  tusom detect farrington-flexible sot-xuat-huyet.csv --json --b 5 --no-periods 10 --past-weeks-not-included 26 \\
    --p-threshold-trend 1 --threshold-method nbPlugin --alpha 0.005 --range 2025-01-06:2025-12-29
`

const WHY: Record<Note, string> = {
  'missing-count': 'không có số liệu · nothing reported',
  'short-history': 'chưa đủ số liệu quá khứ · not enough history',
  'missing-history': 'số liệu quá khứ có chỗ thiếu · history has holes',
  'few-cases': 'quá ít ca để báo động · too few cases for an alarm',
  'flat-baseline': 'quá khứ không dao động · history does not vary',
  'no-fit': 'không lập được mô hình · the model could not be fitted',
}

/** Position of each bound of `--range` in the series, from 0. */
function rangeOf(text: string, { labels, series }: CompleteSeries): readonly [number, number] {
  const parts = text.split(':')
  const place = (part: string): number => {
    if (/^\d{1,6}$/.test(part)) return Number(part) - 1
    const day = readPeriod(part)
    const exact = labels.indexOf(part)
    return exact >= 0 ? exact : Number.isNaN(day) ? NaN : series.dates.findIndex(d => readPeriod(d) === day)
  }
  const [start, end] = [place(parts[0] ?? ''), place(parts[1] ?? '')]
  if (parts.length !== 2 || Number.isNaN(start) || Number.isNaN(end))
    throw new DetectionError(
      'range',
      `--range ${text}: cần ĐẦU:CUỐI, là số thứ tự từ 1 hoặc ngày · START:END is needed, positions from 1 or dates.`,
    )
  if (start < 0 || end >= labels.length || start > end)
    throw new DetectionError(
      'range',
      `--range ${text} nằm ngoài chuỗi 1:${labels.length} (${labels[0]}:${labels.at(-1)}) · is outside the series.`,
    )
  return [start, end]
}

function detect(method: DetectOptions['method'], series: Series, options: DetectOptions): Detection[] {
  const { values } = options
  switch (method) {
    case 'ears-c1':
    case 'ears-c2':
    case 'ears-c3':
      // the command is compared with R, so its C3 has R's bound unless asked otherwise; the library's default is the published one
      return ears(series, {
        c3Bound: 'surveillance',
        ...values,
        method: method === 'ears-c1' ? 'C1' : method === 'ears-c2' ? 'C2' : 'C3',
      })
    case 'farrington':
      return farrington(series, values)
    case 'farrington-flexible':
      return farringtonFlexible(series, { populationOffset: series.population !== undefined, ...values })
    case 'cusum':
      return cusum(series, values)
  }
}

function several(labels: readonly string[]): string {
  const shown = labels.slice(0, 5).join(', ')
  return labels.length > 5 ? `${shown}, …` : shown
}

/** Says what is missing before anything is concluded from it. */
function tellMissing(table: CountTable, complete: CompleteSeries, say: (text: string) => void): void {
  const { missing, labels } = complete
  if (missing.length)
    say(
      `thiếu ${missing.length} kỳ (${several(missing)}): để trống, không coi là 0 · ${missing.length} missing periods are left empty, not taken as zero.`,
    )
  const empty = table.rows.filter(r => r.count === null)
  if (empty.length)
    say(
      `${empty.length} kỳ không có số đếm (${several(empty.map(r => r.date))}): để trống, không coi là 0 · ${empty.length} periods have no count, left empty, not zero.`,
    )
  const known = complete.series.counts.filter(c => c !== null)
  if (known.length && known.filter(c => c === 0).length > 0.8 * known.length)
    say(
      'hơn 80 % số kỳ bằng 0: ngưỡng của các phương pháp này kém tin cậy · more than 80 % of the periods are zero: these bounds are hardly reliable.',
    )
  if (missing.length + empty.length > 0.2 * labels.length)
    say(
      'hơn 20 % số kỳ thiếu số liệu: ngưỡng kém tin cậy · more than 20 % of the periods are missing: bounds are unreliable.',
    )
}

function print(found: readonly Detection[], labels: readonly string[], io: Io): void {
  const two = (x: number | null) => (x === null ? '–' : x.toFixed(2))
  for (const d of found)
    io.out(
      `${labels[d.index]}\t${d.count ?? '–'}\t${two(d.expected)}\t${two(d.upperbound)}\t${d.alarm ? 'BÁO ĐỘNG · ALARM' : ''}${d.note ? ` (${WHY[d.note]})` : ''}\n`,
    )
  const alarms = found.filter(d => d.alarm).length
  io.err(`${alarms} báo động trong ${found.length} kỳ · ${alarms} alarms in ${found.length} periods\n`)
}

/** `tusom detect METHOD FILE.csv --json`: shape and exit codes as in docs/command-line.md. */
export const detectCommand: Command = {
  name: 'detect',
  summary: 'Tìm số đếm bất thường · unusual counts in a series',
  help: HELP,
  run: async (args, io) => {
    if (args.includes('--help') || args.includes('-h')) {
      io.out(HELP)
      return 0
    }
    const asked = readDetectArgs(args)
    if ('fault' in asked) {
      io.err(`tusom detect: ${asked.fault}. Xem / see: tusom detect --help\n`)
      return 2
    }
    const say = (text: string) => io.err(`tusom detect: ${asked.file}: ${text}\n`)
    let table: CountTable | undefined
    try {
      table = await readCountTable(asked.file)
      const complete = completeSeries(table.rows)
      tellMissing(table, complete, say)
      for (const option of unusedOptions(asked))
        say(`--${option} không dùng cho ${asked.method} · --${option} is not used by ${asked.method}.`)
      const { series, labels } = complete
      if (asked.range !== undefined) asked.values.range = rangeOf(asked.range, complete)
      const found = detect(asked.method, asked.years === 'index' ? { ...series, dates: undefined } : series, asked)
      if (asked.json) {
        const rows = found.map(({ index, ...d }) => ({ ...d, date: labels[index] }))
        io.out(`[${rows.map(r => JSON.stringify(r)).join(',\n ')}]\n`)
      } else print(found, labels, io)
      if (asked.method === 'farrington-flexible' && series.population && asked.values.populationOffset === undefined)
        say(
          'dùng cột population làm mẫu số (tắt: --population-offset false) · the population column is used as an offset.',
        )
      if (asked.method === 'ears-c3' && asked.values.c3Bound === undefined)
        say(
          'ngưỡng C3 theo R surveillance, báo chậm một kỳ so với định nghĩa đã công bố: --c3-bound published · C3 follows R surveillance, one period later than published.',
        )
      if (found.every(d => d.note === 'short-history')) {
        say(
          `chuỗi ${labels.length} kỳ quá ngắn cho ${asked.method} với các tùy chọn này · ${labels.length} periods are too few for ${asked.method} with these options.`,
        )
        return 1
      }
      return 0
    } catch (error) {
      if (error instanceof TableFault) {
        say(error.message)
        return error.exit
      }
      if (error instanceof RowError) {
        const line = table?.lines[error.row]
        say(`dòng / line ${line ?? 1}: ${error.message}.`)
        return 1
      }
      if (error instanceof DetectionError) {
        say(error.message)
        return error.field === 'counts' || error.field === 'population' ? 1 : 2
      }
      throw error
    }
  },
}
