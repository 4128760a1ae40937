import type { ReportDesign } from '@tusom/contract'
import { reportDay } from '@tusom/domain'
import { useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, UnitPicker, useUnits } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Asks for a report besides the calendar: daily while an event lasts, or once for some days. */
export function CallDialog({ design, onClose }: { design: ReportDesign; onClose: () => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const forms = design.forms.map(f => f.body).filter(f => f.asked === 'call')
  const units = useUnits({ kind: 'commune', parent: design.province.id })
  const today = reportDay(new Date(now()))
  const [code, setCode] = useState(forms[0]?.code ?? '')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  const [some, setSome] = useState<number[]>([])
  const [due, setDue] = useState('')
  const [note, setNote] = useState('')
  const form = forms.find(f => f.code === code)
  const send = useSend(
    () =>
      api.post('/api/reports/calls', {
        form: code,
        from,
        to: to || null,
        unitIds: some.length ? some : null,
        dueAt: form?.period === 'free' && due ? `${due}:00+07:00` : null,
        note,
      }),
    { topics: ['reports', 'owed'], done: t('callMade'), quiet: true, onDone: onClose },
  )
  return (
    <Dialog
      title={t('newCall')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="main" busy={send.isPending} onClick={() => send.mutate(undefined)}>
            {t('newCall')}
          </Button>
        </>
      }
    >
      <Field label={t('form')}>
        {c => (
          <select {...c} className="input" value={code} onChange={e => setCode(e.target.value)}>
            {forms.map(f => (
              <option key={f.code} value={f.code}>
                {language === 'en' ? f.titleEn : f.titleVi}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('fromDay')}>
        {c => <input {...c} type="date" className="input" value={from} onChange={e => setFrom(e.target.value)} />}
      </Field>
      <Field label={t('toDay')} hint={form?.period === 'free' ? t('toDayFree') : t('toDayOpen')}>
        {c => <input {...c} type="date" className="input" value={to} onChange={e => setTo(e.target.value)} />}
      </Field>
      {form?.period === 'free' && (
        <Field label={t('dueTime')}>
          {c => (
            <input {...c} type="datetime-local" className="input" value={due} onChange={e => setDue(e.target.value)} />
          )}
        </Field>
      )}
      <Field label={t('whichCommunes')} hint={t('whichCommunesHint')}>
        {c => <UnitPicker {...c} units={units.data ?? []} value={some} onChange={setSome} multiple />}
      </Field>
      <Field label={t('note')} hint={t('callNoteHint')}>
        {c => <input {...c} className="input" maxLength={500} value={note} onChange={e => setNote(e.target.value)} />}
      </Field>
      {send.error && (
        <p className="note late" role="alert">
          {messageOf(send.error)}
        </p>
      )}
    </Dialog>
  )
}
