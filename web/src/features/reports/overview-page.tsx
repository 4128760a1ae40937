import type { ReportFormList, ReportOverview, ReportTotal } from '@tusom/contract'
import { addsUp, type ElementKind, tableFigure } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime, formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api, apiHref } from '../../api/client.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import {
  Answer,
  Button,
  Card,
  DateTime,
  Empty,
  ErrorState,
  Icon,
  Loading,
  PageHeader,
  SampleMark,
  Table,
  Tag,
  toast,
} from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { Grades } from './grades.tsx'
import { DueTag } from './report-head.tsx'
import { ReviewCard } from './review-card.tsx'
import { Indicators, SmallCells } from './small-cells.tsx'
import { SourceDialog } from './source-dialog.tsx'
import vi from './vi.json' with { type: 'json' }

type Commune = ReportOverview['communes'][number]

/** Late first, then what waits for us, then what is on its way, then what is done. */
const order = (c: Commune): number =>
  c.timeliness === 'late' ? 0 : c.state === 'submitted' ? 1 : c.state === 'accepted' ? 3 : 2

/** The standing agency's page: who has sent, who is late, totals with n of N, the province's report. */
export function OverviewPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const forms = useQuery({
    queryKey: ['reports', 'forms'],
    queryFn: () => api.get<ReportFormList>('/api/reports/forms'),
  })
  const [formCode, setForm] = useSearchParam('form')
  const [periodKey, setPeriod] = useSearchParam('period')
  const form = forms.data?.find(f => f.code === formCode) ?? forms.data?.[0]
  const period = periodKey ?? form?.periods[0]?.key
  const query = form && period ? `form=${form.code}&period=${period}` : null
  const overview = useQuery({
    queryKey: ['reports', 'overview', form?.code, period],
    queryFn: () => api.get<ReportOverview>(`/api/reports/overview?${query}`),
    enabled: query !== null,
  })
  const periods = form?.periods.some(p => p.key === period)
    ? form.periods
    : [...(form?.periods ?? []), ...(period ? [{ key: period, nameVi: period, nameEn: period, dueAt: '' }] : [])]
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            {query && overview.data && overview.data.counts.sent > 0 && (
              <>
                <Link className="btn" to={`/bao-cao/van-ban?${query}`}>
                  {t('document')}
                </Link>
                <Link className="btn" to={`/bao-cao/bieu-do?${query}`}>
                  {t('charts')}
                </Link>
                <a className="btn" href={apiHref(`/api/reports/consolidated.xlsx?${query}`)} download>
                  <Icon name="download" size={16} />
                  Excel
                </a>
                <a
                  className="btn main"
                  href={apiHref(`/api/report-templates/filled/consolidated.docx?${query}`)}
                  download
                >
                  <Icon name="download" size={16} />
                  {t('consolidatedWord')}
                </a>
              </>
            )}
          </>
        }
      >
        {form && (
          <span className="report-pick">
            <select
              className="input"
              aria-label={t('form')}
              value={form.code}
              onChange={e => {
                setPeriod(null)
                setForm(e.target.value)
              }}
            >
              {forms.data?.map(f => (
                <option key={f.code} value={f.code}>
                  {language === 'en' ? f.titleEn : f.titleVi}
                </option>
              ))}
            </select>
            <select className="input" aria-label={t('period')} value={period} onChange={e => setPeriod(e.target.value)}>
              {periods.map(p => (
                <option key={p.key} value={p.key}>
                  {language === 'en' ? p.nameEn : p.nameVi}
                </option>
              ))}
            </select>
          </span>
        )}
        {overview.data && (
          <>
            <DueTag
              dueAt={overview.data.dueAt}
              done={overview.data.counts.late === 0 && overview.data.counts.sent === overview.data.counts.communes}
            />
            {overview.data.sample && <SampleMark />}
          </>
        )}
      </PageHeader>
      <div className="page report-overview">
        <p className="report-links">
          <Link to={form ? `/bao-cao/so-lieu?form=${form.code}` : '/bao-cao/so-lieu'}>{t('overTime')}</Link>
          <Link to="/bao-cao/bieu-mau">{t('forms')}</Link>
        </p>
        {forms.error && !forms.data ? (
          <ErrorState error={forms.error} retry={() => void forms.refetch()} />
        ) : (
          <Answer of={overview} loading={<Loading shape="table" rows={14} />}>
            {data => <Overview overview={data} query={query ?? ''} />}
          </Answer>
        )}
      </div>
    </>
  )
}

