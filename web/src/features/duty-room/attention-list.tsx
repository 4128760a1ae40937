import type { LevelRow } from '@tusom/contract'
import { type KeyboardEvent, useRef } from 'react'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { DateTime, LevelBadge, SampleMark, useHazardName, useSaidIn } from '../../ui/index.ts'
import { holderOf, keyOf, sinceOf, standingOf } from './attention.ts'
import en from './en.json' with { type: 'json' }
import { Trend } from './trend.tsx'
import vi from './vi.json' with { type: 'json' }

type Props = {
  /** in the order of `inOrder` */
  rows: readonly LevelRow[]
  chosen: string | null
  onChoose: (key: string) => void
  /** Enter or a click: on a phone that is another page */
  onOpen: (row: LevelRow) => void
}

/** Communes in need of attention. Arrows move and choose, Enter opens. */
export function AttentionList({ rows, chosen, onChoose, onOpen }: Props) {
  const t = useTexts(vi, en)
  const list = useRef<HTMLUListElement>(null)
  const firstKey = rows[0] ? keyOf(rows[0]) : null
  const at = rows.some(row => keyOf(row) === chosen) ? chosen : firstKey
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const here = rows.findIndex(row => keyOf(row) === at)
    const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)]
    if (!next) return
    onChoose(keyOf(next))
    const button = list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(keyOf(next))}"]`)
    button?.focus()
    button?.scrollIntoView({ block: 'nearest' })
  }
  const firstOpen = rows.findIndex(row => standingOf(row).level === null)
  return (
    <ul className="attention" ref={list} onKeyDown={onKey} aria-label={t('attention')}>
      {rows.map((row, i) => (
        <li key={keyOf(row)}>
          {i === firstOpen && <div className="attention-group xs b">{t('openGroup')}</div>}
          <Item row={row} chosen={keyOf(row) === chosen} reachable={keyOf(row) === at} onOpen={() => onOpen(row)} />
        </li>
      ))}
    </ul>
  )
}

function Item(props: { row: LevelRow; chosen: boolean; reachable: boolean; onOpen: () => void }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const { row } = props
  const { level, status } = standingOf(row)
  const holder = holderOf(row)
  const urgent = holder === null && (level ?? 0) >= 4
  // what the readings say now, not what they said when the level changed; but why it is undetermined is said with the change
  const evidence = level === null ? row.suggested?.evidence[0] : (row.now ?? row.suggested?.evidence[0])
  const saidIn = useSaidIn()
  const said = evidence ? saidIn(evidence) : undefined
  return (
    <button
      type="button"
      className={`attention-item ${props.chosen ? 'on' : ''}`}
      aria-current={props.chosen || undefined}
      data-key={keyOf(row)}
      tabIndex={props.reachable ? 0 : -1}
      onClick={props.onOpen}
    >
      <span className={urgent ? 'urgent' : ''}>
        <LevelBadge level={level} status={status} />
      </span>
      <span className="attention-text">
        <span className="row">
          <b>{row.unitName}</b>
          <span className="s">{hazardName(row.hazard)}</span>
          {row.sample && <SampleMark />}
          <span className="sp" />
          {row.trend && <Trend of={row.trend} />}
        </span>
        <span className="s says" title={said}>
          {said ?? (row.suggested?.level === null ? t('openWhy') : row.official?.bulletin?.issuer)}
        </span>
        <span className="xs attention-meta">
          <span>
            {t('since')} <DateTime at={sinceOf(row)} short />
          </span>
          <OtherSide row={row} />
          <span className={holder ? '' : 'late b'}>{holder ? <Holder name={holder.name} /> : t('nobody')}</span>
        </span>
      </span>
    </button>
  )
}

/** The side that is not on the badge, in words: official and suggested are never one number. */
function OtherSide({ row }: { row: LevelRow }) {
  const t = useTexts(vi, en)
  const { status } = standingOf(row)
  if (status === 'suggested')
    return typeof row.official?.level === 'number' ? (
      <b>{t('bulletinLevel', { n: row.official.level })}</b>
    ) : (
      <span>{t('noBulletin')}</span>
    )
  // a level that stands by the bulletin alone, beside a reading below every alarm, would read as a mistake
  if (!row.suggested) return <span>{t('bulletinOnly')}</span>
  return row.suggested.level === null ? (
    <span>{t('suggestedOpen')}</span>
  ) : (
    <span>{t('suggestedLevel', { n: row.suggested.level })}</span>
  )
}

function Holder({ name }: { name: string }) {
  const t = useTexts(vi, en)
  const me = useMe()
  return <>{t('held', { name: name === me.displayName ? t('you') : name })}</>
}
