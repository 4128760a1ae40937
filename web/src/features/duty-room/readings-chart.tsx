import type { ChartSeries } from '@tusom/contract'
import { formatNumber, localParts } from '@tusom/vi-text'
import { useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useNow } from '../../api/clock.ts'
import { useTheme } from '../../app/theme.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark, shortTime } from '../../ui/index.ts'
import { type ChartData, chartData, type Line, yRange } from './chart-data.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const HEIGHT = 200

/** The readings of the last 24 hours with the thresholds drawn in, each with where it comes from when that is not settled. */
export function ReadingsChart({ series }: { series: ChartSeries }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [theme] = useTheme()
  const end = useNow(300)
  const place = useRef<HTMLDivElement>(null)
  const [under, setUnder] = useState<number | null>(null)
  const data = useMemo(() => chartData(series, end + 300_000), [series, end])
  const name =
    data.kind === 'value'
      ? `${series.measures?.[language] ?? series.indicator} · ${series.name}`
      : data.kind !== 'stage'
        ? /^mưa /i.test(series.name)
          ? series.name
          : t('rain', { name: series.name })
        : series.river
          ? t('stage', { name: series.name, river: series.river })
          : t('stageNoRiver', { name: series.name })
  const labelOf = (line: Line): string => {
    const doubt =
      line.status === 'sourced' ? '' : ` · ${line.status === 'invented' ? t('sampleWord') : t('unverified')}`
    if (line.mark === null)
      return data.kind === 'value'
        ? t('boundOf', { n: formatNumber(line.value), unit: series.unit })
        : t('mmAtLeast', { n: line.value }) + doubt
    const mark = line.mark === 'record' && line.year ? t('recordYear', { year: line.year }) : t(line.mark)
    return `${mark} · ${formatNumber(line.value, 2)} m${doubt}`
  }
  useEffect(() => {
    const target = place.current
    if (!target || !data.x.length) return
    const plot = draw(target, data, labelOf, setUnder)
    const resize = new ResizeObserver(() => plot.setSize({ width: target.clientWidth, height: HEIGHT }))
    resize.observe(target)
    return () => {
      resize.disconnect()
      plot.destroy()
    }
  }, [data, theme, t])

  const last = data.x.length - 1
  const at = under ?? last
  const shown = data.y[at] ?? null
  const unit = data.kind === 'stage' || data.kind === 'value' ? series.unit : 'mm/24h'
  const known = data.y.filter(v => v !== null)
  return (
    <figure className="chart">
      <figcaption className="row">
        <h3>{name}</h3>
        {series.invented && <SampleMark />}
        <span className="sp" />
        {data.x.length > 0 && (
          <span className="s">
            {shown !== null && (
              <>
                <b>
                  {data.kind === 'value' ? formatNumber(shown) : formatNumber(shown, data.kind === 'stage' ? 2 : 1)}{' '}
                  {unit}
                </b>
                {data.bars ? ' · ' : ' '}
              </>
            )}
            {data.bars && <>{formatNumber(data.bars[at] ?? 0, 1)} mm · </>}
            {shortTime((data.x[at] ?? 0) * 1000, end)}
          </span>
        )}
      </figcaption>
      {data.x.length ? (
        <div
          ref={place}
          role="img"
          aria-label={t('chartAlt', {
            name,
            value: shown === null ? '—' : formatNumber(shown),
            unit,
            time: shortTime((data.x[last] ?? 0) * 1000, end),
            min: known.length ? formatNumber(Math.min(...known)) : '—',
            max: known.length ? formatNumber(Math.max(...known)) : '—',
          })}
        />
      ) : (
        <p className="s">{t('noReadings')}</p>
      )}
      {data.bars && data.x.length > 0 && <p className="xs mut">{t('chartScales')}</p>}
    </figure>
  )
}

