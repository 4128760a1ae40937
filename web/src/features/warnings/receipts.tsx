import type { ReceiptOut, WarningFull } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Button, Card, type Column, DateTime, Empty, Table, Tag } from '../../ui/index.ts'
import { useWarningTexts } from './words.ts'

/** Who has said "received" and who has not, since when; the office may write down a telephone call. */
export function Receipts({ w, office }: { w: WarningFull; office: boolean }) {
  const t = useWarningTexts()
  const call = useSend((unitId: number) => api.post(`/api/warnings/${w.id}/acknowledge`, { unitIds: [unitId] }), {
    topics: ['warnings'],
    done: t('receivedSent'),
  })
  const done = w.receipts.filter(r => r.acknowledgedAt).length
  const columns: Column<ReceiptOut>[] = [
    {
      key: 'unit',
      title: t('r.unit'),
      value: r => r.unitName,
      cell: r => (r.kind === 'commune' ? <b>{r.unitName}</b> : r.unitName),
    },
    {
      key: 'state',
      title: t('r.state'),
      value: r => (r.acknowledgedAt ? 1 : 0),
      cell: r => <Tag tone={r.acknowledgedAt ? 'ok' : 'late'}>{t(r.acknowledgedAt ? 'r.yes' : 'r.no')}</Tag>,
    },
    {
      key: 'since',
      title: t('r.since'),
      number: true,
      value: r => r.minutes,
      cell: r =>
        r.minutes < 120
          ? t('r.minutes', { n: r.minutes })
          : t('r.hours', { n: formatNumber(Math.floor(r.minutes / 60)), rest: r.minutes % 60 }),
    },
    {
      key: 'by',
      title: t('r.by'),
      value: r => r.by ?? '',
      cell: r =>
        r.acknowledgedAt ? (
          <span className="s">
            {r.by} · <DateTime at={r.acknowledgedAt} short />
            {r.how === 'phone' ? ` · ${t('r.phone')}` : ''}
          </span>
        ) : office ? (
          <Button
            look="quiet"
            busy={call.isPending && call.variables === r.unitId}
            onClick={() => call.mutate(r.unitId)}
          >
            {t('r.call')}
          </Button>
        ) : (
          ''
        ),
    },
  ]
  return (
    <Card
      title={t('receipts')}
      aside={
        w.receipts.length ? <span className="s">{t('receiptsOf', { n: done, of: w.receipts.length })}</span> : null
      }
    >
      <Table
        id="nhan"
        name={t('receipts')}
        rows={w.receipts}
        columns={columns}
        rowKey={r => r.unitId}
        initialSort="state"
        empty={<Empty title={t('receiptsNone')} />}
      />
    </Card>
  )
}
