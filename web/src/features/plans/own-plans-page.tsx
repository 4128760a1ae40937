import type { OwnPlanList, OwnPlanRowOut } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, type Column, Empty, Loading, PageHeader, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { OwnState } from './own-state.tsx'
import './plans.css'
import './own-plans.css'
import vi from './vi.json' with { type: 'json' }

/** Plans that units owe: a unit sees its own, the standing agency all of them. */
export default function OwnPlansPage() {
  const t = useTexts(vi, en)
  const go = useGo()
  const list = useQuery({ queryKey: ['plans', 'own'], queryFn: () => api.get<OwnPlanList>('/api/own-plans') })
  const columns: Column<OwnPlanRowOut>[] = [
    {
      key: 'plan',
      title: t('document'),
      width: '42%',
      cell: p => (
        <Link to={`/ke-hoach-don-vi/${p.id}`} className="plan-name">
          <b>{p.planNumber ?? ''}</b> {p.planTitle}
        </Link>
      ),
      value: p => `${p.planNumber ?? ''} ${p.planTitle}`,
    },
    { key: 'unit', title: t('cov.unit'), cell: p => p.unit.fullName, value: p => p.unit.fullName },
    { key: 'state', title: t('cov.state'), cell: p => <OwnState row={p} />, value: p => t(`own.state.${p.state}`) },
    { key: 'due', title: t('cov.dueDay'), cell: p => formatDate(p.dueOn), value: p => p.dueOn },
    {
      key: 'focal',
      title: t('cov.focal'),
      cell: p => p.focal?.name ?? '',
      value: p => p.focal?.name ?? '',
    },
  ]
  return (
    <>
      <PageHeader title={t('own.listTitle')} />
      <div className="page">
        <Card>
          <Answer of={list} loading={<Loading shape="table" />}>
            {data => (
              <Table
                name={t('own.listTitle')}
                rows={data.plans}
                columns={columns}
                rowKey={p => p.id}
                onOpen={p => go(`/ke-hoach-don-vi/${p.id}`)}
                empty={<Empty title={t('own.none')}>{t('own.noneHint')}</Empty>}
              />
            )}
          </Answer>
        </Card>
      </div>
    </>
  )
}
