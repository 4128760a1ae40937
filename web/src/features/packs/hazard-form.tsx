import { hazardLines, type PackHazard } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { StatusTag } from './pack-nav.tsx'
import { figuresOf, withValue } from './row-figures.ts'
import { useNamed, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

type Props = { hazard: PackHazard; changed: boolean; onChange: (h: PackHazard) => void }
type AnyRow = { id: string; level: number | null }

/** A hazard as a form: levels, thresholds, days, how long to wait, how far to come back, notes; rows added and taken away. */
export function HazardForm({ hazard, changed, onChange }: Props) {
  const t = useTexts(vi, en)
  const said = useSaid()
  const named = useNamed()
  const lines = new Map(hazardLines(hazard).map(l => [l.id, l]))
  const set = (path: readonly (string | number)[], value: unknown) => onChange(withValue(hazard, path, value))
  const rows = ('rows' in hazard ? hazard.rows : []) as AnyRow[]
  const terms: { path: [string, number]; id: string; of: unknown }[] =
    hazard.method === 'rain-band'
      ? hazard.bands.map((b, i) => ({ path: ['bands', i], id: `band/${b.id}`, of: b }))
      : hazard.method === 'rain-slope'
        ? hazard.classes.map((c, i) => ({ path: ['classes', i], id: `class/${c.id}`, of: c }))
        : hazard.method === 'table'
          ? hazard.inputs.map((d, i) => ({ path: ['inputs', i], id: `input/${d.id}`, of: d }))
          : []
  const copyRow = (i: number) => {
    const row = rows[i] as AnyRow
    let n = 2
    while (rows.some(r => r.id === `${row.id}-${n}`)) n++
    set(['rows'], [...rows.slice(0, i + 1), { ...structuredClone(row), id: `${row.id}-${n}` }, ...rows.slice(i + 1)])
  }
  const minutes = (way: 'up' | 'down', text: string) =>
    set(['dwell'], { ...hazard.dwell, [way]: Math.max(0, Math.round(Number(text) || 0)) })
  return (
    <Card>
      <details className="pack-hazard">
        <summary>
          <b>{named(hazard)}</b>
          <StatusTag status={changed ? 'local' : hazard.status} />
          <span className="mut">{hazard.article}</span>
        </summary>
        <div className="pack-form">
          <Field label={t('dwellUp')} hint={t('atOnce')}>
            {c => (
              <input
                {...c}
                className="input"
                type="number"
                min={0}
                value={hazard.dwell?.up ?? 0}
                onChange={e => minutes('up', e.target.value)}
              />
            )}
          </Field>
          <Field label={t('dwellDown')} hint={t('atOnce')}>
            {c => (
              <input
                {...c}
                className="input"
                type="number"
                min={0}
                value={hazard.dwell?.down ?? 0}
                onChange={e => minutes('down', e.target.value)}
              />
            )}
          </Field>
          {hazard.method === 'river-stage' && (
            <Field label={t('hysteresis')} hint={t('atOnce')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  type="number"
                  min={0}
                  max={10}
                  step={0.05}
                  value={hazard.hysteresis ?? 0}
                  onChange={e => set(['hysteresis'], Number(e.target.value) || 0)}
                />
              )}
            </Field>
          )}
        </div>
        <div className="pad">
          <Field label={t('notes')} hint={t('notesHint')}>
            {c => (
              <textarea
                {...c}
                className="input"
                rows={3}
                value={(hazard.notes ?? []).join('\n')}
                onChange={e => set(['notes'], e.target.value.split('\n'))}
              />
            )}
          </Field>
        </div>
        {terms.map(term => {
          const figures = figuresOf(term.of)
          return (
            figures.length > 0 && (
              <div key={term.id} className="pack-row">
                {said(lines.get(term.id) ?? { vi: term.id, en: term.id })}
                <Figures of={figures} id={term.id} onChange={(path, v) => set([...term.path, ...path], v)} />
              </div>
            )
          )
        })}
        {rows.map((row, i) => (
          <div key={row.id} className="pack-row">
            <b>{row.id}</b> {said(lines.get(row.id) ?? { vi: '', en: '' })}
            <div className="pack-figures">
              <label>
                {t('level')}
                <LevelSelect
                  value={row.level}
                  open={hazard.method === 'table'}
                  onChange={v => set(['rows', i, 'level'], v)}
                />
              </label>
              <Figures of={figuresOf(row)} id={row.id} onChange={(path, v) => set(['rows', i, ...path], v)} />
              <Button look="quiet" icon="plus" onClick={() => copyRow(i)}>
                {t('copyRow')}
              </Button>
              <Button
                look="quiet"
                icon="close"
                onClick={() =>
                  set(
                    ['rows'],
                    rows.filter((_, k) => k !== i),
                  )
                }
              >
                {t('removeRow')}
              </Button>
            </div>
          </div>
        ))}
        {hazard.method === 'rain-slope' &&
          Object.entries(hazard.cells).flatMap(([id, zones]) =>
            Object.entries(zones).map(([zone, cells]) => (
              <div key={`${id}/${zone}`} className="pack-row">
                <b>
                  {id}, KV{zone}
                </b>
                <div className="pack-figures">
                  {(['low', 'medium', 'high', 'very-high'] as const).map(s => (
                    <label key={s}>
                      {said({
                        vi: { low: 'thấp', medium: 'trung bình', high: 'cao', 'very-high': 'rất cao' }[s],
                        en: s,
                      })}
                      <LevelSelect value={cells[s] ?? 0} open={false} onChange={v => set(['cells', id, zone, s], v)} />
                    </label>
                  ))}
                </div>
              </div>
            )),
          )}
      </details>
    </Card>
  )
}

function LevelSelect(props: { value: number | null; open: boolean; onChange: (v: number | null) => void }) {
  const t = useTexts(vi, en)
  return (
    <select
      className="input"
      value={props.value ?? ''}
      onChange={e => props.onChange(e.target.value === '' ? null : Number(e.target.value))}
    >
      {(props.open || props.value === null) && <option value="">{t('undetermined')}</option>}
      {[0, 1, 2, 3, 4, 5].map(n => (
        <option key={n} value={n}>
          {t('levelN', { n })}
        </option>
      ))}
    </select>
  )
}

function Figures(props: {
  of: ReturnType<typeof figuresOf>
  id: string
  onChange: (path: readonly (string | number)[], value: number | null) => void
}) {
  return (
    <>
      {props.of.map(f => (
        <label key={f.path.join('.')}>
          {f.label || '·'}
          <input
            className="input"
            type="number"
            step="any"
            aria-label={`${props.id} ${f.label}`}
            value={f.value ?? ''}
            placeholder="∞"
            onChange={e => {
              const open = e.target.value === ''
              // only the open end of a span of days may be empty
              if (open && typeof f.path.at(-1) !== 'number') return
              props.onChange(f.path, open ? null : Number(e.target.value))
            }}
          />
        </label>
      ))}
    </>
  )
}
