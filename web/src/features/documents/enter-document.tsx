import type { RegisterIn, RegisterList } from '@tusom/contract'
import { documentCode, registerKinds } from '@tusom/domain'
import { formatDate } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, Dialog, Field, toast } from '../../ui/index.ts'
import { readDay } from '../plans/day.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Enters a document into a book; an outgoing one takes the next number. */
export function EnterDocument(props: {
  list: RegisterList
  direction: 'in' | 'out'
  loose?: RegisterList['loose'][number] | undefined
  onClose: () => void
}) {
  const t = useTexts(vi, en)
  const { list, direction, loose } = props
  const out = direction === 'out'
  const [kind, setKind] = useState<(typeof registerKinds)[number]>(out ? 'BC' : 'CV')
  const [section, setSection] = useState<string | null>(null)
  const [book, setBook] = useState('')
  const [number, setNumber] = useState(loose?.number ?? '')
  const [issuer, setIssuer] = useState(loose && !out ? loose.issuer : '')
  const [issuedOn, setIssuedOn] = useState(loose?.issuedOn ? formatDate(loose.issuedOn) : '')
  const [on, setOn] = useState(formatDate(list.today))
  const [title, setTitle] = useState(loose?.title ?? '')
  const [recipients, setRecipients] = useState('')
  const [urgency, setUrgency] = useState('')
  const [tried, setTried] = useState(false)
  const code = section ?? documentCode(kind, list.sign)
  const entered = readDay(on)
  const issued = readDay(issuedOn)
  const next = list.books.find(b => b.direction === direction && b.book === book.trim())?.next ?? 1
  const send = useSend(
    () =>
      api.post<{ id: number; number: string; seq: number }>('/api/register', {
        direction,
        kind,
        book: book.trim(),
        on: entered as string,
        title: title.trim(),
        recipients: recipients.trim(),
        ...(urgency ? { urgency: urgency as 'KHẨN' } : {}),
        ...(out ? { code } : { number: number.trim(), issuer: issuer.trim(), issuedOn: issued ?? null }),
        ...(loose ? { documentId: loose.id } : {}),
      } satisfies RegisterIn),
    {
      topics: ['register'],
      quiet: true,
      onDone: made => {
        toast(t('done', { number: made.number || String(made.seq) }))
        props.onClose()
      },
    },
  )
  const submit = () => {
    setTried(true)
    if (title.trim().length >= 3 && entered && issued !== undefined) send.mutate(undefined)
  }
  return (
    <Dialog
      title={out ? t('enterOut') : t('enterIn')}
      onClose={props.onClose}
      actions={
        <Button look="main" busy={send.isPending} onClick={submit}>
          {out ? t('send') : t('sendIn')}
        </Button>
      }
    >
      <form
        className="form"
        onSubmit={e => {
          e.preventDefault()
          submit()
        }}
      >
        <div className="form-row">
          <Field label={t('kind')}>
            {c => (
              <select
                {...c}
                className="input"
                value={kind}
                onChange={e => {
                  setKind(e.target.value as (typeof registerKinds)[number])
                  setSection(null)
                }}
              >
                {registerKinds.map(k => (
                  <option key={k} value={k}>
                    {t(`kind.${k}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {out ? (
            <Field label={t('code')} hint={t('codeHint')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={60}
                  value={code}
                  onChange={e => setSection(e.target.value)}
                />
              )}
            </Field>
          ) : (
            <Field label={t('numberIn')} hint={t('linkNumberHint')}>
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
          )}
        </div>
        <Field label={t('subject')} error={tried && title.trim().length < 3 ? t('needSubject') : null} required>
          {c => (
            <textarea
              {...c}
              className="input"
              rows={2}
              maxLength={600}
              value={title}
              onChange={e => setTitle(e.target.value)}
            />
          )}
        </Field>
        {!out && (
          <div className="form-row">
            <Field label={t('issuer')}>
              {c => (
                <input
                  {...c}
                  className="input"
                  maxLength={300}
                  value={issuer}
                  onChange={e => setIssuer(e.target.value)}
                />
              )}
            </Field>
            <Field label={t('issuedOn')} error={issued === undefined ? t('dayBad') : null}>
              {c => <input {...c} className="input" value={issuedOn} onChange={e => setIssuedOn(e.target.value)} />}
            </Field>
          </div>
        )}
        {out && (
          <Field label={t('recipients')}>
            {c => (
              <input
                {...c}
                className="input"
                maxLength={1000}
                value={recipients}
                onChange={e => setRecipients(e.target.value)}
              />
            )}
          </Field>
        )}
        <div className="form-row">
          <Field label={t('day')} hint={t('next', { n: next })} error={entered ? null : t('dayBad')}>
            {c => <input {...c} className="input" value={on} onChange={e => setOn(e.target.value)} />}
          </Field>
          <Field label={t('urgency')}>
            {c => (
              <select {...c} className="input" value={urgency} onChange={e => setUrgency(e.target.value)}>
                <option value="">{t('urgency.none')}</option>
                {['KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'].map(u => (
                  <option key={u}>{u}</option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <Field label={t('book')} hint={t('bookHint')}>
          {c => <input {...c} className="input" maxLength={20} value={book} onChange={e => setBook(e.target.value)} />}
        </Field>
        {send.error && (
          <p className="note late" role="alert">
            {send.error.message}
          </p>
        )}
      </form>
    </Dialog>
  )
}
