import type { WarningFull } from '@tusom/contract'
import { instructionLines } from '@tusom/domain'
import { useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  ErrorState,
  LevelBadge,
  Loading,
  PageHeader,
  SampleMark,
  Tag,
} from '../../ui/index.ts'
import { TakeNumber } from '../documents/take-number.tsx'
import { ActionBar } from './action-bar.tsx'
import { Checks } from './checks.tsx'
import { Compose } from './compose.tsx'
import { Marked } from './marked-area.tsx'
import { CapText, Channels, PeopleView } from './people-view.tsx'
import { Receipts } from './receipts.tsx'
import { RunTag, StandingTag } from './standing-tag.tsx'
import { Stepper } from './stepper.tsx'
import { useWarning } from './use-warning.ts'
import './warnings.css'
import { levelStatus, useNames, useTimeText, useWarningTexts } from './words.ts'

/** One warning: composed while it is a draft, read and acted on from then on. */
export default function WarningPage() {
  const { id = '' } = useParams()
  const t = useWarningTexts()
  const warning = useWarning(id)
  if (warning.error && !warning.data)
    return (
      <>
        <PageHeader
          title={t('title')}
          back={
            <Link className="btn quiet" to="/canh-bao">
              ‹ {t('backToList')}
            </Link>
          }
        />
        <ErrorState error={warning.error} retry={() => void warning.refetch()} />
      </>
    )
  return (
    <Answer of={warning} loading={<Loading shape="panel" />}>
      {w => <Shown key={w.id} w={w} />}
    </Answer>
  )
}

