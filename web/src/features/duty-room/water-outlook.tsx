import type { CommuneLevels } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import { SampleMark, shortTime } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Water = CommuneLevels['water'][number]
const WIDTH = 640
const HEIGHT = 150
const LEFT = 4
const marks = ['alarm1', 'alarm2', 'alarm3', 'record'] as const

/** The water of the next 24 hours: the middle of what may come, and how wide the doubt is. Never a single line alone. */
export function WaterOutlook({ of }: { of: Water }) {
  const t = useTexts(vi, en)
  const start = Date.parse(of.last.at)
  const end = Date.parse(of.points.at(-1)?.at ?? of.last.at)
  const known = of.points.flatMap(p => [p.value, p.low95 ?? p.value, p.high95 ?? p.value])
  const lines = marks.flatMap(m => {
    const figure = of.thresholds[m]
    return figure ? [{ mark: m, ...figure }] : []
  })
  const [least, most] = [Math.min(of.last.value, ...known), Math.max(of.last.value, ...known)]
  // thresholds near enough to matter are drawn; a record ten metres above would flatten everything
  const near = lines.filter(l => l.value >= least - (most - least) - 0.5 && l.value <= most + (most - least) + 0.5)
  const low = Math.min(least, ...near.map(l => l.value))
  const high = Math.max(most, ...near.map(l => l.value))
  const room = (high - low || 1) * 0.08
  const x = (at: string) => LEFT + ((Date.parse(at) - start) / (end - start || 1)) * (WIDTH - LEFT - 4)
  const y = (v: number) => HEIGHT - ((v - low + room) / (high - low + 2 * room)) * HEIGHT
  const band = (lo: 'low80' | 'low95', hi: 'high80' | 'high95') => {
    const with_ = of.points.filter(p => p[lo] !== null && p[hi] !== null)
    if (!with_.length) return ''
    const here = `${x(of.last.at)},${y(of.last.value)}`
    return [
      here,
      ...with_.map(p => `${x(p.at)},${y(p[hi] as number)}`),
      ...with_.toReversed().map(p => `${x(p.at)},${y(p[lo] as number)}`),
    ].join(' ')
  }
  const far = of.points.at(-1)
  const reached = lines.filter(l => l.value > of.last.value && of.points.some(p => p.value >= l.value)).at(-1)
  const maybe = lines
    .filter(l => l.value > of.last.value && of.points.some(p => (p.high80 ?? p.value) >= l.value))
    .at(-1)
  const said = reached
    ? t('outlookReach', { mark: t(reached.mark) })
    : maybe
      ? t('outlookMaybe', { mark: t(maybe.mark) })
      : t('outlookBelow')
  return (
    <figure className="water-outlook">
      <figcaption className="row wrap">
        <b>{of.river ? t('stage', { name: of.name, river: of.river }) : t('stageNoRiver', { name: of.name })}</b>
        {of.invented && <SampleMark />}
        <span className="sp" />
        <span className="s">
          {t('outlookNow', { value: formatNumber(of.last.value, 2), time: shortTime(start, start) })}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={said} preserveAspectRatio="none">
        <polygon className="band95" points={band('low95', 'high95')} />
        <polygon className="band80" points={band('low80', 'high80')} />
        {near.map(l => (
          <line key={l.mark} className={`mark ${l.mark}`} x1={0} x2={WIDTH} y1={y(l.value)} y2={y(l.value)} />
        ))}
        <polyline
          className="middle"
          points={[`${x(of.last.at)},${y(of.last.value)}`, ...of.points.map(p => `${x(p.at)},${y(p.value)}`)].join(' ')}
        />
      </svg>
      <p className="row wrap xs">
        {near.map(l => (
          <span key={l.mark}>
            {t(l.mark)} {formatNumber(l.value, 2)} m
          </span>
        ))}
      </p>
      <p className="s">
        <b>{said}</b>{' '}
        {far &&
          far.low80 !== null &&
          far.high80 !== null &&
          t('outlookFar', {
            time: shortTime(Date.parse(far.at), start),
            low: formatNumber(far.low80, 2),
            high: formatNumber(far.high80, 2),
          })}
      </p>
    </figure>
  )
}
