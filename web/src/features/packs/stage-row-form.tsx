import type { Mark, StageRow } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { NumberBox } from './number-box.tsx'
import vi from './vi.json' with { type: 'json' }

const markNames = ['alarm1', 'alarm2', 'alarm3', 'record'] as const
const zones = [1, 2, 3, 4] as const

/** A row of Điều 45: from which mark of the gauge to which, in which zones, in one basin or several. */
export function StageRowForm({ row, onChange }: { row: StageRow; onChange: (next: StageRow) => void }) {
  const t = useTexts(vi, en)
  const withTo = (to: Mark | undefined): StageRow => {
    const { to: _, ...rest } = row
    return to ? { ...rest, to } : rest
  }
  const withZone = (zone: number, on: boolean) =>
    onChange({ ...row, zones: on ? [...row.zones, zone].sort() : row.zones.filter(z => z !== zone) })
  const several = (on: boolean) => {
    const { basins: _, ...rest } = row
    onChange(on ? { ...rest, basins: 'several' } : rest)
  }
  return (
    <div className="pack-fields">
      <MarkForm
        label={t('waterFrom')}
        mark={row.from}
        flag="exclusive"
        flagText={t('notIncluded')}
        onChange={from => from && onChange({ ...row, from })}
      />
      <MarkForm
        label={t('waterTo')}
        mark={row.to}
        flag="inclusive"
        flagText={t('included')}
        open
        onChange={to => onChange(withTo(to))}
      />
      <fieldset className="pack-checks">
        <legend>{t('zones')}</legend>
        {zones.map(z => (
          <label key={z}>
            <input type="checkbox" checked={row.zones.includes(z)} onChange={e => withZone(z, e.target.checked)} /> {z}
          </label>
        ))}
      </fieldset>
      <label className="pack-check">
        <input type="checkbox" checked={row.basins === 'several'} onChange={e => several(e.target.checked)} />{' '}
        {t('severalBasins')}
      </label>
    </div>
  )
}

function MarkForm(props: {
  label: string
  mark: Mark | undefined
  flag: 'inclusive' | 'exclusive'
  flagText: string
  open?: boolean
  onChange: (next: Mark | undefined) => void
}) {
  const t = useTexts(vi, en)
  const { mark, flag } = props
  const withPlus = (plus: number | null): Mark => {
    const { plus: _, ...rest } = mark as Mark
    return plus ? { ...rest, plus } : rest
  }
  const withFlag = (on: boolean): Mark => {
    const { [flag]: _, ...rest } = mark as Mark
    return on ? { ...rest, [flag]: true } : rest
  }
  return (
    <fieldset className="pack-range">
      <legend>{props.label}</legend>
      <select
        className="input"
        aria-label={props.label}
        value={mark?.mark ?? ''}
        onChange={e =>
          props.onChange(e.target.value === '' ? undefined : { ...mark, mark: e.target.value as Mark['mark'] })
        }
      >
        {props.open && <option value="">{t('noEnd')}</option>}
        {markNames.map(m => (
          <option key={m} value={m}>
            {t(`mark.${m}`)}
          </option>
        ))}
      </select>
      {mark && (
        <>
          <span aria-hidden="true">+</span>
          <NumberBox
            label={`${props.label}: ${t('plusMetres')}`}
            value={mark.plus ?? 0}
            min={-50}
            max={50}
            empty="0"
            onChange={v => props.onChange(withPlus(v))}
          />
          <span className="s">m</span>
          <label className="pack-check">
            <input
              type="checkbox"
              checked={mark[flag] === true}
              onChange={e => props.onChange(withFlag(e.target.checked))}
            />{' '}
            {props.flagText}
          </label>
        </>
      )}
    </fieldset>
  )
}