function Overview({ overview: o, query }: { overview: ReportOverview; query: string }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const go = useGo()
  const [source, setSource] = useState<string | null>(null)
  const late = o.communes.filter(c => c.timeliness === 'late')
  const rows = o.communes.toSorted((a, b) => order(a) - order(b))
  const chase = async () => {
    const text = t('chaseText', {
      form: o.form.titleVi,
      period: o.period.nameVi,
      due: formatDateTime(Date.parse(o.dueAt)),
      n: late.length,
      names: late.map(c => c.fullName).join(', '),
    })
    try {
      await navigator.clipboard.writeText(text)
      toast(t('chaseCopied', { n: late.length }))
    } catch {
      toast(t('cannotCopy'), { tone: 'late' })
    }
  }
  const state = (c: Commune) => (language === 'en' ? c.stateEn : c.stateVi)
  return (
    <>
      <div className="report-tiles">
        <Tile value={`${o.counts.sent}/${o.counts.communes}`} label={t('sentOf')} />
        <Tile value={String(o.counts.waiting)} label={t('waitingToAccept')} />
        <Tile value={String(o.counts.accepted)} label={t('accepted')} />
        <Tile value={String(o.counts.late)} label={t('lateNow')} late={o.counts.late > 0} />
        <Tile value={String(o.counts.cameLate)} label={t('cameLate')} />
      </div>
      {late.length > 0 && (
        <section className="note late report-chase">
          <span>
            <b>{t('chase', { n: late.length })}</b>{' '}
            {late
              .slice(0, 12)
              .map(c => c.name)
              .join(', ')}
            {late.length > 12 ? ` ${t('andMore', { n: late.length - 12 })}` : ''}
          </span>
          <Button onClick={() => void chase()}>{t('copyChase')}</Button>
        </section>
      )}
      {o.counts.sent > 0 && <ReviewCard query={query} />}
      <div className="report-columns">
        <Card title={t('communes')}>
          <Table
            name={t('communes')}
            rows={rows}
            rowKey={c => c.unitId}
            onOpen={c => go(c.href)}
            empty={<Empty title={t('noCommunes')} />}
            columns={[
              {
                key: 'xa',
                title: t('commune'),
                value: c => c.name,
                cell: c => <Link to={c.href}>{c.fullName}</Link>,
              },
              {
                key: 'tt',
                title: t('state'),
                value: state,
                cell: c => (
                  <Tag
                    tone={
                      c.timeliness === 'late'
                        ? 'late'
                        : c.state === 'accepted'
                          ? 'ok'
                          : c.state === 'submitted'
                            ? 'doubt'
                            : 'plain'
                    }
                  >
                    {state(c)}
                  </Tag>
                ),
              },
              {
                key: 'gui',
                title: t('sentAt'),
                value: c => c.sentAt ?? '',
                cell: c => (c.sentAt ? <DateTime at={c.sentAt} short /> : '—'),
              },
              {
                key: 'dien',
                title: t('filled'),
                number: true,
                value: c => c.filled,
                cell: c => `${c.filled}/${c.total}`,
              },
              {
                key: 'nhap',
                optional: true,
                title: t('touchedAt'),
                value: c => c.touchedAt ?? '',
                cell: c => (c.touchedAt ? <DateTime at={c.touchedAt} short /> : '—'),
              },
              {
                key: 'ld',
                optional: true,
                title: t('reasons'),
                number: true,
                value: c => c.reasons,
                cell: c => (c.reasons ? formatNumber(c.reasons) : '—'),
              },
            ]}
          />
        </Card>
        <Card
          title={t('totals')}
          aside={
            <small>
              {t('asOf')} <DateTime at={o.asOf} />
            </small>
          }
        >
          {o.counts.sent === 0 ? (
            <Empty title={t('nothingSent')}>{t('nothingSentHint')}</Empty>
          ) : (
            <>
              <SmallCells overview={o} />
              <Grades overview={o} />
              <Totals overview={o} onSource={setSource} />
              <Indicators overview={o} />
            </>
          )}
        </Card>
      </div>
      <p className="xs">
        {language === 'en'
          ? `${o.form.statusEn}. ${o.form.periodNoteEn} ${o.form.dueNoteEn}`
          : `${o.form.statusVi}. ${o.form.periodNoteVi} ${o.form.dueNoteVi}`}
      </p>
      {source && <SourceDialog element={source} query={query} onClose={() => setSource(null)} />}
    </>
  )
}

