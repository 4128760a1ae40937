import { type Chart, chartTicks, chartTop, type ElementKind, tableFigure } from '@tusom/domain'
import type { ReactNode } from 'react'
import { wrapWords } from './wrap-words.ts'

/** The drawing is the same on a screen, on paper and as a file, so it brings its colours along instead of taking the page's. */
const wide = 720
/** Half as wide on a phone, with type as large: text must not shrink with the drawing. */
const narrow = 380
const seriesFills = ['#0b6b65', '#a9b8bd']
const pairFills = ['#a9b8bd', '#0b6b65']
const shareFills = ['#0b6b65', '#e0a33e', '#b3402f', '#a9b8bd', '#5b6f9c', '#8aa861', '#7a5c8e', '#3f8fb5']
const ink = '#16202a'
const soft = '#4a5763'

const fillOf = (chart: Chart, i: number) => (chart.series.length === 1 ? seriesFills : pairFills)[i] ?? seriesFills[1]

type Words = 'vi' | 'en'
const Lines = (p: { x: number; y: number; lines: string[]; size: number; step: number; anchor?: 'middle' | 'end' }) =>
  p.lines.map((line, i) => (
    <text key={i} x={p.x} y={p.y + i * p.step} fontSize={p.size} textAnchor={p.anchor ?? 'start'} fill={ink}>
      {line}
    </text>
  ))

/** A chart with its title, its key and from how many units it comes, all inside the drawing: a file of it says the same as the page. */
export function ChartSvg({
  chart,
  language,
  id,
  phone,
}: {
  chart: Chart
  language: Words
  id: string
  phone: boolean
}) {
  const width = phone ? narrow : wide
  const title = wrapWords(chart.title[language], phone ? 36 : 62)
  const covers = wrapWords(chart.covers[language], phone ? 56 : 104)
  const top = 18 + title.length * 22 + 8
  const plot =
    chart.shape === 'shares'
      ? shares(chart, language, top, phone)
      : chart.shape === 'bars'
        ? bars(chart, language, top, width)
        : columns(chart, language, top, width)
  const height = plot.bottom + 20 + covers.length * 17
  return (
    <svg
      className="chart"
      id={id}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      fontFamily="'Be Vietnam Pro', 'Noto Sans', Arial, sans-serif"
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id={`${id}-title`}>{chart.title[language]}</title>
      <rect width={width} height={height} fill="#ffffff" />
      {title.map((line, i) => (
        <text key={line} x={16} y={26 + i * 22} fontSize={17} fontWeight={600} fill={ink}>
          {line}
        </text>
      ))}
      {plot.drawn}
      {covers.map((line, i) => (
        <text key={line} x={16} y={plot.bottom + 20 + i * 17} fontSize={12} fill={soft}>
          {line}
        </text>
      ))}
    </svg>
  )
}

type Drawn = { drawn: ReactNode; bottom: number }
const shown = (chart: Chart, v: number) => tableFigure(v, chart.kind as ElementKind)

function key(chart: Chart, language: Words, y: number, width: number): ReactNode {
  const step = Math.min(260, (width - 16) / 2)
  if (chart.series.length < 2) return null
  return chart.series.map((s, i) => (
    <g key={s.name.vi}>
      <rect x={16 + i * step} y={y - 10} width={12} height={12} fill={fillOf(chart, i)} />
      <text x={34 + i * step} y={y} fontSize={13} fill={ink}>
        {s.name[language]}
      </text>
    </g>
  ))
}

