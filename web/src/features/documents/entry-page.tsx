import type { RegisterDetail } from '@tusom/contract'
import { linkKinds } from '@tusom/domain'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Dialog, Field, Icon, Loading, PageHeader, Tag } from '../../ui/index.ts'
import '../tasks/tasks.css'
import './documents.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type LinkRow = RegisterDetail['restsOn'][number]

/** One document of the register: what it rests on and what rests on it. */
export default function EntryPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const entry = useQuery({
    queryKey: ['register', 'one', id],
    queryFn: () => api.get<RegisterDetail>(`/api/register/${id}`),
  })
  const e = entry.data?.entry
  return (
    <>
      <PageHeader
        title={e ? [e.number, e.title].filter(Boolean).join(' · ') : t('title')}
        back={
          <Link to="/so-van-ban" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      >
        {e?.state === 'void' && <Tag>{t('void')}</Tag>}
        {e?.urgency && <Tag tone="late">{e.urgency}</Tag>}
      </PageHeader>
      <div className="page">
        <Answer of={entry} loading={<Loading shape="panel" rows={3} />}>
          {data => (
            <div className="register">
              <div className="stack">
                <Facts data={data} />
                <Links data={data} />
              </div>
              <Card title={t('basisOf')}>
                {data.basisOf.length === 0 ? (
                  <p className="pad s">{t('basisOfNone')}</p>
                ) : (
                  <ul className="register-lines">
                    {data.basisOf.map(l => (
                      <li key={l.id} className="register-loose">
                        <Other link={l} />
                      </li>
                    ))}
                  </ul>
                )}
              </Card>
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

function Facts({ data }: { data: RegisterDetail }) {
  const t = useTexts(vi, en)
  const [voiding, setVoiding] = useState(false)
  const { entry: e } = data
  return (
    <Card>
      <dl className="task-facts">
        <dt>{t('number')}</dt>
        <dd>
          <b>{e.number || '—'}</b>
          {e.direction === 'in' && ` · ${t('seqIn')} ${e.seq}`}
        </dd>
        <dt>{t('subject')}</dt>
        <dd>{e.title}</dd>
        <dt>{t('issuer')}</dt>
        <dd>
          {e.issuer}
          {e.issuedOn && ` · ${formatDate(e.issuedOn)}`}
        </dd>
        {e.recipients && (
          <>
            <dt>{t('recipients')}</dt>
            <dd>{e.recipients}</dd>
          </>
        )}
        <dt>{t('day')}</dt>
        <dd>
          {formatDate(e.enteredOn)}{' '}
          <span className="s">· {t('entered', { by: e.by, date: formatDate(e.enteredOn) })}</span>
        </dd>
        {e.stateReason && (
          <>
            <dt>{t('void')}</dt>
            <dd>{e.stateReason}</dd>
          </>
        )}
      </dl>
      <p className="row wrap pad no-print">
        {e.documentId !== null && (
          <Link to={`/ke-hoach/${e.documentId}`} className="btn">
            {t('open')}
          </Link>
        )}
        {e.source?.kind === 'progress-report' && (
          <Link to={`/bao-cao-tien-do/${e.source.id}`} className="btn">
            {t('source.progress-report')}
          </Link>
        )}
        {e.source?.kind === 'own-plan' && (
          <Link to={`/ke-hoach-don-vi/${e.source.id}`} className="btn">
            {t('source.own-plan')}
          </Link>
        )}
        {data.mayWrite && e.state === 'active' && (
          <Button look="danger" onClick={() => setVoiding(true)}>
            {t('voidDo')}
          </Button>
        )}
      </p>
      {voiding && <VoidDialog data={data} onClose={() => setVoiding(false)} />}
    </Card>
  )
}

function VoidDialog({ data, onClose }: { data: RegisterDetail; onClose: () => void }) {
  const t = useTexts(vi, en)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const send = useSend(() => api.post(`/api/register/${data.entry.id}/void`, { reason: reason.trim() }), {
    topics: ['register'],
    done: t('saved'),
    onDone: onClose,
  })
  return (
    <Dialog
      title={t('voidTitle', { number: data.entry.number || String(data.entry.seq) })}
      onClose={onClose}
      actions={
        <Button
          look="danger"
          busy={send.isPending}
          onClick={() => {
            setTried(true)
            if (reason.trim().length >= 3) send.mutate(undefined)
          }}
        >
          {t('voidDo')}
        </Button>
      }
    >
      <Field
        label={t('reason')}
        hint={t('voidHint')}
        error={tried && reason.trim().length < 3 ? t('reasonMissing') : null}
        required
      >
        {c => <textarea {...c} className="input" rows={2} value={reason} onChange={e => setReason(e.target.value)} />}
      </Field>
    </Dialog>
  )
}

function Other({ link: l }: { link: LinkRow }) {
  const t = useTexts(vi, en)
  return (
    <span>
      <Tag>{t(`link.${l.kind}`)}</Tag>{' '}
      {l.other ? (
        <Link to={`/so-van-ban/${l.other.id}`}>
          <b>{l.other.number}</b> {l.other.title}
          {l.other.date && ` (${formatDate(l.other.date)})`}
        </Link>
      ) : (
        <>
          <b>{l.number}</b> <span className="s">{t('linkNotHere')}</span>
        </>
      )}
    </span>
  )
}

function Links({ data }: { data: RegisterDetail }) {
  const t = useTexts(vi, en)
  const [kind, setKind] = useState<(typeof linkKinds)[number]>('basis')
  const [number, setNumber] = useState('')
  const base = `/api/register/${data.entry.id}/links`
  const add = useSend((link: { kind: string; number: string; toId?: number }) => api.post(base, link), {
    topics: ['register'],
    done: t('saved'),
    onDone: () => setNumber(''),
  })
  const drop = useSend((id: number) => api.delete(`${base}/${id}`), { topics: ['register'], done: t('saved') })
  return (
    <Card title={t('restsOn')}>
      {data.restsOn.length === 0 && <p className="pad s">{t('restsOnNone')}</p>}
      <ul className="register-lines">
        {data.restsOn.map(l => (
          <li key={l.id} className="register-loose">
            <span>
              <Other link={l} />
              {!l.other && data.mayWrite && l.maybe.length > 0 && (
                <span className="row wrap">
                  <span className="s">{t('linkMaybe')}</span>
                  {l.maybe.map(m => (
                    <Button
                      key={m.id}
                      look="quiet"
                      onClick={() => add.mutate({ kind: l.kind, number: l.number, toId: m.id })}
                    >
                      {m.title.slice(0, 80)} {m.date && `(${formatDate(m.date)})`}
                    </Button>
                  ))}
                </span>
              )}
            </span>
            {data.mayWrite && (
              <Button look="quiet" onClick={() => drop.mutate(l.id)}>
                {t('linkDrop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.mayWrite && (
        <form
          className="form pad"
          onSubmit={e => {
            e.preventDefault()
            if (number.trim()) add.mutate({ kind, number: number.trim() })
          }}
        >
          <div className="form-row">
            <Field label={t('linkKind')}>
              {c => (
                <select
                  {...c}
                  className="input"
                  value={kind}
                  onChange={e => setKind(e.target.value as (typeof linkKinds)[number])}
                >
                  {linkKinds.map(k => (
                    <option key={k} value={k}>
                      {t(`link.${k}`)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('linkNumber')} hint={t('linkNumberHint')}>
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
          </div>
          <Button type="submit" busy={add.isPending} disabled={!number.trim()}>
            {t('linkAdd')}
          </Button>
        </form>
      )}
    </Card>
  )
}
