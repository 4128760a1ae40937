import type { BandHazard, BandRow, Extent, Terrain } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { NumberBox } from './number-box.tsx'
import vi from './vi.json' with { type: 'json' }

const extents: readonly Extent[] = ['under-half', 'over-half', 'many-provinces']
const terrains: readonly Terrain[] = ['mountain', 'plain']

/** A row of Điều 44: which band of rain, on how many days by terrain, how wide. */
export function BandRowForm(props: { hazard: BandHazard; row: BandRow; onChange: (next: BandRow) => void }) {
  const t = useTexts(vi, en)
  const { hazard, row, onChange } = props
  const withDays = (terrain: Terrain, days: [number, number | null] | undefined) => {
    const { [terrain]: _, ...rest } = row.days
    onChange({ ...row, days: days ? { ...rest, [terrain]: days } : rest })
  }
  const above = (on: boolean) => {
    const { above: _, ...rest } = row
    onChange(on ? { ...rest, above: true } : rest)
  }
  return (
    <div className="pack-fields">
      <label className="pack-labelled">
        {t('band')}
        <select className="input" value={row.band} onChange={e => onChange({ ...row, band: e.target.value })}>
          {hazard.bands.map(b => (
            <option key={b.id} value={b.id}>
              {b.id}
            </option>
          ))}
        </select>
      </label>
      <label className="pack-labelled">
        {t('extent')}
        <select
          className="input"
          value={row.extent}
          onChange={e => onChange({ ...row, extent: e.target.value as Extent })}
        >
          {extents.map(x => (
            <option key={x} value={x}>
              {t(`extent.${x}`)}
            </option>
          ))}
        </select>
      </label>
      {terrains.map(terrain => {
        const days = row.days[terrain]
        const label = t(`days.${terrain}`)
        return (
          <fieldset key={terrain} className="pack-range">
            <legend>
              <label className="pack-check">
                <input
                  type="checkbox"
                  checked={days !== undefined}
                  onChange={e => withDays(terrain, e.target.checked ? [1, null] : undefined)}
                />{' '}
                {label}
              </label>
            </legend>
            {days && (
              <>
                <NumberBox
                  label={`${label}: ${t('atLeast')}`}
                  value={days[0]}
                  min={0}
                  onChange={v => v !== null && withDays(terrain, [v, days[1]])}
                />
                <span aria-hidden="true">–</span>
                <NumberBox
                  label={`${label}: ${t('atMost')}`}
                  value={days[1]}
                  min={0}
                  empty={t('open')}
                  onChange={v => withDays(terrain, [days[0], v])}
                />
                <span className="s">{t('daysWord')}</span>
              </>
            )}
          </fieldset>
        )
      })}
      <label className="pack-check">
        <input type="checkbox" checked={row.above === true} onChange={e => above(e.target.checked)} /> {t('daysAbove')}
      </label>
    </div>
  )
}
