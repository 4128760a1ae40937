import { attributeNames, type Attr, type Condition, type TableHazard, type TableRow, valueWords } from '@tusom/domain'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/index.ts'
import { attributeChoices } from './attribute-choices.ts'
import en from './en.json' with { type: 'json' }
import { RangeForm } from './range-form.tsx'
import { useNamed, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

type Optional = 'share' | 'basins' | 'where' | 'station'
const without = (row: TableRow, key: Optional): TableRow => {
  const { [key]: _, ...rest } = row
  return rest
}

/** A row of a table over figures: its conditions, the places it is for, how wide it must lie. */
export function TableRowForm(props: { hazard: TableHazard; row: TableRow; onChange: (next: TableRow) => void }) {
  const t = useTexts(vi, en)
  const named = useNamed()
  const { hazard, row, onChange } = props
  const setCondition = (i: number, next: Condition) =>
    onChange({ ...row, when: row.when.map((c, k) => (k === i ? next : c)) })
  return (
    <div className="pack-fields">
      {row.when.map((c, i) => {
        const input = hazard.inputs.find(d => d.id === c.input)
        const { streak, ...plain } = c
        return (
          <fieldset key={i} className="pack-range pack-condition">
            <legend>{t('condition', { n: i + 1 })}</legend>
            <select
              className="input"
              aria-label={t('input')}
              value={c.input}
              onChange={e => setCondition(i, { ...c, input: e.target.value })}
            >
              {hazard.inputs.map(d => (
                <option key={d.id} value={d.id}>
                  {named(d)}
                </option>
              ))}
            </select>
            <RangeForm
              of={c}
              label={input ? named(input) : c.input}
              unit={input?.unit ?? ''}
              onChange={next => setCondition(i, next)}
            />
            <label className="pack-check">
              <input
                type="checkbox"
                checked={streak !== undefined}
                onChange={e => setCondition(i, e.target.checked ? { ...c, streak: { from: 2 } } : plain)}
              />{' '}
              {t('inARow')}
            </label>
            {streak && (
              <RangeForm of={streak} label={t('inARow')} onChange={next => setCondition(i, { ...c, streak: next })} />
            )}
            {row.when.length > 1 && (
              <Button
                look="quiet"
                icon="close"
                onClick={() => onChange({ ...row, when: row.when.filter((_, k) => k !== i) })}
              >
                {t('dropCondition')}
              </Button>
            )}
          </fieldset>
        )
      })}
      <Button
        look="quiet"
        icon="plus"
        onClick={() => onChange({ ...row, when: [...row.when, { input: hazard.inputs[0]?.id ?? '', from: 0 }] })}
      >
        {t('addCondition')}
      </Button>
      {(['where', 'station'] as const).map(key => (
        <Places
          key={key}
          label={t(key === 'where' ? 'whereCommune' : 'whereStation')}
          choices={attributeChoices[key]}
          of={row[key] ?? {}}
          onChange={next => onChange(Object.keys(next).length ? { ...row, [key]: next } : without(row, key))}
        />
      ))}
      {(['share', 'basins'] as const).map(key => (
        <fieldset key={key} className="pack-range">
          <legend>
            <label className="pack-check">
              <input
                type="checkbox"
                checked={row[key] !== undefined}
                onChange={e =>
                  onChange(
                    e.target.checked ? { ...row, [key]: { from: key === 'share' ? 0.5 : 2 } } : without(row, key),
                  )
                }
              />{' '}
              {t(key === 'share' ? 'shareOf' : 'basinsOf')}
            </label>
          </legend>
          {row[key] && (
            <RangeForm
              of={row[key]}
              label={t(key === 'share' ? 'shareOf' : 'basinsOf')}
              onChange={next => onChange({ ...row, [key]: next })}
            />
          )}
        </fieldset>
      ))}
    </div>
  )
}

type Where = Record<string, Attr[]>

/** For which communes, or at which stations: one line an attribute, its values ticked; no value ticked: the attribute is not asked for. */
function Places(props: { label: string; choices: Where; of: Where; onChange: (next: Where) => void }) {
  const said = useSaid()
  const { of: where, onChange } = props
  const names = [...new Set([...Object.keys(props.choices), ...Object.keys(where)])]
  const tick = (name: string, value: Attr, on: boolean) => {
    const { [name]: had = [], ...rest } = where
    const next = on ? [...had, value] : had.filter(v => v !== value)
    onChange(next.length ? { ...rest, [name]: next } : rest)
  }
  return (
    <details open={Object.keys(where).length > 0}>
      <summary className="s">{props.label}</summary>
      {names.map(name => (
        <fieldset key={name} className="pack-checks">
          <legend>{said(attributeNames(name))}</legend>
          {[...new Set([...(props.choices[name] ?? []), ...(where[name] ?? [])])].map(v => (
            <label key={v}>
              <input
                type="checkbox"
                checked={where[name]?.includes(v) ?? false}
                onChange={e => tick(name, v, e.target.checked)}
              />{' '}
              {said(valueWords(v))}
            </label>
          ))}
        </fieldset>
      ))}
    </details>
  )
}