function Shown({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const names = useNames()
  const [editing, setEditing] = useState(false)
  const composing = w.can.includes('edit') && (w.state === 'draft' || editing)
  const number = w.number === null ? '' : ` ${t('number', { n: w.number })}`
  return (
    <>
      <PageHeader
        title={`${t(`msg.${w.msgType}`)}${number}`}
        back={
          <Link className="btn quiet wide-only" to="/canh-bao">
            ‹ {t('backToList')}
          </Link>
        }
        actions={<Stepper state={w.state} />}
      >
        <RunTag />
        <LevelBadge level={w.level.level} status={levelStatus(w)} />
        <span className="risk-line">
          {names.risk(w)} · {t('communes', { n: w.areas.length })}
        </span>
        <StandingTag standing={w.standing} />
        {w.sample && <SampleMark />}
      </PageHeader>
      {composing ? <Compose w={w} /> : <Read w={w} onEdit={() => setEditing(true)} />}
    </>
  )
}

function Read({ w, onEdit }: { w: WarningFull; onEdit: () => void }) {
  const t = useWarningTexts()
  const now = useNow(30)
  const english = useLanguage() === 'en' && w.headlineEn !== ''
  const me = useMe()
  const office = w.history.length > 0
  const open = ['draft', 'submitted', 'approved'].includes(w.state)
  const words = english
    ? { headline: w.headlineEn, description: w.descriptionEn, instruction: w.instructionEn }
    : { headline: w.headline, description: w.description, instruction: w.instruction }
  return (
    <>
      <div className="compose">
        <div className="compose-form">
          <Owed w={w} />
          <Review w={w} now={now} />
          {w.returnedRemark && <p className="note doubt">{t('returnedBy', { remark: w.returnedRemark })}</p>}
          {w.editsSinceApproval > 0 && <p className="note doubt">{t('editsSince', { n: w.editsSinceApproval })}</p>}
          <Card className="read">
            <div className="pad stack">
              <h2 className="read-headline">{words.headline}</h2>
              <p className="s">
                <Life w={w} />
              </p>
              <p className="read-text">
                <Marked text={words.description} figures={w.figures} language={english ? 'en' : 'vi'} />
              </p>
              <ol className="acts">
                {instructionLines(words.instruction).map(line => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
              <p className="s">
                {t('areas')}: {w.areas.map(a => a.name).join(', ')}
              </p>
            </div>
          </Card>
          {open && office && <Checks w={w} faults={w.checks} />}
          <Chain w={w} />
          {!open && w.receipts.length > 0 && <Receipts w={w} office={office} />}
          {office && <History w={w} />}
        </div>
        <aside className="compose-people">
          {(w.state === 'approved' || !open) && (
            <div className="docs no-print">
              <a className="btn" href={apiHref(`/api/warnings/${w.id}/cong-dien.docx`)} download>
                {t('downloadDispatch')}
              </a>
              {office && w.owner.id === me.homeUnit.id && (
                <TakeNumber
                  source={{ kind: 'warning', id: w.id }}
                  kind="CĐ"
                  code="CĐ-BCH"
                  title={t('dispatchTitle', { headline: w.headline })}
                />
              )}
              {!open && (
                <a className="btn" href={apiHref(`/api/warnings/${w.id}/cap.xml`)} download={`${w.identifier}.xml`}>
                  {t('downloadCap')}
                </a>
              )}
              {!open && w.cap.includes('<Signature ') && <Tag tone="ok">{t('signed')}</Tag>}
              {w.publicPath && (
                <a className="btn" href={w.publicPath} target="_blank" rel="noreferrer">
                  {t('openPublic')}
                </a>
              )}
            </div>
          )}
          <h2>{t(open ? 'people' : 'peopleGot')}</h2>
          <PeopleView w={w} words={w} now={now} />
          {open && <Channels w={w} />}
          <CapText w={w} />
        </aside>
      </div>
      {w.can.length > 0 && <ActionBar w={w} onEdit={onEdit} blocked={w.checks.some(c => c.severity === 'error')} />}
    </>
  )
}

/** Who issued it, who approved, until when. */
function Life({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const time = useTimeText()
  const parts = [
    ...(w.issuedAt
      ? [
          w.approver
            ? t(w.approver === w.issuer ? 'issuedByOne' : 'issuedBy', {
                issuer: w.issuer ?? '',
                time: time(w.issuedAt),
                approver: w.approver,
              })
            : t('issuedPrepared', { issuer: w.issuer ?? '', time: time(w.issuedAt) }),
        ]
      : []),
    w.endedAt ? t('endedAt', { time: time(w.endedAt) }) : t('inForceUntil', { time: time(w.expiresAt) }),
  ]
  return <>{parts.join(' · ')}</>
}

/** The reader's own units that have not said "received": one press. */
function Owed({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const send = useSend(() => api.post(`/api/warnings/${w.id}/acknowledge`, {}), {
    topics: ['warnings'],
    done: t('receivedSent'),
  })
  if (!w.owes.length) return null
  return (
    <div className="note doubt owed">
      <span>{t('receivedAsk', { units: w.owes.map(u => u.fullName).join(', ') })}</span>
      <span className="sp" />
      <Button look="main" className="thumb" busy={send.isPending} onClick={() => send.mutate(undefined)}>
        {t('received')}
      </Button>
    </div>
  )
}

function Review({ w, now }: { w: WarningFull; now: number }) {
  const t = useWarningTexts()
  const time = useTimeText()
  if (w.reviewDueAt === null) return null
  if (w.reviewedAt !== null)
    return (
      <p className={`note ${w.reviewOutcome === 'objected' ? 'late' : ''}`}>
        {t('reviewedBy', {
          name: w.reviewer ?? '',
          time: time(w.reviewedAt),
          outcome: t(w.reviewOutcome === 'objected' ? 'outcome.objected' : 'outcome.stands'),
        })}
        {w.reviewRemark ? ` · ${w.reviewRemark}` : ''}
      </p>
    )
  const due = Date.parse(w.reviewDueAt)
  const late = Math.floor((now - due) / 60_000)
  return (
    <p className={`note ${late > 0 ? 'late' : 'doubt'}`}>
      <b>{t('reviewTitle')}.</b> {late > 0 ? t('reviewLate', { minutes: late }) : t('reviewDue', { time: time(due) })}
    </p>
  )
}

/** What it replaces or takes back, and what came after. */
function Chain({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  const line = (title: string, list: WarningFull['names']) =>
    list.length > 0 && (
      <p className="chain">
        <span className="s">{title}:</span>{' '}
        {list.map(m => (
          <Link key={m.id} to={`/canh-bao/${m.id}`}>
            {t(`msg.${m.msgType}` as 'msg.Alert')} {m.number === null ? '' : t('number', { n: m.number })}
          </Link>
        ))}
      </p>
    )
  return (
    <>
      {line(t(w.msgType === 'Cancel' ? 'takesBack' : 'replaces'), w.names)}
      {line(t('replacedBy'), w.namedBy)}
    </>
  )
}

function History({ w }: { w: WarningFull }) {
  const t = useWarningTexts()
  return (
    <details className="card fold">
      <summary>{t('history')}</summary>
      <ol className="pad history">
        {w.history.map(h => (
          <li key={`${h.at} ${h.act}`}>
            <DateTime at={h.at} /> · <b>{h.by}</b> {t(`act.${h.act}` as 'act.draft')} · {t('version', { n: h.version })}
            {h.remark ? ` · ${h.remark}` : ''}
          </li>
        ))}
      </ol>
    </details>
  )
}
