import type { ReportDesign, ReportParts, ReportRates, ReportTotals } from '@tusom/contract'
import { addDays, type ElementKind, reportDay, tableFigure } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDate, formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Field, Loading, PageHeader, Table } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './reports.css'
import vi from './vi.json' with { type: 'json' }

/** Sums over many periods: by period, by commune, as of any day's tree of units; and who reported. */
export default function OverTimePage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const design = useQuery({
    queryKey: ['reports', 'design'],
    queryFn: () => api.get<ReportDesign>('/api/reports/design'),
  })
  const today = reportDay(new Date(now()))
  const [formCode, setForm] = useSearchParam('form')
  const [from, setFrom] = useSearchParam('tu')
  const [to, setTo] = useSearchParam('den')
  const [asOf, setAsOf] = useSearchParam('cay')
  const [element, setElement] = useSearchParam('chitieu')
  const form = design.data?.forms.find(f => f.body.code === formCode)?.body ?? design.data?.forms[0]?.body
  const span = { from: from ?? addDays(today, -365), to: to ?? today, tree: asOf ?? today }
  const wanted = element ?? form?.elements[0]?.code ?? ''
  const query = form
    ? `form=${form.code}&from=${span.from}&to=${span.to}&asOf=${span.tree}&elements=${encodeURIComponent(wanted)}`
    : ''
  const ask = <T,>(path: string) => ({
    queryKey: ['reports', path, query],
    queryFn: () => api.get<T>(`/api/reports/${path}?${query}`),
    enabled: query !== '',
  })
  const totals = useQuery(ask<ReportTotals>('totals'))
  const parts = useQuery(ask<ReportParts>('totals/parts'))
  const rates = useQuery(ask<ReportRates>('rates'))
  return (
    <>
      <PageHeader
        title={t('overTime')}
        actions={
          <Link className="btn" to="/bao-cao">
            {t('title')}
          </Link>
        }
      />
      <div className="page">
        <Card>
          <div className="over-time-pick">
            <Field label={t('form')}>
              {c => (
                <select
                  {...c}
                  className="input"
                  value={form?.code ?? ''}
                  onChange={e => {
                    setElement(null)
                    setForm(e.target.value)
                  }}
                >
                  {design.data?.forms.map(f => (
                    <option key={f.body.code} value={f.body.code}>
                      {language === 'en' ? f.body.titleEn : f.body.titleVi}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label={t('figure')}>
              {c => (
                <select {...c} className="input" value={wanted} onChange={e => setElement(e.target.value)}>
                  {form?.elements.map(e => (
                    <option key={e.code} value={e.code}>
                      {e.label}. {language === 'en' ? e.nameEn : e.nameVi}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <DayField label={t('fromDay')} value={span.from} onChange={setFrom} />
            <DayField label={t('toDay')} value={span.to} onChange={setTo} />
            <DayField label={t('treeDay')} hint={t('treeDayHint')} value={span.tree} onChange={setAsOf} />
          </div>
        </Card>
        <div className="report-columns">
          <Card title={t('byPeriod')}>
            <Answer of={totals} loading={<Loading shape="table" />}>
              {data => <Periods totals={data} />}
            </Answer>
          </Card>
          <Card title={t('byCommune')}>
            <Answer of={parts} loading={<Loading shape="table" />}>
              {data => <Parts parts={data} />}
            </Answer>
          </Card>
        </div>
        <Card title={t('whoReported')}>
          <Answer of={rates} loading={<Loading shape="table" />}>
            {data => <Rates rates={data} />}
          </Answer>
        </Card>
      </div>
    </>
  )
}

function DayField(props: { label: string; hint?: string; value: string; onChange: (day: string) => void }) {
  return (
    <Field label={props.label} hint={props.hint}>
      {c => (
        <input
          {...c}
          type="date"
          className="input"
          value={props.value}
          onChange={e => e.target.value && props.onChange(e.target.value)}
        />
      )}
    </Field>
  )
}

function Periods({ totals }: { totals: ReportTotals }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const e = totals.elements[0]
  if (!e || !totals.periods.length) return <Empty title={t('noFigures')}>{t('noFiguresHint')}</Empty>
  const highest = Math.max(1, ...totals.periods.map(p => p.totals[0] ?? 0))
  const figure = (value: number | null | undefined, hidden: boolean | undefined) =>
    hidden ? t('hidden') : value === null || value === undefined ? '—' : tableFigure(value, e.kind as ElementKind)
  return (
    <>
      <p>
        {t('overRange', { from: formatDate(totals.from), to: formatDate(totals.to) })}{' '}
        <b>{figure(totals.totals[0], totals.hidden[0])}</b> {language === 'en' ? e.unitEn : e.unitVi}
      </p>
      {totals.divided.length > 0 && (
        <p className="note doubt">{t('dividedUnits', { names: totals.divided.map(d => d.name).join(', ') })}</p>
      )}
      <Table
        name={`${t('byPeriod')} ${e.nameVi}`}
        id="ky"
        rows={totals.periods}
        rowKey={p => p.key}
        empty={<Empty title={t('noFigures')} />}
        columns={[
          { key: 'ky', title: t('period'), value: p => p.key, cell: p => (language === 'en' ? p.nameEn : p.nameVi) },
          {
            key: 'so',
            title: t('total'),
            number: true,
            value: p => p.totals[0] ?? null,
            cell: p => figure(p.totals[0], p.hidden[0]),
          },
          {
            key: 've',
            title: '',
            cell: p =>
              p.hidden[0] ? null : (
                <span className="bar" aria-hidden="true">
                  <i style={{ width: `${((p.totals[0] ?? 0) / highest) * 100}%` }} />
                </span>
              ),
          },
          {
            key: 'xa',
            title: t('nOfN'),
            number: true,
            value: p => p.counts[0] ?? 0,
            cell: p => (p.hidden[0] ? '—' : `${p.counts[0] ?? 0}/${p.of}`),
          },
          {
            key: 'bc',
            optional: true,
            title: t('reportsIn'),
            number: true,
            value: p => p.reports,
            cell: p => `${p.reports}/${p.of}`,
          },
        ]}
      />
    </>
  )
}

function Parts({ parts }: { parts: ReportParts }) {
  const t = useTexts(vi, en)
  const e = parts.elements[0]
  if (!e) return <Empty title={t('noFigures')} />
  return (
    <Table
      name={`${t('byCommune')} ${e.nameVi}`}
      id="xa"
      rows={parts.units}
      rowKey={u => u.unitId}
      initialSort="-so"
      empty={<Empty title={t('noCommunes')} />}
      columns={[
        {
          key: 'xa',
          title: t('commune'),
          value: u => u.name,
          cell: u => (
            <>
              {u.name}
              {u.into.length > 0 && (
                <small className="mut"> {t('nowIn', { names: u.into.map(x => x.name).join(', ') })}</small>
              )}
            </>
          ),
        },
        {
          key: 'so',
          title: t('total'),
          number: true,
          value: u => u.totals[0] ?? null,
          cell: u =>
            u.hidden[0]
              ? t('hidden')
              : u.totals[0] === null || u.totals[0] === undefined
                ? '—'
                : tableFigure(u.totals[0], e.kind as ElementKind),
        },
        {
          key: 'ky',
          title: t('periodsIn'),
          number: true,
          value: u => u.counts[0] ?? 0,
          cell: u => `${u.counts[0] ?? 0}/${parts.periods}`,
        },
      ]}
    />
  )
}

function Rates({ rates }: { rates: ReportRates }) {
  const t = useTexts(vi, en)
  const share = (n: number, of: number) => (of ? `${formatNumber(Math.round((n / of) * 1000) / 10)}%` : '—')
  return (
    <>
      <p>
        {t('ratesAll', {
          reported: share(rates.reported, rates.expected),
          inTime: share(rates.inTime, rates.expected),
          expected: formatNumber(rates.expected),
        })}
      </p>
      <Table
        name={t('whoReported')}
        id="gui"
        rows={rates.units}
        rowKey={u => u.unitId}
        initialSort="bc"
        empty={<Empty title={t('noCommunes')} />}
        columns={[
          { key: 'xa', title: t('commune'), value: u => u.name, cell: u => u.name },
          {
            key: 'bc',
            title: t('reported'),
            number: true,
            value: u => (u.expected ? u.reported / u.expected : 0),
            cell: u => `${u.reported}/${u.expected}`,
          },
          {
            key: 'dh',
            title: t('inTimeShare'),
            number: true,
            value: u => (u.expected ? u.inTime / u.expected : 0),
            cell: u => share(u.inTime, u.expected),
          },
          {
            key: 'du',
            title: t('completeShare'),
            number: true,
            value: u => u.complete,
            cell: u => (u.complete === null ? '—' : `${formatNumber(u.complete)}%`),
          },
          {
            key: 'thieu',
            title: t('missingPeriods'),
            value: u => u.missing.length,
            cell: u =>
              u.missing.length ? u.missing.slice(-6).join(', ') + (u.missing.length > 6 ? ' …' : '') : t('none'),
          },
        ]}
      />
    </>
  )
}
