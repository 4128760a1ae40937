import type { OwnPlanRowOut, PlanCoverage, PlanObjectives, UnitRef } from '@tusom/contract'
import { formatDate, formatNumber, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, type Column, Empty, Icon, Loading, PageHeader, Table } from '../../ui/index.ts'
import { AskPlans } from './ask-plans.tsx'
import en from './en.json' with { type: 'json' }
import { OwnState } from './own-state.tsx'
import './plans.css'
import './own-plans.css'
import vi from './vi.json' with { type: 'json' }

const NAMES = 6
type Item = PlanCoverage['items'][number]

/** What of a plan stands in the plans of those who carry it out: who filed, which work is left out and by whom. */
export default function CoveragePage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const [asking, setAsking] = useState(false)
  const coverage = useQuery({
    queryKey: ['plans', 'coverage', id],
    queryFn: () => api.get<PlanCoverage>(`/api/plans/${id}/coverage`),
  })
  return (
    <>
      <PageHeader
        title={
          coverage.data
            ? [coverage.data.plan.number, coverage.data.plan.title].filter(Boolean).join(' · ')
            : t('coverage')
        }
        back={
          <Link to={`/ke-hoach/${id}`} className="icon-btn" aria-label={t('document')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          coverage.data?.plan.mayAsk && (
            <Button look="main" icon="plus" onClick={() => setAsking(true)}>
              {t('cov.ask')}
            </Button>
          )
        }
      />
      <div className="page">
        <Answer of={coverage} loading={<Loading shape="table" />}>
          {data => (
            <div className="stack">
              {data.units.length === 0 ? (
                <Card>
                  <Empty
                    title={t('cov.none')}
                    action={
                      data.plan.mayAsk && (
                        <Button look="main" onClick={() => setAsking(true)}>
                          {t('cov.ask')}
                        </Button>
                      )
                    }
                  >
                    {t('cov.noneHint')}
                  </Empty>
                </Card>
              ) : (
                <>
                  <p className="overview-line">{t('cov.line', data.totals)}</p>
                  {data.notAsked.length > 0 && (
                    <p className="note doubt">{t('cov.notAsked', { names: names(data.notAsked, t) })}</p>
                  )}
                  <Items data={data} />
                  <Units data={data} />
                </>
              )}
              <Objectives id={id} />
              {asking && <AskPlans coverage={data} onClose={() => setAsking(false)} />}
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}

type T = ReturnType<typeof useTexts<typeof vi>>
const names = (units: readonly UnitRef[], t: T): string =>
  units
    .slice(0, NAMES)
    .map(u => u.fullName)
    .join(', ') + (units.length > NAMES ? ` ${t('cov.andMore', { n: units.length - NAMES })}` : '')

function Items({ data }: { data: PlanCoverage }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const columns: Column<Item>[] = [
    {
      key: 'item',
      title: t('cov.item'),
      width: '42%',
      cell: i => (
        <span>
          <span className="s">{[i.label, i.unitText].filter(Boolean).join(' ')}</span>
          <span className="block">{i.title}</span>
        </span>
      ),
      value: i => `${i.unitText} ${i.title}`,
    },
    {
      key: 'have',
      title: t('cov.have'),
      number: true,
      cell: i => (
        <b className={i.covered === i.expected ? 'ok' : ''}>
          {t('cov.of', { covered: i.covered, expected: i.expected })}
        </b>
      ),
      value: i => i.covered / i.expected,
    },
    {
      key: 'gaps',
      title: t('cov.gaps'),
      cell: i => (i.gaps.length ? <span className="late">{names(i.gaps, t)}</span> : ''),
      value: i => i.gaps.map(u => u.fullName).join(', '),
    },
    {
      key: 'unfiled',
      title: t('cov.unfiled'),
      cell: i => names(i.unfiled, t),
      value: i => i.unfiled.map(u => u.fullName).join(', '),
    },
  ]
  return (
    <Card title={t('cov.items')}>
      <Table
        id="viec"
        name={t('cov.items')}
        rows={data.items}
        columns={columns}
        rowKey={i => i.id}
        onOpen={i => go(`/ke-hoach/${data.plan.id}?viec=${i.id}`)}
        empty={<Empty title={t('nothing')}>{''}</Empty>}
      />
    </Card>
  )
}

function Units({ data }: { data: PlanCoverage }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const columns: Column<OwnPlanRowOut>[] = [
    {
      key: 'unit',
      title: t('cov.unit'),
      cell: u => (
        <Link to={`/ke-hoach-don-vi/${u.id}`}>
          <b>{u.unit.fullName}</b>
        </Link>
      ),
      value: u => u.unit.fullName,
    },
    { key: 'state', title: t('cov.state'), cell: u => <OwnState row={u} />, value: u => t(`own.state.${u.state}`) },
    {
      key: 'focal',
      title: t('cov.focal'),
      cell: u => (u.focal ? [u.focal.name, u.focal.post].filter(Boolean).join(', ') : ''),
      value: u => u.focal?.name ?? '',
    },
    { key: 'due', title: t('cov.dueDay'), cell: u => formatDate(u.dueOn), value: u => u.dueOn },
    {
      key: 'filed',
      title: t('cov.filedOn'),
      cell: u => (u.firstFiledAt ? formatDate(localParts(Date.parse(u.firstFiledAt)).date) : ''),
      value: u => u.firstFiledAt,
    },
    { key: 'version', title: t('cov.version'), number: true, cell: u => u.version || '', value: u => u.version },
    { key: 'covers', title: t('cov.covers'), number: true, cell: u => u.covers, value: u => u.covers },
  ]
  return (
    <Card title={t('cov.title')}>
      <Table
        id="don-vi"
        name={t('cov.title')}
        rows={data.units}
        columns={columns}
        rowKey={u => u.id}
        initialSort="state"
        onOpen={u => go(`/ke-hoach-don-vi/${u.id}`)}
        empty={<Empty title={t('cov.none')}>{''}</Empty>}
      />
    </Card>
  )
}

/** Measurable goals, a column a period: who told a figure, who reached it, from the least to the most. */
function Objectives({ id }: { id: string }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const objectives = useQuery({
    queryKey: ['plans', 'objectives', id],
    queryFn: () => api.get<PlanObjectives>(`/api/plans/${id}/objectives`),
  })
  const data = objectives.data
  if (!data?.rows.length) return null
  type Row = PlanObjectives['rows'][number]
  const unitOf = (r: Row) => (r.target?.unit === '%' ? ' %' : ` ${r.target?.unit ?? ''}`)
  const columns: Column<Row>[] = [
    {
      key: 'goal',
      title: t('obj.goal'),
      width: '40%',
      cell: r => `${/[\p{L}\d]/u.test(r.label) ? `${r.label}. ` : ''}${r.title}`,
      value: r => r.title,
    },
    {
      key: 'target',
      title: t('obj.target'),
      cell: r => (r.target ? `${formatNumber(r.target.value)}${unitOf(r)}` : ''),
      value: r => r.target?.value ?? null,
    },
    { key: 'units', title: t('obj.units'), number: true, cell: r => r.units || t('obj.noTask'), value: r => r.units },
    ...data.periods.map(
      (p): Column<Row> => ({
        key: p.key,
        title: language === 'en' ? p.nameEn : p.nameVi,
        cell: r => {
          const c = r.cells.find(x => x.periodKey === p.key)
          if (!c) return ''
          if (c.told === 1 && r.units === 1) return `${formatNumber(c.most)}${unitOf(r)}`
          return t('obj.cell', {
            reached: c.reached,
            told: c.told,
            least: formatNumber(c.least),
            most: `${formatNumber(c.most)}${unitOf(r)}`,
          })
        },
        value: r => r.cells.find(x => x.periodKey === p.key)?.most ?? null,
      }),
    ),
  ]
  return (
    <Card title={t('obj.title')}>
      {data.periods.length === 0 && <p className="pad s">{t('obj.none')}</p>}
      <Table
        id="muc-tieu"
        name={t('obj.title')}
        rows={data.rows}
        columns={columns}
        rowKey={r => r.itemId}
        plain
        empty={<Empty title={t('obj.none')}>{''}</Empty>}
      />
    </Card>
  )
}
