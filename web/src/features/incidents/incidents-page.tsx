import type { IncidentList, IncidentListItem } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Loading, PageHeader, RelativeTime, Tag, useHazardName } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import '../scenarios/scenarios.css'
import './incidents.css'
import { useLevelSaid } from './use-level-said.ts'
import vi from './vi.json' with { type: 'json' }

export default function IncidentsPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const [state, setState] = useSearchParam('trang-thai')
  const closed = state === 'dong'
  const incidents = useQuery({
    queryKey: ['incidents', 'list', closed ? 'closed' : 'open'],
    queryFn: () => api.get<IncidentList>(`/api/incidents?state=${closed ? 'closed' : 'open'}`),
  })
  const mayOpen = hasRole(me, 'leader', 'duty-officer')
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayOpen && (
            <Link to="/su-co/moi" className="btn main">
              {t('new')}
            </Link>
          )
        }
      >
        <span className="choice" role="group">
          <button type="button" className="chip-btn" aria-pressed={!closed} onClick={() => setState(null)}>
            {t('open')}
          </button>
          <button type="button" className="chip-btn" aria-pressed={closed} onClick={() => setState('dong')}>
            {t('closed')}
          </button>
        </span>
      </PageHeader>
      <div className="page">
        <Card>
          <Answer of={incidents} loading={<Loading shape="list" rows={4} />}>
            {list =>
              list.incidents.length ? (
                <ul className="plain-list">
                  {list.incidents.map(i => (
                    <IncidentLine key={i.id} incident={i} />
                  ))}
                </ul>
              ) : (
                <Empty
                  title={closed ? t('noneClosed') : t('none')}
                  action={
                    !closed &&
                    mayOpen && (
                      <Link to="/su-co/moi" className="btn">
                        {t('new')}
                      </Link>
                    )
                  }
                >
                  {closed ? undefined : t('noneHint')}
                </Empty>
              )
            }
          </Answer>
        </Card>
      </div>
    </>
  )
}

function IncidentLine({ incident: i }: { incident: IncidentListItem }) {
  const t = useTexts(vi, en)
  const hazardName = useHazardName()
  const levelSaid = useLevelSaid()
  return (
    <li>
      <Link to={`/su-co/${i.id}`} className="incident-line">
        <span className="incident-name">
          <b>{i.title}</b>
          <span className="s">
            {hazardName(i.hazard)} · {levelSaid(i.level)} · {t('communes', { n: i.communes.length })} ·{' '}
            {t('lead', { lead: i.lead.name })}
          </span>
          {i.lastEntry && (
            <span className="s incident-last">
              {i.lastEntryAt && <RelativeTime at={i.lastEntryAt} />}: {i.lastEntry}
            </span>
          )}
        </span>
        <span className="incident-figures">
          <span className="s">
            {t('since')} <RelativeTime at={i.openedAt} />
          </span>
          <span className="row wrap end">
            {i.tasksLate > 0 && <Tag tone="late">{t('tasksLate', { n: i.tasksLate })}</Tag>}
            <Tag>{i.tasksOpen + i.tasksDone > 0 ? t('tasksOpen', { n: i.tasksOpen }) : t('tasksNone')}</Tag>
            <Tag>{t('lines', { n: i.entries })}</Tag>
          </span>
        </span>
      </Link>
    </li>
  )
}