const Tile = (props: { value: string; label: string; late?: boolean }) => (
  <div className="card report-tile">
    <b className={props.late ? 'late' : ''}>{props.value}</b>
    <small>{props.label}</small>
  </div>
)

/** Totals: each says from how many communes it comes, names those missing, and opens its source. */
function Totals({ overview: o, onSource }: { overview: ReportOverview; onSource: (element: string) => void }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  // short is red only once the deadline has passed: before it nobody is late
  const over = Date.parse(o.asOf) > Date.parse(o.dueAt)
  const figure = (value: number, total: ReportTotal) => tableFigure(value, total.kind as ElementKind)
  return (
    <div className="table-scroll">
      <table className="table stacks report-totals">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">{t('figure')}</th>
            <th scope="col" className="num">
              {t('total')}
            </th>
            <th scope="col" className="num">
              {t('nOfN')}
            </th>
            <th scope="col">{t('withLastYear', { year: o.period.yearBefore })}</th>
            <th scope="col">{t('missingUnits')}</th>
          </tr>
        </thead>
        <tbody>
          {o.totals.map(x => (
            <tr key={x.element}>
              <td className="mut report-label">{x.label}</td>
              <td>
                {language === 'en' ? x.nameEn : x.nameVi}{' '}
                <span className="figure-unit">{language === 'en' ? x.unitEn : x.unitVi}</span>
              </td>
              <td className="num" data-name={t('total')}>
                {x.withheld ? (
                  <span className="mut" title={t('hiddenWhy')}>
                    {t('hidden')}
                  </span>
                ) : x.total === null ? (
                  '—'
                ) : (
                  <button
                    type="button"
                    className="report-why"
                    title={t('whereFrom')}
                    onClick={() => onSource(x.element)}
                  >
                    {figure(x.total, x)}
                  </button>
                )}
              </td>
              <td className={`num ${over && x.missing.length ? 'late' : ''}`} data-name={t('nOfN')}>
                {x.withheld ? '—' : `${x.n + x.hidden.length}/${x.of}`}
                {x.notApplicable.length > 0 && <small className="mut"> · {x.notApplicable.length} K</small>}
              </td>
              <td data-name={t('withLastYear', { year: o.period.yearBefore })}>
                {x.withheld || (x.hidden.length > 0 && !x.lastYear) ? (
                  '—'
                ) : !x.lastYear ? (
                  <span className="mut">
                    {o.lastYearPeriod && !addsUp(x.kind as ElementKind) ? t('notAdded') : t('noSuchPeriod')}
                  </span>
                ) : x.lastYear.units === 0 ? (
                  <span className="mut">{language === 'en' ? x.lastYear.en : x.lastYear.vi}</span>
                ) : (
                  <span>
                    {language === 'en' ? x.lastYear.en : x.lastYear.vi}
                    <small className="block">
                      {t('bothPeriods', {
                        before: figure(x.lastYear.before, x),
                        now: figure(x.lastYear.now, x),
                        n: x.lastYear.units,
                      })}
                    </small>
                  </span>
                )}
              </td>
              <td className="report-missing" data-name={t('missingUnits')}>
                {x.missing.length === 0 ? (
                  <span className="ok">{t('none')}</span>
                ) : (
                  <details>
                    <summary>{t('communesMissing', { n: x.missing.length })}</summary>
                    {x.missing.map(m => m.name).join(', ')}
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
