import type { FileLook } from '@tusom/contract'
import { columnName, knownUnits, type ReadingMapping, type ValueColumn } from '@tusom/domain'
import { formatNumber } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { type StationChoice, useIndicatorName } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

const roles = ['none', 'time', 'hour', 'station', 'indicator', 'value', 'unit', 'quality'] as const
type Role = (typeof roles)[number]
const places = {
  time: 'timeColumn',
  hour: 'hourColumn',
  station: 'stationColumn',
  indicator: 'indicatorColumn',
  unit: 'unitColumn',
  quality: 'qualityColumn',
} as const

function roleOf(m: ReadingMapping, column: number): Role {
  if (m.values.some(v => v.column === column)) return 'value'
  for (const [role, key] of Object.entries(places)) if (m[key] === column) return role as Role
  return 'none'
}

/** Gives a column a role; whatever held that role, and what this column was before, is let go. */
function withRole(m: ReadingMapping, column: number, role: Role): ReadingMapping {
  const next: ReadingMapping = { ...m, values: m.values.filter(v => v.column !== column) }
  if (next.timeColumn === column) next.timeColumn = -1
  for (const key of ['hourColumn', 'stationColumn', 'indicatorColumn', 'unitColumn', 'qualityColumn'] as const)
    if (next[key] === column) next[key] = null
  if (role === 'value')
    next.values = [...next.values, { column, station: null, indicator: null, unit: null }].sort(
      (a, b) => a.column - b.column,
    )
  else if (role !== 'none') next[places[role]] = column
  return next
}

type Props = {
  look: FileLook
  mapping: ReadingMapping
  stations: readonly StationChoice[]
  indicators: readonly string[]
  onChange: (m: ReadingMapping) => void
}

/** The first rows as they stand in the file; above each column what it is. */
export function ColumnTable({ look, mapping: m, stations, indicators, onChange }: Props) {
  const t = useTexts(vi, en)
  const indicatorName = useIndicatorName()
  const columns = Array.from({ length: Math.min(look.columnCount, 60) }, (_, i) => i)
  const valueOf = (column: number) => m.values.find(v => v.column === column)
  const setValue = (column: number, change: Partial<ValueColumn>) =>
    onChange({ ...m, values: m.values.map(v => (v.column === column ? { ...v, ...change } : v)) })
  return (
    <div className="sheet-look">
      <table aria-label={t('howRead')}>
        <thead>
          <tr>
            <th>{t('row')}</th>
            {columns.map(i => {
              const name = columnName(i)
              const role = roleOf(m, i)
              const v = valueOf(i)
              return (
                <th key={i} scope="col" className={role === 'none' ? '' : 'used'}>
                  {name}
                  <select
                    className="input"
                    aria-label={t('role', { name })}
                    value={role}
                    onChange={e => onChange(withRole(m, i, e.target.value as Role))}
                  >
                    {roles.map(r => (
                      <option key={r} value={r}>
                        {t(`role.${r}`)}
                      </option>
                    ))}
                  </select>
                  {v && (
                    <>
                      <select
                        className="input"
                        aria-label={t('ofStation', { name })}
                        value={v.station ?? ''}
                        onChange={e => setValue(i, { station: e.target.value || null })}
                      >
                        <option value="">{t('anyStation')}</option>
                        {v.station && !stations.some(s => s.code === v.station) && (
                          <option value={v.station}>{v.station}</option>
                        )}
                        {stations.map(s => (
                          <option key={s.code} value={s.code}>
                            {s.name}
                          </option>
                        ))}
                      </select>
                      <select
                        className="input"
                        aria-label={t('ofIndicator', { name })}
                        value={v.indicator ?? ''}
                        onChange={e => setValue(i, { indicator: e.target.value || null })}
                      >
                        <option value="">{t('anyIndicator')}</option>
                        {[...new Set([...indicators, ...(v.indicator ? [v.indicator] : [])])].map(code => (
                          <option key={code} value={code}>
                            {indicatorName(code)}
                          </option>
                        ))}
                      </select>
                      <select
                        className="input"
                        aria-label={t('ofUnit', { name })}
                        value={v.unit ?? ''}
                        onChange={e => setValue(i, { unit: e.target.value || null })}
                      >
                        <option value="">{t('seriesUnit')}</option>
                        {[...new Set([...knownUnits, ...(v.unit ? [v.unit] : [])])].map(u => (
                          <option key={u} value={u}>
                            {u}
                          </option>
                        ))}
                      </select>
                    </>
                  )}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {look.rows.slice(0, 20).map(r => (
            <tr key={r.row} className={r.row === m.headerRow ? 'header' : r.row < m.headerRow ? 'skipped' : ''}>
              <td className="num">{formatNumber(r.row)}</td>
              {columns.map(i => (
                <td key={i} className={roleOf(m, i) === 'none' ? '' : 'used'}>
                  {String(r.cells[i] ?? '')}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
