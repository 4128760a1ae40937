import { hazardLines, type InputDef, type PackHazard, type TableHazard } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Card, Field } from '../../ui/index.ts'
import { BandRowForm } from './band-row-form.tsx'
import en from './en.json' with { type: 'json' }
import { InputForm } from './input-form.tsx'
import { StatusTag } from './pack-nav.tsx'
import { figuresOf, withValue } from './row-figures.ts'
import { StageRowForm } from './stage-row-form.tsx'
import { TableRowForm } from './table-row-form.tsx'
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
        {hazard.method === 'table' && <Inputs hazard={hazard} onChange={onChange} />}
        {rows.map((row, i) => (
          <div key={i} className="pack-row">
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
            <details>
              <summary className="s">{t('editRow')}</summary>
              <label className="pack-labelled">
                {t('rowId')}
                <input
                  className="input"
                  value={row.id}
                  maxLength={60}
                  onChange={e => set(['rows', i, 'id'], e.target.value.trim())}
                />
              </label>
              <RowForm hazard={hazard} index={i} onChange={next => set(['rows', i], next)} />
            </details>
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

/** The form of one row, by how the hazard is judged. */
function RowForm(props: { hazard: PackHazard; index: number; onChange: (next: unknown) => void }) {
  const { hazard, index, onChange } = props
  if (hazard.method === 'river-stage') {
    const row = hazard.rows[index]
    return row ? <StageRowForm row={row} onChange={onChange} /> : null
  }
  if (hazard.method === 'rain-band') {
    const row = hazard.rows[index]
    return row ? <BandRowForm hazard={hazard} row={row} onChange={onChange} /> : null
  }
  if (hazard.method === 'table') {
    const row = hazard.rows[index]
    return row ? <TableRowForm hazard={hazard} row={row} onChange={onChange} /> : null
  }
  return null
}

/** The figures that a table looks at, each in its form; one that no row asks for may be taken away. */
function Inputs({ hazard, onChange }: { hazard: TableHazard; onChange: (h: PackHazard) => void }) {
  const t = useTexts(vi, en)
  const named = useNamed()
  const asked = new Set(hazard.rows.flatMap(r => r.when.map(c => c.input)))
  const add = () => {
    let n = hazard.inputs.length + 1
    while (hazard.inputs.some(d => d.id === `i${n}`)) n++
    const input: InputDef = {
      id: `i${n}`,
      indicators: ['temperature'],
      stat: 'last',
      unit: '',
      nameVi: t('newInputVi'),
      nameEn: 'new figure',
    }
    onChange({ ...hazard, inputs: [...hazard.inputs, input] })
  }
  return (
    <div className="pack-row">
      <b>{t('inputs')}</b>
      {hazard.inputs.map((input, i) => (
        <details key={i}>
          <summary className="s">
            {named(input)} · {t(`stat.${input.stat}`)}
          </summary>
          <InputForm
            input={input}
            used={asked.has(input.id)}
            onChange={next => onChange({ ...hazard, inputs: hazard.inputs.map((d, k) => (k === i ? next : d)) })}
            onRemove={() => onChange({ ...hazard, inputs: hazard.inputs.filter((_, k) => k !== i) })}
          />
        </details>
      ))}
      <Button look="quiet" icon="plus" onClick={add}>
        {t('addInput')}
      </Button>
    </div>
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
