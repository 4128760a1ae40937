import type { DigestList, DigestOut, UrgentOut } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader, RelativeTime, Tag } from '../../ui/index.ts'
import { OwnMailCard } from '../mail/own-mail.tsx'
import './digests.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** What a unit is told: urgent things at once, everything else in one digest a day. */
export default function DigestsPage() {
  const t = useTexts(vi, en)
  const list = useQuery({ queryKey: ['digests', 'list'], queryFn: () => api.get<DigestList>('/api/digests') })
  const seen = useSend(() => api.post('/api/digests/seen'), { topics: ['digests'], done: t('seenDone') })
  const unread = list.data ? [...list.data.digests, ...list.data.urgent].some(d => d.unread) : false
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          unread && (
            <Button look="main" icon="check" busy={seen.isPending} onClick={() => seen.mutate(undefined)}>
              {t('seen')}
            </Button>
          )
        }
      />
      <div className="page">
        <Answer of={list} loading={<Loading shape="panel" rows={4} />}>
          {data => (
            <div className="digests">
              <div className="stack">
                {data.digests.length === 0 ? (
                  <Card>
                    <Empty
                      title={t('none')}
                      action={
                        <Link to="/nhiem-vu" className="btn">
                          {t('all')}
                        </Link>
                      }
                    >
                      {t('noneHint')}
                    </Empty>
                  </Card>
                ) : (
                  data.digests.map((d, i) => (
                    <Digest key={`${d.unit.id}/${d.day}`} digest={d} open={i === 0 || d.unread} />
                  ))
                )}
              </div>
              <div className="stack digest-aside">
                <Urgent urgent={data.urgent} />
                <OwnMailCard />
              </div>
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

function Urgent({ urgent }: { urgent: readonly UrgentOut[] }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('urgent')}>
      {urgent.length === 0 ? (
        <p className="pad s">{t('urgentNone')}</p>
      ) : (
        <ul className="digest-lines">
          {urgent.map(u => (
            <li key={u.id}>
              <Link
                to={u.taskIds.length === 1 ? `/nhiem-vu/${u.taskIds[0]}` : '/nhiem-vu?side=mine&state=open'}
                className="digest-line"
              >
                <span>
                  <b>{t(`urgent.${u.kind}`, { n: u.taskIds.length, unit: u.unit.fullName })}</b>
                  {u.detail && <span className="s"> {u.detail}</span>}
                </span>
                <span className="row">
                  {u.unread && <Tag tone="suggested">{t('unread')}</Tag>}
                  <span className="s">
                    <RelativeTime at={u.at} />
                  </span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Digest({ digest: d, open }: { digest: DigestOut; open: boolean }) {
  const t = useTexts(vi, en)
  const due = (l: { dueAt: string | null; days: number }, late: boolean) =>
    l.dueAt === null
      ? t('noDue')
      : late
        ? l.days === 0
          ? t('lateToday')
          : t('lateDays', { n: -l.days })
        : l.days === 0
          ? t('today')
          : l.days < 0
            ? t('lateDays', { n: -l.days })
            : t('inDays', { n: l.days })
  return (
    <details className="card digest" open={open}>
      <summary className="card-head">
        <h2>{t('day', { date: formatDate(d.day) })}</h2>
        <span className="s">{d.unit.fullName}</span>
        <span className="sp" />
        {d.late.count > 0 && (
          <Tag tone="late">
            {t('late')} {d.late.count}
          </Tag>
        )}
        {d.unread && <Tag tone="suggested">{t('unread')}</Tag>}
      </summary>
      <Part title={t('escalated')} part={d.escalated}>
        {l => (
          <Line
            key={l.unit.id}
            to={`/nhiem-vu?side=all&unit=${l.unit.id}&late=true`}
            name={l.unit.fullName}
            due={t('unitLate', { n: l.count, days: l.days })}
            late
          />
        )}
      </Part>
      <Part title={t('late')} part={d.late}>
        {l => <Line key={l.taskId} to={`/nhiem-vu/${l.taskId}`} name={l.title} due={due(l, true)} late />}
      </Part>
      <Part title={t('soon')} part={d.soon}>
        {l => <Line key={l.taskId} to={`/nhiem-vu/${l.taskId}`} name={l.title} due={due(l, false)} />}
      </Part>
      <Part title={t('cannot')} part={d.cannot}>
        {l => (
          <Line
            key={l.taskId}
            to={`/nhiem-vu/${l.taskId}`}
            name={l.title}
            under={`${l.unit.fullName}: ${l.reason}`}
            due={due(l, false)}
          />
        )}
      </Part>
      <Part title={t('given')} part={d.given}>
        {l => <Line key={l.taskId} to={`/nhiem-vu/${l.taskId}`} name={l.title} due={due(l, false)} />}
      </Part>
      <Part title={t('followUps')} part={d.followUps}>
        {l => (
          <Line
            key={`${l.kind}/${l.id}/${l.what}`}
            to={
              l.kind === 'difficulty'
                ? `/kien-nghi/${l.id}`
                : l.kind === 'inspection'
                  ? `/kien-nghi/kiem-tra/${l.id}`
                  : '/kien-nghi/khen-thuong'
            }
            name={l.title || t('commendation')}
            under={l.unit.fullName}
            due={t(`follow.${l.what}`, { n: Math.abs(l.days) })}
            late={l.what.endsWith('late')}
          />
        )}
      </Part>
      <Part title={t('ownPlans')} part={d.ownPlans}>
        {l => (
          <Line
            key={l.ownPlanId}
            to={`/ke-hoach-don-vi/${l.ownPlanId}`}
            name={l.planTitle}
            under={l.unit.fullName}
            due={t(`what.${l.what}`)}
            late={l.what === 'late' || l.what === 'returned'}
          />
        )}
      </Part>
    </details>
  )
}

function Part<T>({
  title,
  part,
  children,
}: {
  title: string
  part: { count: number; lines: T[] }
  children: (line: T) => ReactNode
}) {
  const t = useTexts(vi, en)
  if (!part.count) return null
  return (
    <section aria-label={title}>
      <h3 className="digest-part">
        {title} <span className="mut">{part.count}</span>
      </h3>
      <ul className="digest-lines">{part.lines.map(children)}</ul>
      {part.count > part.lines.length && <p className="pad s">{t('more', { n: part.count - part.lines.length })}</p>}
    </section>
  )
}

function Line(props: { to: string; name: string; under?: string; due: string; late?: boolean }) {
  return (
    <li>
      <Link to={props.to} className="digest-line">
        <span>
          {props.name}
          {props.under && <span className="s block">{props.under}</span>}
        </span>
        <span className={`s ${props.late ? 'late' : ''}`}>{props.due}</span>
      </Link>
    </li>
  )
}
