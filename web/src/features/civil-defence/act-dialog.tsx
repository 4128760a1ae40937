import type { CivilDefenceRow } from '@tusom/contract'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Declaring, turning down, lifting: says once more what is decided before it is. */
export function ActDialog(props: { row: CivilDefenceRow; act: string; onClose: () => void }) {
  const t = useTexts(vi, en)
  const { row, act } = props
  const [text, setText] = useState('')
  const [number, setNumber] = useState('')
  const [date, setDate] = useState('')
  const numbered = act === 'declare' || act === 'lift'
  const send = useSend(
    () =>
      act === 'propose-lift'
        ? api.post(`/api/civil-defence/${row.id}/lift`, { reason: text })
        : api.post(`/api/civil-defence/${row.id}/decide`, {
            act,
            remark: text,
            ...(number.trim() ? { number: number.trim() } : {}),
            ...(date ? { date } : {}),
          }),
    { topics: ['levels'], done: t('done'), quiet: true, onDone: props.onClose },
  )
  const word = t(`do.${act}` as keyof typeof vi & string)
  return (
    <Dialog
      title={`${word}: ${t('level', { n: row.level })} · ${row.incident} · ${row.unit.fullName}`}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            look="main"
            disabled={act === 'propose-lift' && text.trim().length < 5}
            busy={send.isPending}
            onClick={() => send.mutate(undefined)}
          >
            {word}
          </Button>
        </>
      }
    >
      <div className="form">
        {numbered && (
          <>
            <Field label={t('number')} hint={t('numberHint')} required={row.level === 3}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={60}
                  value={number}
                  onChange={e => setNumber(e.target.value)}
                />
              )}
            </Field>
            <Field label={t('date')}>
              {c => <input {...c} type="date" className="input" value={date} onChange={e => setDate(e.target.value)} />}
            </Field>
          </>
        )}
        <Field label={act === 'propose-lift' ? t('reason') : t('remark')} required={act === 'propose-lift'}>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={3}
              maxLength={2000}
              value={text}
              onChange={e => setText(e.target.value)}
            />
          )}
        </Field>
        {send.error && (
          <p className="field-error" role="alert">
            {messageOf(send.error)}
          </p>
        )}
      </div>
    </Dialog>
  )
}
