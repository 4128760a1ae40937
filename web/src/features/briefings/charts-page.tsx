import type { ReportCharts, ReportFormList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Field, Loading, PageHeader, SampleMark } from '../../ui/index.ts'
import { ChartCard } from './chart-card.tsx'
import './charts.css'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Figures whose charts are shown before anybody chooses. */
const shownFirst = 3

/** Charts that people put in a briefing: of all communes, or with ?unit= of one. They print as they stand. */
export default function ChartsPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const me = useMe()
  const [formCode, setForm] = useSearchParam('form')
  const [periodKey, setPeriod] = useSearchParam('period')
  const [unitParam] = useSearchParam('unit')
  const home = me.homeUnit.kind === 'commune' || me.homeUnit.kind === 'hamlet' ? String(me.homeUnit.id) : null
  const unit = unitParam ?? home
  const forms = useQuery({
    queryKey: ['reports', 'forms'],
    queryFn: () => api.get<ReportFormList>('/api/reports/forms'),
  })
  const form = forms.data?.find(f => f.code === formCode) ?? forms.data?.[0]
  const periods = form?.periods ?? []
  // the last period that has ended says more than one that has just begun
  const period = periodKey ?? (periods[1] ?? periods[0])?.key ?? ''
  const query = form && period ? `form=${form.code}&period=${period}${unit ? `&unit=${unit}` : ''}` : ''
  const charts = useQuery({
    queryKey: ['reports', 'charts', query],
    queryFn: () => api.get<ReportCharts>(`/api/briefings/${unit ? 'unit' : 'consolidated'}?${query}`),
    enabled: query !== '',
  })
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <span className="row wrap">
            <Link className="btn" to={`/bao-cao/van-ban?${query}`}>
              {t('document')}
            </Link>
            <Button look="main" onClick={() => print()}>
              {t('print')}
            </Button>
          </span>
        }
      >
        {charts.data?.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={forms} loading={<Loading shape="list" />}>
          {list =>
            list.length === 0 ? (
              <Empty title={t('noForms')} />
            ) : (
              <>
                <div className="no-print">
                  <Card>
                    <div className="chart-choice">
                      <Field label={t('form')}>
                        {c => (
                          <select
                            {...c}
                            className="input"
                            value={form?.code}
                            onChange={e => {
                              setPeriod(null)
                              setForm(e.target.value)
                            }}
                          >
                            {list.map(f => (
                              <option key={f.code} value={f.code}>
                                {language === 'en' ? f.titleEn : f.titleVi}
                              </option>
                            ))}
                          </select>
                        )}
                      </Field>
                      <Field label={t('period')}>
                        {c => (
                          <select {...c} className="input" value={period} onChange={e => setPeriod(e.target.value)}>
                            {!periods.some(p => p.key === period) && <option value={period}>{period}</option>}
                            {periods.map(p => (
                              <option key={p.key} value={p.key}>
                                {language === 'en' ? p.nameEn : p.nameVi}
                              </option>
                            ))}
                          </select>
                        )}
                      </Field>
                    </div>
                  </Card>
                </div>
                <Answer of={charts} loading={<Loading shape="table" rows={10} />}>
                  {data => <Charts key={query} data={data} />}
                </Answer>
              </>
            )
          }
        </Answer>
      </div>
    </>
  )
}

/** A chart of one figure is named "theo-xa.fire.cases": this is the figure; null for a chart of several. */
const figureOf = (code: string): string | null => /^(?:theo-xa|theo-ky|co-cau)\.(.+)$/.exec(code)?.[1] ?? null

function Charts({ data }: { data: ReportCharts }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [chosen, setChosen] = useSearchParam('chitieu')
  const figures = [...new Set(data.charts.flatMap(c => figureOf(c.code) ?? []))]
  const shown = new Set(chosen === null ? figures.slice(0, shownFirst) : chosen.split(','))
  const nameOf = (figure: string) => data.charts.find(c => figureOf(c.code) === figure)?.subject?.[language] ?? figure
  if (!data.charts.length) return <Empty title={t('none')}>{t('noneHint')}</Empty>
  return (
    <>
      <p className="chart-print">
        {t('printHead', {
          form: language === 'en' ? data.form.titleEn : data.form.titleVi,
          period: language === 'en' ? data.period.nameEn : data.period.nameVi,
          unit: data.unitName,
        })}
      </p>
      {figures.length > 0 && (
        <fieldset className="chart-chips no-print">
          <legend>{t('figures')}</legend>
          {figures.map(f => (
            <label key={f}>
              <input
                type="checkbox"
                checked={shown.has(f)}
                onChange={e => {
                  const next = figures.filter(x => (x === f ? e.target.checked : shown.has(x)))
                  setChosen(next.length ? next.join(',') : '-')
                }}
              />
              {nameOf(f)}
            </label>
          ))}
        </fieldset>
      )}
      <div className="chart-list">
        {data.charts
          .filter(c => {
            const figure = figureOf(c.code)
            return figure === null || shown.has(figure)
          })
          .map(c => (
            <ChartCard key={c.code} chart={c} />
          ))}
      </div>
    </>
  )
}