function columns(chart: Chart, language: Words, from: number, width: number): Drawn {
  const ticks = chartTicks(chartTop(chart), chart.kind !== 'money')
  const most = ticks.at(-1) as number
  const left = width === narrow ? 52 : 66
  const right = width - 12
  const begin = from + (chart.series.length > 1 ? 42 : 22)
  const base = begin + 220
  const y = (v: number) => base - (v / most) * 220
  const room = (right - left) / chart.categories.length
  const labels = chart.categories.map(c => wrapWords(c[language], Math.max(8, Math.floor(room / 6.6))).slice(0, 3))
  const thick = Math.min(56, (room * 0.72) / chart.series.length)
  return {
    bottom: base + 14 + Math.max(...labels.map(l => l.length)) * 15,
    drawn: (
      <>
        {key(chart, language, from + 12, width)}
        {ticks.map(t => (
          <g key={t}>
            <line x1={left} x2={right} y1={y(t)} y2={y(t)} stroke={t === 0 ? soft : '#dfe3e2'} />
            <text x={left - 6} y={y(t) + 4} fontSize={12} textAnchor="end" fill={soft}>
              {tableFigure(t, 'count')}
            </text>
          </g>
        ))}
        {chart.categories.map((c, k) => {
          const middle = left + room * (k + 0.5)
          return (
            <g key={`${k} ${c.vi}`}>
              {chart.series.map((s, i) => {
                const v = s.values[k] ?? null
                const x = middle + (i - chart.series.length / 2) * thick
                return v === null ? (
                  <text key={s.name.vi} x={x + thick / 2} y={base - 5} fontSize={12} textAnchor="middle" fill={soft}>
                    –
                  </text>
                ) : (
                  <g key={s.name.vi}>
                    <rect x={x + 1.5} width={thick - 3} y={y(v)} height={base - y(v)} fill={fillOf(chart, i)} />
                    <text
                      x={x + thick / 2}
                      y={y(v) - 5}
                      fontSize={thick < 26 ? 9.5 : 12}
                      textAnchor="middle"
                      fill={ink}
                    >
                      {shown(chart, v)}
                    </text>
                  </g>
                )
              })}
              <Lines x={middle} y={base + 17} lines={labels[k] ?? []} size={12} step={15} anchor="middle" />
            </g>
          )
        })}
      </>
    ),
  }
}

function bars(chart: Chart, language: Words, from: number, width: number): Drawn {
  const most = chartTop(chart)
  const left = width === narrow ? 120 : 168
  const room = width - left - 60
  const step = 24
  return {
    bottom: from + 8 + chart.categories.length * step,
    drawn: chart.categories.map((c, k) => {
      const v = chart.series[0]?.values[k] ?? 0
      const y = from + 6 + k * step
      const long = (v / most) * room
      return (
        <g key={`${k} ${c.vi}`}>
          <text x={left - 8} y={y + 14} fontSize={13} textAnchor="end" fill={ink}>
            {c[language]}
          </text>
          <rect x={left} y={y + 1} width={long} height={step - 6} fill={seriesFills[0]} />
          <text x={left + long + 6} y={y + 14} fontSize={12} fill={ink}>
            {shown(chart, v)}
          </text>
        </g>
      )
    }),
  }
}

/** Parts of one whole: a ring, with each part's name, number and share beside it. */
function shares(chart: Chart, language: Words, from: number, phone: boolean): Drawn {
  const values = chart.series[0]?.values.map(v => v ?? 0) ?? []
  const whole = values.reduce((a, b) => a + b, 0)
  const r = 92
  const [cx, cy] = [phone ? narrow / 2 : 130, from + r + 10]
  // on a phone the names stand beneath the ring
  const [listX, listY] = phone ? [24, cy + r + 6] : [270, from]
  const at = (share: number, radius: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2
    return `${(cx + radius * Math.cos(angle)).toFixed(2)} ${(cy + radius * Math.sin(angle)).toFixed(2)}`
  }
  let done = 0
  return {
    bottom: Math.max(cy + r + 8, listY + 24 + values.length * 26),
    drawn: (
      <>
        {values.map((v, k) => {
          const a = done / whole
          done += v
          const b = done / whole
          const fill = shareFills[k % shareFills.length]
          const name = chart.categories[k]?.[language] ?? ''
          const large = b - a > 0.5 ? 1 : 0
          return (
            <g key={`${k} ${name}`}>
              {v === whole ? (
                <circle cx={cx} cy={cy} r={r * 0.78} fill="none" stroke={fill} strokeWidth={r * 0.44} />
              ) : (
                v > 0 && (
                  <path
                    d={`M ${at(a, r)} A ${r} ${r} 0 ${large} 1 ${at(b, r)} L ${at(b, r * 0.56)} A ${r * 0.56} ${r * 0.56} 0 ${large} 0 ${at(a, r * 0.56)} Z`}
                    fill={fill}
                    stroke="#ffffff"
                    strokeWidth={2}
                  />
                )
              )}
              <rect x={listX} y={listY + 20 + k * 26} width={13} height={13} fill={fill} />
              <text x={listX + 22} y={listY + 31 + k * 26} fontSize={14} fill={ink}>
                {`${name}: ${shown(chart, v)} (${tableFigure(Math.round((v / whole) * 1000) / 10, 'share')})`}
              </text>
            </g>
          )
        })}
        <text x={cx} y={cy + 2} fontSize={22} fontWeight={600} textAnchor="middle" fill={ink}>
          {shown(chart, whole)}
        </text>
        <text x={cx} y={cy + 20} fontSize={11} textAnchor="middle" fill={soft}>
          {chart.unit[language]}
        </text>
      </>
    ),
  }
}
