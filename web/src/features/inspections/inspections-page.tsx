import type { InspectionList, InspectionOut } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useGo } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  type Column,
  Empty,
  Loading,
  PageHeader,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import { FollowUpTabs } from '../difficulties/follow-up-tabs.tsx'
import en from './en.json' with { type: 'json' }
import { PlanDialog } from './plan-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

/** Inspections: whose, where, when, and how many findings are still open or late. */
export default function InspectionsPage() {
  const t = useTexts(vi, en)
  const go = useGo()
  const [open, setOpen] = useState(false)
  const list = useQuery({
    queryKey: ['inspections', 'list'],
    queryFn: () => api.get<InspectionList>('/api/inspections'),
  })
  const columns: Column<InspectionOut>[] = [
    {
      key: 'subject',
      title: t('column.subject'),
      width: '34%',
      cell: i => (
        <span>
          <b className="two-lines">{i.subject}</b>{' '}
          <span className="s">
            {t(`kind.${i.decision.kind}`)} {i.decision.number}
          </span>{' '}
          {i.sample && <SampleMark />}
        </span>
      ),
      value: i => i.subject,
    },
    { key: 'unit', title: t('column.unit'), cell: i => i.unit.fullName, value: i => i.unit.fullName },
    {
      key: 'units',
      title: t('column.units'),
      cell: i => (i.units.length > 3 ? t('unitsN', { n: i.units.length }) : i.units.map(u => u.fullName).join(', ')),
      value: i => i.units.map(u => u.fullName).join(', '),
    },
    {
      key: 'days',
      title: t('column.days'),
      cell: i => (i.fromOn === i.toOn ? formatDate(i.fromOn) : `${formatDate(i.fromOn)} – ${formatDate(i.toOn)}`),
      value: i => i.fromOn,
    },
    { key: 'state', title: t('column.state'), cell: i => <InspectionTag of={i} />, value: i => t(`state.${i.state}`) },
  ]
  const may = (list.data?.deciding.length ?? 0) > 0
  const make = (
    <Button look="main" icon="plus" onClick={() => setOpen(true)}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={may && make} />
      <FollowUpTabs here="inspections" />
      <div className="page">
        <Answer of={list} loading={<Loading shape="table" />}>
          {d => (
            <Card>
              <Table
                name={t('title')}
                rows={d.rows}
                columns={columns}
                rowKey={i => i.id}
                onOpen={i => go(`/kien-nghi/kiem-tra/${i.id}`)}
                empty={<Empty title={t('none')}>{t(may ? 'noneHint' : 'noneHintRead')}</Empty>}
              />
            </Card>
          )}
        </Answer>
      </div>
      {open && list.data && (
        <PlanDialog deciding={list.data.deciding} today={list.data.today} onClose={() => setOpen(false)} />
      )}
    </>
  )
}

/** Where an inspection stands: late findings first. */
export function InspectionTag({ of: i }: { of: InspectionOut }) {
  const t = useTexts(vi, en)
  const f = i.findings
  if (i.state !== 'concluded') return <Tag>{t(`state.${i.state}`)}</Tag>
  if (!f || f.total === 0) return <Tag tone="ok">{t('noFindings')}</Tag>
  if (f.late) return <Tag tone="late">{t('lateN', { n: f.late, of: f.total })}</Tag>
  if (f.closed === f.total) return <Tag tone="ok">{t('allClosed', { n: f.total })}</Tag>
  return <Tag tone={f.mended ? 'doubt' : 'plain'}>{t('closedOf', { n: f.closed, of: f.total })}</Tag>
}
