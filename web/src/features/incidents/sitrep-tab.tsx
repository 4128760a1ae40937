import type { IncidentOut, SitrepDraft, SitrepRowOut } from '@tusom/contract'
import { sitrepCode } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { localParts } from '@tusom/vi-text'
import { useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, DateTime, Dialog, Icon, Loading, RelativeTime, toast } from '../../ui/index.ts'
import { TakeNumber } from '../documents/take-number.tsx'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { makeKey } from './make-key.ts'
import { SitrepPaper } from './sitrep-paper.tsx'
import vi from './vi.json' with { type: 'json' }

/** The quick report of one unit: the page as it would be sent now, what a person adds, and every version that was sent. */
export function SitrepTab({ incident }: { incident: IncidentOut }) {
  const t = useTexts(vi, en)
  const { id } = incident.incident
  const [asked, setAsked] = useSearchParam('don-vi')
  const units = incident.may.sitreps
  const unit = units.find(u => String(u.id) === asked) ?? units[0]
  const draft = useQuery({
    queryKey: ['incidents', 'sitrep', id, unit?.id],
    queryFn: () => api.get<SitrepDraft>(`/api/incidents/${id}/sitrep?unitId=${unit?.id}`),
    enabled: unit !== undefined,
  })
  if (!unit) return <p className="note">{t('sitrepNone')}</p>
  return (
    <div className="sitrep-page">
      <Answer of={draft} loading={<Loading shape="text" rows={14} />}>
        {d => (
          <>
            <SitrepPaper key={unit.id} draft={d} incidentId={id} unitId={unit.id} mayWrite={unit.maySend} />
            <div className="stack sitrep-side no-print">
              <Card>
                <div className="pad stack">
                  {units.length > 1 && (
                    <label className="field">
                      <span className="s b">{t('sitrepOf')}</span>
                      <select className="input" value={unit.id} onChange={e => setAsked(e.target.value)}>
                        {units.map(u => (
                          <option key={u.id} value={u.id}>
                            {u.name}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                  <Deadline draft={d} />
                  <a className="btn" href={apiHref(`/api/incidents/${id}/sitrep.docx?unitId=${unit.id}`)} download>
                    <Icon name="download" size={16} />
                    {t('word')}
                  </a>
                  {unit.maySend && <Send id={id} unitId={unit.id} sent={d.sent} />}
                </div>
              </Card>
              <Card title={t('sentList')}>
                <Sent id={id} sent={d.sent} unit={unit} />
              </Card>
            </div>
          </>
        )}
      </Answer>
    </div>
  )
}

function Deadline({ draft }: { draft: SitrepDraft }) {
  const t = useTexts(vi, en)
  const now = useNow(60)
  const today = localParts(Date.parse(draft.dueAt)).date === localParts(now).date
  return (
    <p>
      {today ? t('sitrepDue') : t('sitrepDueTomorrow')}{' '}
      <b>
        <DateTime at={draft.dueAt} short />
      </b>{' '}
      (<RelativeTime at={draft.dueAt} />)
      <br />
      <span className="s">{t('sitrepArticle', { article: draft.dueArticle })}</span>
    </p>
  )
}

function Send({ id, unitId, sent }: { id: number; unitId: number; sent: readonly SitrepRowOut[] }) {
  const t = useTexts(vi, en)
  const [asking, setAsking] = useState(false)
  const [key, setKey] = useState(makeKey)
  const next = Math.max(0, ...sent.filter(s => s.unit.id === unitId).map(s => s.number)) + 1
  const send = useSend(() => api.post<SitrepRowOut>(`/api/incidents/${id}/sitreps`, { unitId, key }), {
    topics: ['incidents'],
    onDone: out => {
      setAsking(false)
      setKey(makeKey())
      toast(t('sent', { n: out.number }))
    },
  })
  return (
    <>
      <Button look="main" onClick={() => setAsking(true)}>
        {t('sendSitrep', { n: next })}
      </Button>
      {asking && (
        <Dialog
          title={t('sendSitrep', { n: next })}
          onClose={() => setAsking(false)}
          actions={
            <Button look="main" busy={send.isPending} onClick={() => send.mutate(undefined)}>
              {t('sendSitrep', { n: next })}
            </Button>
          }
        >
          <p>{t('sendAsk')}</p>
        </Dialog>
      )}
    </>
  )
}

type SentProps = { id: number; sent: readonly SitrepRowOut[]; unit: IncidentOut['may']['sitreps'][number] }

function Sent({ id, sent, unit }: SentProps) {
  const t = useTexts(vi, en)
  const me = useMe()
  // a number is taken from the book of one's own unit
  const takes = (s: SitrepRowOut) => unit.maySend && s.unit.id === unit.id && s.unit.id === me.homeUnit.id
  if (!sent.length) return <p className="pad mut">{t('sentNone')}</p>
  return (
    <ul className="plain-list">
      {sent.map(s => (
        <li key={s.id} className="side-line sent-line">
          <span>
            <b>
              {t('version', { n: s.number })} · <DateTime at={s.sentAt} short />
            </b>
            <br />
            <span className="s">{t('sentBy', { by: s.by, unit: s.unit.name })}</span>
          </span>
          <span className="row wrap">
            <a className="btn" href={apiHref(`/api/incidents/${id}/sitreps/${s.id}/file?numbered=true`)} download>
              <Icon name="download" size={16} />
              Word
            </a>
            {takes(s) && (
              <TakeNumber
                source={{ kind: 'sitrep', id: s.id }}
                kind="BC"
                code={sitrepCode(me.homeUnit.kind)}
                title={t('registerTitle', { n: s.number })}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
