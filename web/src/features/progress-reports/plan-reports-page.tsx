import type { ProgressReportRowOut, ProgressReports } from '@tusom/contract'
import { formatDateTime } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, Empty, Field, Icon, Loading, PageHeader, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './progress.css'
import vi from './vi.json' with { type: 'json' }

/** Reports on one plan: those of the own unit, a period each; for who gave the work also what units have numbered. */
export default function PlanReportsPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const reports = useQuery({
    queryKey: ['plans', 'progress', id],
    queryFn: () => api.get<ProgressReports>(`/api/plans/${id}/progress`),
  })
  return (
    <>
      <PageHeader
        title={
          reports.data ? `${t('listTitle')}: ${reports.data.plan.number ?? reports.data.plan.title}` : t('listTitle')
        }
        back={
          <Link to={`/ke-hoach/${id}`} className="icon-btn" aria-label={t('toPlan')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="page">
        <Answer of={reports} loading={<Loading shape="table" />}>
          {data => {
            const mine = data.reports.filter(r => r.mine)
            const others = data.reports.filter(r => !r.mine)
            return (
              <div className="stack">
                {data.mayWrite && <Make data={data} />}
                <Card title={t('mine')}>
                  {mine.length ? (
                    <Rows rows={mine} caption={t('mine')} />
                  ) : (
                    <Empty title={t('none')}>{data.mayWrite && t('noneHint')}</Empty>
                  )}
                </Card>
                {others.length > 0 && (
                  <Card title={t('others')}>
                    <Rows rows={others} caption={t('others')} withUnit />
                  </Card>
                )}
              </div>
            )
          }}
        </Answer>
      </div>
    </>
  )
}

function Make({ data }: { data: ProgressReports }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const language = useLanguage()
  const [key, setKey] = useState(data.periods[0]?.key ?? '')
  const make = useSend(
    (periodKey: string) => api.post<{ id: number }>(`/api/plans/${data.plan.id}/progress`, { periodKey }),
    { topics: ['plans'], onDone: made => go(`/bao-cao-tien-do/${made.id}`) },
  )
  return (
    <Card title={t('make')}>
      <form
        className="form pad progress-make"
        onSubmit={event => {
          event.preventDefault()
          make.mutate(key)
        }}
      >
        <Field label={t('period')} hint={t('makeHint')}>
          {c => (
            <select {...c} className="input" value={key} onChange={e => setKey(e.target.value)}>
              {data.periods.map(p => (
                <option key={p.key} value={p.key}>
                  {language === 'en' ? p.nameEn : p.nameVi}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button look="main" type="submit" busy={make.isPending}>
          {t('write')}
        </Button>
      </form>
    </Card>
  )
}

function Rows(props: { rows: ProgressReportRowOut[]; caption: string; withUnit?: boolean }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const language = useLanguage()
  const columns: Column<ProgressReportRowOut>[] = [
    ...(props.withUnit
      ? [
          {
            key: 'unit',
            title: t('unit'),
            cell: (r: ProgressReportRowOut) => r.unit.fullName,
            value: (r: ProgressReportRowOut) => r.unit.fullName,
          },
        ]
      : []),
    {
      key: 'period',
      title: t('period'),
      cell: r => <b>{language === 'en' ? r.period.nameEn : r.period.nameVi}</b>,
      value: r => r.period.key,
    },
    {
      key: 'number',
      title: t('number'),
      cell: r => r.number ?? <span className="mut">{t('noNumber')}</span>,
      value: r => r.number ?? '',
    },
    {
      key: 'changed',
      title: t('changed'),
      cell: r => `${formatDateTime(Date.parse(r.changedAt))} · ${r.changedBy}`,
      value: r => r.changedAt,
    },
  ]
  return (
    <Table
      rows={props.rows}
      columns={columns}
      rowKey={r => r.id}
      name={props.caption}
      empty={t('none')}
      plain
      onOpen={r => go(`/bao-cao-tien-do/${r.id}`)}
    />
  )
}
