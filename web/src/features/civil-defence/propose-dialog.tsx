import type { CivilDefenceIn, CivilDefenceList } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Key = keyof CivilDefenceIn['criteria']

/** A proposal with the four criteria of the law; nothing is declared by it. */
export function ProposeDialog(props: { criteria: CivilDefenceList['criteria']; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [level, setLevel] = useState<1 | 2 | 3>(1)
  const units = useUnits({ kind: level === 1 ? 'commune' : 'province' })
  const [unit, setUnit] = useState<number[]>([])
  const [words, setWords] = useState<Record<string, string>>({})
  const text = (key: string) => words[key] ?? ''
  const send = useSend(
    () =>
      api.post('/api/civil-defence', {
        level,
        unitId: unit[0],
        incident: text('incident'),
        scope: text('scope'),
        lacks: text('lacks'),
        criteria: Object.fromEntries(props.criteria.map(c => [c.key, text(c.key)])) as Record<Key, string>,
      }),
    { topics: ['levels'], done: t('sent'), quiet: true, onDone: props.onClose },
  )
  const asked = ['incident', 'scope', 'lacks', ...props.criteria.map(c => c.key)]
  const ready = unit.length === 1 && asked.every(k => text(k).trim().length >= 3)
  const area = (key: string, label: string, hint?: string) => (
    <Field key={key} label={label} required {...(hint ? { hint } : {})}>
      {c => (
        <textarea
          {...c}
          className="input"
          rows={key === 'incident' ? 1 : 2}
          maxLength={key === 'incident' ? 200 : 1000}
          value={text(key)}
          onChange={e => setWords(w => ({ ...w, [key]: e.target.value }))}
        />
      )}
    </Field>
  )
  return (
    <Dialog
      title={t('propose')}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button look="main" disabled={!ready} busy={send.isPending} onClick={() => send.mutate(undefined)}>
            {t('send')}
          </Button>
        </>
      }
    >
      <div className="form">
        <Field label={t('levelField')} required>
          {c => (
            <select
              {...c}
              className="input"
              value={level}
              onChange={e => {
                setLevel(Number(e.target.value) as 1 | 2 | 3)
                setUnit([])
              }}
            >
              {[1, 2, 3].map(n => (
                <option key={n} value={n}>
                  {t('level', { n })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('unit')} required>
          {c => <UnitPicker {...c} units={units.data ?? []} value={unit} onChange={setUnit} />}
        </Field>
        {area('incident', t('incident'), t('incidentHint'))}
        {area('scope', t('scope'))}
        {props.criteria.map(x => area(x.key, language === 'vi' ? x.vi : x.en))}
        {area('lacks', t('lacks'))}
        {send.error && (
          <p className="field-error" role="alert">
            {messageOf(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