function draw(
  target: HTMLElement,
  data: ChartData,
  labelOf: (line: Line) => string,
  onCursor: (index: number | null) => void,
): uPlot {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const [ink, quiet, line, act] = [colour('--ink'), colour('--ink-2'), colour('--line'), colour('--act')]
  const font = `500 11px ${colour('--font')}`
  const [low, high] = yRange(data)
  const days = data.to - data.from > 2 * 86_400
  const hour = (seconds: number): string => {
    const p = localParts(seconds * 1000)
    return days || (p.hour === 0 && p.minute === 0) ? `${p.day}/${p.month}` : `${p.hour}h`
  }
  const axis = { stroke: quiet, font, grid: { show: false }, ticks: { stroke: line, size: 4 } }
  return new uPlot(
    {
      width: target.clientWidth,
      height: HEIGHT,
      padding: [10, data.bars ? 0 : 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7, fill: ink } },
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Asia/Ho_Chi_Minh'),
      scales: {
        // half an hour of room, so that the last bar and the last dot are whole
        x: { time: true, range: [data.from, data.to + 1_800] },
        y: { range: [low, high] },
        bars: { range: (_u, _min, max) => [0, Math.max(10, max * 2.5)] },
      },
      axes: [
        { ...axis, values: (_u, ticks) => ticks.map(hour), size: 28, space: 54 },
        { ...axis, values: (_u, ticks) => ticks.map(v => formatNumber(v)), size: 48 },
        ...(data.bars
          ? [
              {
                ...axis,
                scale: 'bars',
                side: 1 as const,
                size: 34,
                stroke: act,
                values: (_u: uPlot, ticks: number[]) => ticks.map(v => formatNumber(v)),
              },
            ]
          : []),
      ],
      series: [
        {},
        { stroke: ink, width: 2.2, points: { show: data.x.length < 3 } },
        ...(data.bars
          ? [
              {
                scale: 'bars',
                stroke: act,
                fill: act,
                width: 0,
                alpha: 0.55,
                points: { show: false },
                paths: uPlot.paths.bars?.({ size: [0.7, 14] }),
              },
            ]
          : []),
      ],
      hooks: {
        drawAxes: [u => drawLines(u, data, labelOf, { quiet, font, low, high, card: colour('--card') })],
        draw: [u => drawLast(u, data, ink)],
        setCursor: [u => onCursor(u.cursor.idx ?? null)],
      },
    },
    [data.x, data.y, ...(data.bars ? [data.bars] : [])],
    target,
  )
}

/** Marks in the colour of ink, not of levels: alarm 3 is not level 3, and which level it means depends on the zone. */
function drawLines(
  u: uPlot,
  data: ChartData,
  labelOf: (line: Line) => string,
  look: { quiet: string; font: string; low: number; high: number; card: string },
): void {
  const { ctx, bbox } = u
  const ratio = devicePixelRatio
  ctx.save()
  ctx.font = look.font.replace(/(\d+)px/, (_all, px: string) => `${Number(px) * ratio}px`)
  ctx.textBaseline = 'bottom'
  ctx.lineWidth = 1.4 * ratio
  const dashes: Record<string, number[]> = { alarm1: [2, 4], alarm2: [6, 4], alarm3: [12, 3], record: [] }
  for (const line of data.lines) {
    if (line.value < look.low || line.value > look.high) continue
    const y = Math.round(u.valToPos(line.value, 'y', true))
    ctx.strokeStyle = look.quiet
    ctx.setLineDash((dashes[line.mark ?? 'alarm2'] ?? []).map(n => n * ratio))
    ctx.beginPath()
    ctx.moveTo(bbox.left, y)
    ctx.lineTo(bbox.left + bbox.width, y)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.strokeStyle = look.card
    ctx.fillStyle = look.quiet
    const text = labelOf(line)
    const right = clearOnRight(data, line.value)
    ctx.textAlign = right ? 'right' : 'left'
    const x = right ? bbox.left + bbox.width - 4 * ratio : bbox.left + 4 * ratio
    ctx.lineWidth = 4 * ratio
    ctx.strokeText(text, x, y - 2 * ratio)
    ctx.fillText(text, x, y - 2 * ratio)
    ctx.lineWidth = 1.4 * ratio
  }
  ctx.restore()
}

/** Whether the curve keeps further away from a mark at its end than at its beginning: there the words stand. */
function clearOnRight(data: ChartData, value: number): boolean {
  const third = Math.ceil(data.y.length / 3)
  const nearest = (part: readonly (number | null)[]) =>
    Math.min(...part.map(v => (v === null ? Number.POSITIVE_INFINITY : Math.abs(v - value))))
  return nearest(data.y.slice(-third)) >= nearest(data.y.slice(0, third))
}

function drawLast(u: uPlot, data: ChartData, ink: string): void {
  const last = data.y.findLastIndex(v => v !== null)
  const value = data.y[last] ?? null
  if (value === null) return
  const { ctx } = u
  ctx.save()
  ctx.fillStyle = ink
  ctx.beginPath()
  ctx.arc(u.valToPos(data.x[last] ?? 0, 'x', true), u.valToPos(value, 'y', true), 4 * devicePixelRatio, 0, 2 * Math.PI)
  ctx.fill()
  ctx.restore()
}
