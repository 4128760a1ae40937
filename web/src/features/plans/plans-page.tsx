import type { OwnPlanList, PlanList, PlanRow } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, type Column, Empty, Loading, PageHeader, SampleMark, Table, Tag } from '../../ui/index.ts'
import { issuerShort } from '../tasks/task-line.tsx'
import en from './en.json' with { type: 'json' }
import './plans.css'
import { UploadPlan } from './upload-plan.tsx'
import vi from './vi.json' with { type: 'json' }

export default function PlansPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const [text, setText] = useSearchParam('tim')
  const mayAdd = hasRole(me, 'leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer')
  const path = `/api/plans?limit=200${text ? `&text=${encodeURIComponent(text)}` : ''}`
  const plans = useQuery({ queryKey: ['plans', 'list', text ?? ''], queryFn: () => api.get<PlanList>(path) })
  const owed = useQuery({ queryKey: ['plans', 'own'], queryFn: () => api.get<OwnPlanList>('/api/own-plans') })
  const columns: Column<PlanRow>[] = [
    {
      key: 'document',
      title: t('document'),
      width: '48%',
      cell: p => (
        <Link to={`/ke-hoach/${p.id}`} className="plan-name">
          <b>{p.number ?? p.kind ?? ''}</b> {p.title}
          {p.sample && (
            <>
              {' '}
              <SampleMark />
            </>
          )}
          <span className="s">{[issuerShort(p.issuer), p.owner.fullName].filter(Boolean).join(' · ')}</span>
        </Link>
      ),
      value: p => `${p.number ?? ''} ${p.title} ${p.issuer}`,
    },
    { key: 'date', title: t('date'), cell: p => (p.date ? formatDate(p.date) : '—'), value: p => p.date },
    {
      key: 'state',
      title: t('state'),
      cell: p => <PlanState plan={p} />,
      value: p => p.counts.found + p.counts.confirmed,
    },
    { key: 'items', title: t('items'), number: true, cell: p => total(p), value: total },
    { key: 'by', title: t('uploadedBy'), optional: true, cell: p => p.uploadedBy, value: p => p.uploadedBy },
  ]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <Link to="/ke-hoach-don-vi" className="btn">
            {owed.data
              ? t('own.listN', { n: owed.data.plans.filter(o => o.state !== 'accepted').length })
              : t('own.listTitle')}
          </Link>
        }
      />
      <div className="page">
        {mayAdd && <UploadPlan />}
        <Card>
          <div className="table-tools">
            <input
              className="input"
              type="search"
              placeholder={t('search')}
              aria-label={t('search')}
              value={text ?? ''}
              onChange={e => setText(e.target.value)}
            />
          </div>
          <Answer of={plans} loading={<Loading shape="table" rows={4} />}>
            {({ plans: rows }) => (
              <Table
                name={t('title')}
                rows={rows}
                columns={columns}
                rowKey={p => p.id}
                plain
                onOpen={p => go(`/ke-hoach/${p.id}`)}
                empty={
                  text ? (
                    <Empty title={t('noMatch', { text })} />
                  ) : (
                    <Empty title={t('none')}>{mayAdd ? t('noneHint') : t('noneRead')}</Empty>
                  )
                }
              />
            )}
          </Answer>
        </Card>
      </div>
    </>
  )
}

const total = (p: PlanRow) => p.counts.found + p.counts.confirmed + p.counts.assigned

function PlanState({ plan }: { plan: PlanRow }) {
  const t = useTexts(vi, en)
  const { counts } = plan
  return (
    <span className="row wrap plan-state">
      {plan.mayEdit && counts.found > 0 && <Tag tone="doubt">{t('stateOpen', { n: counts.found })}</Tag>}
      {plan.mayEdit && counts.confirmed > 0 && <Tag tone="suggested">{t('stateReady', { n: counts.confirmed })}</Tag>}
      {counts.assigned > 0 && <Tag tone="ok">{t('stateGiven', { n: counts.assigned })}</Tag>}
    </span>
  )
}
