import type { PlanList, TaskSummary } from '@tusom/contract'
import { formatDate, formatNumber, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, type Column, Empty, Loading, PageHeader, SampleMark, Table, Tag } from '../../ui/index.ts'
import '../commune-home/commune-home.css'
import { useDigestBadge } from '../digests/use-badge.ts'
import { TaskLine } from '../tasks/task-line.tsx'
import { FollowUpsWaiting } from '../difficulties/follow-ups-waiting.tsx'
import en from './en.json' with { type: 'json' }
import { OwnPlansOwed } from './own-plans-owed.tsx'
import { ReportsMissing } from './reports-missing.tsx'
import './standing-agency.css'
import vi from './vi.json' with { type: 'json' }

const LATE_SHOWN = 6
const day = (iso: string) => formatDate(localParts(Date.parse(iso)).date)

/** The mirror of a commune's home: who has not sent, who is late and since when, what waits for an answer of ours. */
export default function StandingAgencyPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const unread = useDigestBadge()
  const summary = useQuery({
    queryKey: ['tasks', 'summary'],
    queryFn: () => api.get<TaskSummary>('/api/tasks/summary'),
    refetchInterval: 300_000,
  })
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Link to="/nhac-viec" className="btn">
              {unread > 0 ? t('remindersN', { n: unread }) : t('reminders')}
            </Link>
            <Link to="/toan-canh" className="btn">
              {t('overview')}
            </Link>
          </>
        }
      >
        <span className="s">{me.homeUnit.fullName}</span>
        {me.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={summary} loading={<Loading shape="panel" rows={3} />}>
          {data => (
            <>
              <div className="agency-grid">
                <ReportsMissing />
                {data.units.length === 0 ? <NoWork /> : <Late data={data} />}
                <div className="stack">
                  <Waiting data={data} />
                  <FollowUpsWaiting />
                  <OpenPlans />
                  <OwnPlansOwed />
                </div>
              </div>
              {data.units.length > 0 && <ByUnit data={data} />}
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function NoWork() {
  const t = useTexts(vi, en)
  return (
    <Card title={t('late')}>
      <Empty
        title={t('none')}
        action={
          <Link to="/ke-hoach" className="btn main">
            {t('toPlans')}
          </Link>
        }
      >
        {t('noneHint')}
      </Empty>
    </Card>
  )
}

function Late({ data }: { data: TaskSummary }) {
  const t = useTexts(vi, en)
  const late = data.units.filter(u => u.late > 0)
  return (
    <Card title={t('late')} aside={late.length > 0 && <Tag tone="late">{t('lateUnits', { n: late.length })}</Tag>}>
      {late.length === 0 ? (
        <p className="pad s">{t('lateNone')}</p>
      ) : (
        <>
          <ul className="home-lines">
            {late.slice(0, LATE_SHOWN).map(u => (
              <li key={u.unit.id}>
                <span className="home-line-words">
                  <Link to={`/nhiem-vu?side=all&unit=${u.unit.id}&late=true`} className="plain-link">
                    <b>{u.unit.fullName}</b>
                  </Link>
                  {u.latest.map(x => (
                    <Link key={x.id} to={`/nhiem-vu/${x.id}`} className="s two-lines">
                      {x.title}
                    </Link>
                  ))}
                </span>
                <span className="due late">
                  <b>{t('lateCount', { n: u.late })}</b>
                  {u.lateSince && <span className="xs">{t('since', { date: day(u.lateSince) })}</span>}
                </span>
              </li>
            ))}
          </ul>
          <p className="home-more">
            {late.length > LATE_SHOWN && <span className="s">{t('moreLate', { n: late.length - LATE_SHOWN })} · </span>}
            <Link to="/nhiem-vu?side=all&late=true">{t('seeLate')}</Link>
          </p>
        </>
      )}
    </Card>
  )
}

function Waiting({ data }: { data: TaskSummary }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('waiting')} aside={data.waiting.length > 0 && <Tag tone="doubt">{data.waiting.length}</Tag>}>
      {data.waiting.length === 0 ? (
        <p className="pad s">{t('waitingNone')}</p>
      ) : (
        <>
          <p className="pad s">{t('waitingHint')}</p>
          <ul className="task-lines">
            {data.waiting.slice(0, 5).map(task => (
              <TaskLine key={task.id} task={task} />
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function OpenPlans() {
  const t = useTexts(vi, en)
  const plans = useQuery({ queryKey: ['plans', 'open'], queryFn: () => api.get<PlanList>('/api/plans?limit=50') })
  return (
    <Card title={t('plans')}>
      <Answer of={plans} loading={<Loading shape="list" rows={2} />}>
        {list => {
          const open = list.plans.filter(p => p.mayEdit && p.counts.found + p.counts.confirmed > 0)
          if (!open.length) return <p className="pad s">{t('plansNone')}</p>
          return (
            <ul className="home-lines">
              {open.slice(0, 4).map(p => (
                <li key={p.id}>
                  <Link to={`/ke-hoach/${p.id}`} className="home-line-words plain-link">
                    <span className="two-lines">
                      <b>{p.number ?? p.kind ?? ''}</b> · {p.title}
                    </span>
                    <span className="row wrap">
                      {p.counts.found > 0 && <Tag tone="doubt">{t('planOpen', { n: p.counts.found })}</Tag>}
                      {p.counts.confirmed > 0 && <Tag>{t('planReady', { n: p.counts.confirmed })}</Tag>}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </Card>
  )
}

type Unit = TaskSummary['units'][number]
function ByUnit({ data }: { data: TaskSummary }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const columns: Column<Unit>[] = [
    { key: 'unit', title: t('unit'), cell: u => <b>{u.unit.fullName}</b>, value: u => u.unit.fullName },
    {
      key: 'done',
      title: t('done'),
      width: '26%',
      cell: u => (
        <span className="agency-bar">
          <span className="bar">
            <i style={{ width: `${u.total ? Math.round((100 * u.done) / u.total) : 0}%` }} />
          </span>
          {t('doneOf', { done: u.done, total: u.total })}
        </span>
      ),
      value: u => (u.total ? u.done / u.total : null),
    },
    {
      key: 'late',
      title: t('lateShort'),
      number: true,
      cell: u => (u.late ? <b className="late">{u.late}</b> : 0),
      value: u => u.late,
    },
    {
      key: 'since',
      title: t('lateSince'),
      cell: u => (u.lateSince ? day(u.lateSince) : ''),
      value: u => u.lateSince,
    },
    { key: 'unaccepted', title: t('unaccepted'), number: true, cell: u => u.unaccepted, value: u => u.unaccepted },
    { key: 'cannot', title: t('cannot'), number: true, cell: u => u.cannot, value: u => u.cannot },
  ]
  return (
    <Card
      className="agency-units"
      title={t('tasks')}
      aside={
        <span className="s">
          {t('overall', {
            done: formatNumber(data.all.done),
            total: formatNumber(data.all.total),
            late: data.all.late,
            unaccepted: data.all.unaccepted,
          })}
          {' · '}
          {t('communes', { n: data.communes.withTasks, of: data.communes.total, ok: data.communes.allAccepted })}
        </span>
      }
    >
      <p className="pad phone-only">
        <Link to="/nhiem-vu">{t('toTasks')}</Link>
      </p>
      <Table
        name={t('tasks')}
        rows={data.units}
        columns={columns}
        rowKey={u => u.unit.id}
        initialSort="-late"
        onOpen={u => go(`/nhiem-vu?side=all&unit=${u.unit.id}`)}
        empty={<Empty title={t('none')} />}
      />
    </Card>
  )
}
