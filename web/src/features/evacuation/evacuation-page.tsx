import type { EvacuationSummary, SummaryRow } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link, useGo } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Card,
  type Column,
  DateTime,
  Empty,
  Loading,
  PageHeader,
  SampleMark,
  Table,
  Tag,
} from '../../ui/index.ts'
import { AsOf } from './as-of.tsx'
import { CommuneView } from './commune-page.tsx'
import en from './en.json' with { type: 'json' }
import './evacuation.css'
import { ProgressBar } from './progress-bar.tsx'
import { useOrderText } from './use-order-text.ts'
import vi from './vi.json' with { type: 'json' }

/** "/so-tan": a commune's own plan; for those above, all communes. */
export default function EvacuationPage() {
  const me = useMe()
  return me.homeUnit.kind === 'commune' ? <CommuneView communeId={me.homeUnit.id} own /> : <Province />
}

function Province() {
  const t = useTexts(vi, en)
  const me = useMe()
  const go = useGo()
  const summary = useQuery({
    queryKey: ['households', 'evacuation'],
    queryFn: () => api.get<EvacuationSummary>('/api/evacuation/summary'),
  })
  return (
    <>
      <PageHeader title={t('title')}>{me.sample && <SampleMark />}</PageHeader>
      <div className="page">
        <Answer of={summary} loading={<Loading shape="table" />}>
          {s =>
            s.communes.length === 0 ? (
              <Empty title={t('none')} action={<Link to="/ho-dan">{t('toRegister')}</Link>}>
                {t('noneHint')}
              </Empty>
            ) : (
              <>
                {s.of === 0 ? (
                  <Card>
                    <Empty title={t('nobodyMoving')}>{t('nobodyMovingHint')}</Empty>
                  </Card>
                ) : (
                  <Card title={t('moving')} aside={<Coverage summary={s} />}>
                    <div className="pad stack">
                      <ProgressBar tally={s.total} silent={s.reported === 0} />
                      {s.silent.length > 0 && (
                        <p className="late">
                          {s.silent.length > 12
                            ? t('silentMore', { list: s.silent.slice(0, 12).join(', '), n: s.silent.length - 12 })
                            : t('silent', { list: s.silent.join(', ') })}
                          . <span className="mut">{t('silenceNote')}</span>
                        </p>
                      )}
                    </div>
                  </Card>
                )}
                <Card title={t('byCommune')} aside={<small>{t('inPeople')}</small>}>
                  <CommuneTable rows={s.communes} open={id => go(`/so-tan/${id}`)} />
                </Card>
              </>
            )
          }
        </Answer>
      </div>
    </>
  )
}

function Coverage({ summary }: { summary: EvacuationSummary }) {
  const t = useTexts(vi, en)
  return (
    <span className="row">
      <Tag tone={summary.reported < summary.of ? 'late' : 'ok'}>
        {t('reported', { n: summary.reported, of: summary.of })}
      </Tag>
      <span className="s">{summary.asOf ? <AsOf at={summary.asOf} /> : t('nothingYet')}</span>
    </span>
  )
}

function CommuneTable({ rows, open }: { rows: readonly SummaryRow[]; open: (id: number) => void }) {
  const t = useTexts(vi, en)
  const said = useOrderText()
  const state = (key: 'planned' | 'left' | 'moving' | 'arrived' | 'returned', title: string): Column<SummaryRow> => ({
    key,
    title,
    number: true,
    // a silent commune has no figure: it is not zero
    cell: r =>
      r.tally.total.households === 0 ? (
        ''
      ) : r.reportedAt === null && key !== 'planned' ? (
        <span className="mut">—</span>
      ) : (
        <span title={t('hp', { h: r.tally[key].households, p: r.tally[key].people })}>
          {formatNumber(r.tally[key].people)}
        </span>
      ),
    value: r => r.tally[key].people,
  })
  const columns: Column<SummaryRow>[] = [
    {
      key: 'commune',
      title: t('commune'),
      cell: r => <Link to={`/so-tan/${r.unitId}`}>{r.unitName}</Link>,
      value: r => r.unitName,
    },
    {
      key: 'order',
      title: t('order'),
      cell: r =>
        r.orders.length ? (
          r.orders.map(o => (
            <div key={o.id} className="s">
              {said(o)}
            </div>
          ))
        ) : (
          <span className="mut">{t('noOrder')}</span>
        ),
      value: r => r.orders.map(said).join('; '),
    },
    {
      key: 'risk',
      title: t('atRisk'),
      number: true,
      cell: r => (
        <span title={t('hp', { h: formatNumber(r.atRisk.households), p: formatNumber(r.atRisk.people) })}>
          {formatNumber(r.atRisk.people)}
        </span>
      ),
      value: r => r.atRisk.people,
    },
    {
      key: 'go',
      title: t('mustGo'),
      number: true,
      cell: r => (r.tally.total.households ? formatNumber(r.tally.total.people) : ''),
      value: r => r.tally.total.people,
    },
    state('planned', t('planned')),
    state('left', t('left')),
    state('moving', t('movingState')),
    state('arrived', t('arrived')),
    state('returned', t('returned')),
    {
      key: 'help',
      title: t('help'),
      number: true,
      cell: r => (r.tally.help.households ? <b className="late">{r.tally.help.households}</b> : ''),
      value: r => r.tally.help.households,
    },
    {
      key: 'reported',
      title: t('hamletsReported'),
      number: true,
      cell: r =>
        r.ofHamlets ? (
          <Tag tone={r.reportedHamlets === 0 ? 'late' : r.reportedHamlets < r.ofHamlets ? 'doubt' : 'ok'}>
            {r.reportedHamlets === 0 ? t('silentWord') : `${r.reportedHamlets}/${r.ofHamlets}`}
          </Tag>
        ) : (
          ''
        ),
      value: r => (r.ofHamlets ? r.reportedHamlets / r.ofHamlets : null),
    },
    {
      key: 'last',
      title: t('lastReport'),
      cell: r => (r.reportedAt ? <DateTime at={r.reportedAt} short /> : ''),
      value: r => r.reportedAt,
    },
  ]
  // before anybody is called, nine empty columns would hide where most people are at risk
  const calm = rows.every(r => r.tally.total.households === 0)
  const dry = new Set(['commune', 'order', 'risk'])
  return (
    <Table
      name={t('title')}
      rows={rows}
      columns={calm ? columns.filter(c => dry.has(c.key)) : columns}
      rowKey={r => r.unitId}
      initialSort={calm ? '-risk' : '-go'}
      onOpen={r => open(r.unitId)}
      empty={<Empty title={t('none')} />}
    />
  )
}
