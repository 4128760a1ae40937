import type { FileLook } from '@tusom/contract'
import { readMoment, type ReadingMapping } from '@tusom/domain'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import type { Translate } from '../../i18n/texts.ts'
import { Card, DateTime, Field } from '../../ui/index.ts'
import { ColumnTable } from './column-table.tsx'
import en from './en.json' with { type: 'json' }
import { useIndicatorName, useStationChoices } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

type T = Translate<keyof typeof vi & string>
const orders = ['dmy', 'mdy', 'ymd', 'epoch-s', 'epoch-ms'] as const

/** What a person still has to say before the file can be checked, or null. */
export function mappingGap(m: ReadingMapping, t: T): string | null {
  if (m.timeColumn < 0) return t('needTime')
  if (!m.values.length) return t('needValue')
  return null
}

/** The columns of a file and what they are, on the file's own first rows. */
export function MappingForm(props: { look: FileLook; mapping: ReadingMapping; onChange: (m: ReadingMapping) => void }) {
  const t = useTexts(vi, en)
  const { look, mapping: m } = props
  const stations = useStationChoices()
  const indicatorName = useIndicatorName()
  const indicators = [...new Set(stations.flatMap(s => s.indicators.map(i => i.code)))]
  const set = (change: Partial<ReadingMapping>) => props.onChange({ ...m, ...change })
  const first = look.rows.find(r => r.row > m.headerRow && (r.cells[m.timeColumn] ?? null) !== null)
  return (
    <Card
      title={t('howRead')}
      aside={
        <span className="s">
          {t('rowsInFile', { n: formatNumber(look.rowCount), c: formatNumber(look.columnCount) })}
        </span>
      }
    >
      <div className="pad stack">
        <p className={`note ${look.remembered ? '' : 'doubt'}`}>
          {look.remembered ? (
            <span>
              {t('rememberedNote', {
                who: look.remembered.usedByName,
                file: look.remembered.fileName,
                times: look.remembered.times,
              })}{' '}
              <DateTime at={look.remembered.usedAt} />
            </span>
          ) : (
            t('guessedNote')
          )}
        </p>
        <div className="mapping-fields">
          <Field label={t('headerRow')} hint={t('headerRowHint')}>
            {c => (
              <input
                {...c}
                className="input"
                type="number"
                min={0}
                max={50}
                value={m.headerRow}
                onChange={e => set({ headerRow: Math.min(50, Math.max(0, Math.trunc(Number(e.target.value)) || 0)) })}
              />
            )}
          </Field>
          <Field label={t('dateOrder')}>
            {c => (
              <select
                {...c}
                className="input"
                value={m.time.order}
                onChange={e => set({ time: { ...m.time, order: e.target.value as (typeof orders)[number] } })}
              >
                {orders.map(o => (
                  <option key={o} value={o}>
                    {t(`order.${o}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('zone')}>
            {c => (
              <select
                {...c}
                className="input"
                value={m.time.zone}
                onChange={e => set({ time: { ...m.time, zone: e.target.value } })}
              >
                <option value="+07:00">{t('zoneVn')}</option>
                <option value="Z">{t('zoneUtc')}</option>
              </select>
            )}
          </Field>
          <Field label={t('decimal')}>
            {c => (
              <select
                {...c}
                className="input"
                value={m.decimal}
                onChange={e => set({ decimal: e.target.value as ReadingMapping['decimal'] })}
              >
                <option value="comma">{t('decimal.comma')}</option>
                <option value="point">{t('decimal.point')}</option>
              </select>
            )}
          </Field>
          <Field label={t('wholeStation')}>
            {c => (
              <select
                {...c}
                className="input"
                value={m.station ?? ''}
                onChange={e => set({ station: e.target.value || null })}
              >
                <option value="">{t('byColumn')}</option>
                {stations.map(s => (
                  <option key={s.code} value={s.code}>
                    {s.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('wholeIndicator')}>
            {c => (
              <select
                {...c}
                className="input"
                value={m.indicator ?? ''}
                onChange={e => set({ indicator: e.target.value || null })}
              >
                <option value="">{t('byColumn')}</option>
                {indicators.map(code => (
                  <option key={code} value={code}>
                    {indicatorName(code)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('blanks')} hint={t('blanksHint')}>
            {c => (
              <input
                {...c}
                className="input"
                value={m.blanks.join(' ')}
                onChange={e => set({ blanks: e.target.value.split(/\s+/).filter(Boolean).slice(0, 20) })}
              />
            )}
          </Field>
        </div>
        {first && m.timeColumn >= 0 && <TimeSample row={first.row} cells={first.cells} mapping={m} />}
      </div>
      <ColumnTable look={look} mapping={m} stations={stations} indicators={indicators} onChange={props.onChange} />
    </Card>
  )
}

/** The first time of the file, read: 08/10 is the eighth of October or the tenth of August, and only a person knows. */
function TimeSample(props: { row: number; cells: FileLook['rows'][number]['cells']; mapping: ReadingMapping }) {
  const t = useTexts(vi, en)
  const { cells, mapping: m, row } = props
  const when = cells[m.timeColumn]
  const hour = m.hourColumn === null ? null : (cells[m.hourColumn] ?? null)
  if (typeof when === 'boolean' || when === null || when === undefined || typeof hour === 'boolean') return null
  const at = readMoment(when, m.time, hour)
  const text = hour === null ? String(when) : `${when} ${hour}`
  return Number.isNaN(at) ? (
    <p className="note late">{t('timeNot', { row, text })}</p>
  ) : (
    <p className="s">{t('timeReads', { row, text, time: formatDateTime(at) })}</p>
  )
}
