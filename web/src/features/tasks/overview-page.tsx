import type { TaskOverview } from '@tusom/contract'
import { formatDate, formatDateTime, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Icon, Loading, PageHeader, SampleMark, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { TaskRules } from './task-rules.tsx'
import './tasks.css'
import './overview.css'
import vi from './vi.json' with { type: 'json' }

/** Units named with their tasks; the rest is a number and a way to the board. */
const UNITS = 24
const day = (iso: string) => formatDate(localParts(Date.parse(iso)).date)

/** One page for a leader, on screen and on paper: what is late, by whom, since when, and what units ask for. */
export default function OverviewPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const overview = useQuery({
    queryKey: ['tasks', 'overview'],
    queryFn: () => api.get<TaskOverview>('/api/tasks/overview'),
    refetchInterval: 300_000,
  })
  return (
    <>
      <PageHeader
        title={t('overviewTitle')}
        back={
          <Link to="/nhiem-vu" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          <>
            <Link to="/nhiem-vu/bang-tong-hop" className="btn">
              {t('boards')}
            </Link>
            <Button className="wide-only" icon="print" onClick={() => window.print()}>
              {t('overview.print')}
            </Button>
          </>
        }
      >
        <span className="s">{me.homeUnit.fullName}</span>
        {me.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={overview} loading={<Loading shape="panel" rows={4} />}>
          {data => (
            <>
              <p className="overview-line">
                {t('ov.line', data.totals)} ·{' '}
                <span className="mut">{t('ov.at', { time: formatDateTime(Date.parse(data.now)) })}</span>
              </p>
              <div className="overview">
                <Late data={data} />
                <div className="stack">
                  <Asks data={data} />
                  <Cannot data={data} />
                  <TaskRules />
                </div>
              </div>
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function Late({ data }: { data: TaskOverview }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('ov.late')} aside={data.late.length > 0 && <Tag tone="late">{data.totals.late}</Tag>}>
      {data.late.length === 0 ? (
        <p className="pad s">{t('ov.lateNone')}</p>
      ) : (
        <ul className="overview-units">
          {data.late.slice(0, UNITS).map(u => (
            <li key={u.unit.id}>
              <div className="overview-unit">
                <Link to={`/nhiem-vu?side=all&unit=${u.unit.id}&late=true`} className="plain-link">
                  <b>{u.unit.fullName}</b>
                </Link>
                <span className="s">
                  <b className="late">{t('ov.count', { n: u.count })}</b>{' '}
                  {u.days > 0 ? t('ov.since', { date: day(u.since), n: u.days }) : t('ov.sinceToday')}
                </span>
              </div>
              <ul>
                {u.tasks.map(x => (
                  <li key={x.id}>
                    <Link to={`/nhiem-vu/${x.id}`}>{x.title}</Link>
                    <span className="s">
                      {x.days > 0 ? t('ov.lateDays', { n: x.days }) : t('ov.sinceToday')} · {x.progress} %
                    </span>
                  </li>
                ))}
                {u.count > u.tasks.length && <li className="s">{t('ov.more', { n: u.count - u.tasks.length })}</li>}
              </ul>
            </li>
          ))}
        </ul>
      )}
      {data.late.length > UNITS && (
        <p className="pad">
          <Link to="/nhiem-vu/bang-tong-hop">{t('ov.moreUnits', { n: data.late.length - UNITS })}</Link>
        </p>
      )}
    </Card>
  )
}

function Asks({ data }: { data: TaskOverview }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('ov.asks')} aside={data.asks.length > 0 && <Tag tone="doubt">{data.asks.length}</Tag>}>
      {data.asks.length === 0 ? (
        <p className="pad s">{t('ov.asksNone')}</p>
      ) : (
        <ul className="overview-asks">
          {data.asks.map(a => (
            <li key={a.id}>
              <Link to={`/nhiem-vu/${a.taskId}`} className="plain-link">
                <b>{a.unit}</b>: {a.text}
              </Link>
              <span className="s">
                {a.taskTitle} · {a.by}, {formatDateTime(Date.parse(a.at))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Cannot({ data }: { data: TaskOverview }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('ov.cannot')} aside={data.cannot.length > 0 && <Tag tone="doubt">{data.cannot.length}</Tag>}>
      {data.cannot.length === 0 ? (
        <p className="pad s">{t('ov.cannotNone')}</p>
      ) : (
        <ul className="overview-asks">
          {data.cannot.map(c => (
            <li key={c.id}>
              <Link to={`/nhiem-vu/${c.id}`} className="plain-link">
                <b>{c.lead.fullName}</b>: {c.reason}
              </Link>
              <span className="s">
                {c.title} · {formatDateTime(Date.parse(c.since))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
