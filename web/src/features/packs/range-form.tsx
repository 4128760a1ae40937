import type { Range } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { NumberBox } from './number-box.tsx'
import vi from './vi.json' with { type: 'json' }

/** A range with its ends: reached or exceeded below, included or not above; an empty end is open. Other keys of the object stay. */
export function RangeForm<R extends Range>(props: {
  of: R
  label: string
  unit?: string
  onChange: (next: R) => void
}) {
  const t = useTexts(vi, en)
  const { of: range, onChange } = props
  const lower = range.above !== undefined ? 'above' : 'from'
  const upper = range.below !== undefined ? 'below' : 'to'
  const set = (end: 'lower' | 'upper', key: keyof Range, value: number | null | undefined) => {
    const next = { ...range }
    for (const k of end === 'lower' ? (['from', 'above'] as const) : (['to', 'below'] as const)) delete next[k]
    if (value !== null && value !== undefined) (next as Range)[key] = value
    onChange(next)
  }
  return (
    <span className="pack-range">
      <select
        className="input pack-sign"
        aria-label={`${props.label}: ${t('signLow')}`}
        value={lower}
        onChange={e => set('lower', e.target.value as 'from' | 'above', range[lower])}
      >
        <option value="from">≥</option>
        <option value="above">&gt;</option>
      </select>
      <NumberBox
        label={`${props.label}: ${t('atLeast')}`}
        value={range[lower]}
        empty={t('open')}
        onChange={v => set('lower', lower, v)}
      />
      <select
        className="input pack-sign"
        aria-label={`${props.label}: ${t('signHigh')}`}
        value={upper}
        onChange={e => set('upper', e.target.value as 'to' | 'below', range[upper])}
      >
        <option value="to">≤</option>
        <option value="below">&lt;</option>
      </select>
      <NumberBox
        label={`${props.label}: ${t('atMost')}`}
        value={range[upper]}
        empty={t('open')}
        onChange={v => set('upper', upper, v)}
      />
      {props.unit && <span className="s">{props.unit}</span>}
    </span>
  )
}
