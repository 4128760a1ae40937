import type { IncidentList, LossOverview } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDate, formatDateTime, formatNumber } from '@tusom/vi-text'
import { api, apiHref } from '../../api/client.ts'
import { now } from '../../api/clock.ts'
import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Field, Loading, PageHeader, Table, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './losses.css'
import vi from './vi.json' with { type: 'json' }

const tones = { 'on-time': 'ok', late: 'doubt', missing: 'late', open: 'plain' } as const
type Row = { group: string; f: LossOverview['groups'][number]['figures'][number] | null }
/** As many days as fit beside each other. */
const shownDays = 5

/** What is owed and what stands of losses, event by event. */
export default function LossesPage() {
  const t = useTexts(vi, en)
  const incidents = useQuery({
    queryKey: ['incidents', 'losses'],
    queryFn: () => api.get<IncidentList>('/api/incidents').then(x => x.incidents),
  })
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <p className="mut">{t('rule')}</p>
        <Answer of={incidents} loading={<Loading shape="list" />}>
          {list => (list.length ? <Chosen list={list} /> : <Empty title={t('none')}>{t('noneHint')}</Empty>)}
        </Answer>
      </div>
    </>
  )
}

function Chosen({ list }: { list: IncidentList['incidents'] }) {
  const t = useTexts(vi, en)
  const go = useGo()
  const { id } = useParams()
  const chosen = list.find(i => String(i.id) === id) ?? list[0]
  const losses = useQuery({
    queryKey: ['incidents', 'losses', chosen?.id],
    queryFn: () => api.get<LossOverview>(`/api/disaster-reports/${chosen?.id}`),
    enabled: chosen !== undefined,
  })
  return (
    <>
      <Card>
        <div className="losses-body">
          <Field label={t('incident')}>
            {c => (
              <select
                {...c}
                className="input"
                value={chosen?.id}
                onChange={e => go(`/bao-cao-thien-tai/${e.target.value}`)}
              >
                {list.map(i => (
                  <option key={i.id} value={i.id}>
                    {i.title}
                    {i.state === 'closed' ? ` (${t('ended')})` : ''}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </Card>
      <Answer of={losses} loading={<Loading shape="table" rows={10} />}>
        {l => <Losses l={l} />}
      </Answer>
    </>
  )
}

function Losses({ l }: { l: LossOverview }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const silent = l.communes.filter(c => !c.reported).map(c => c.name)
  const days = (l.communes[0]?.days ?? []).slice(-shownDays).map(d => d.day)
  const documentOf = (kind: 'quick' | 'event') =>
    apiHref(`/api/disaster-reports/${l.incident.id}/document.docx?kind=${kind}&unit=${l.unit.id}`)
  const last = l.days.at(-1)
  return (
    <>
      <Card
        title={t('coverage', { n: l.reported, of: l.of })}
        aside={
          <span className="row">
            <a className="btn" href={documentOf('quick')}>
              {t('quick')}
            </a>
            {l.incident.end && (
              <a className="btn" href={documentOf('event')}>
                {t('event')}
              </a>
            )}
          </span>
        }
      >
        <div className="losses-body">
          <p>{silent.length ? t('silent', { names: silent.join(', ') }) : t('all')}</p>
          <LastDeadline l={l} />
          <p className="mut">
            {l.form
              ? t('form', {
                  code: l.unit.level === 'commune' ? l.form.commune : l.form.province,
                  name: l.form[language],
                })
              : t('noForm')}
          </p>
          {last && (
            <p>
              {t('own', { unit: l.unit.name })}: {formatDateTime(Date.parse(last.dueAt))}{' '}
              <Tag tone={tones[last.state]}>{t(last.state)}</Tag>
            </p>
          )}
          {l.summaryDueAt && <p>{t('summaryDue', { time: formatDateTime(Date.parse(l.summaryDueAt)) })}</p>}
          {l.overAYear.map(m => (
            <p key={m.commune} className="late">
              {t('year', m)}
            </p>
          ))}
        </div>
      </Card>
      <Card title={t('days')}>
        <Table
          name={t('days')}
          id="ngay"
          rows={l.communes}
          rowKey={c => c.id}
          empty={<Empty title={t('none')} />}
          columns={[
            { key: 'xa', title: t('commune'), value: c => c.name, cell: c => c.name },
            ...days.map(day => ({
              key: day,
              title: formatDate(day).slice(0, 5),
              cell: (c: LossOverview['communes'][number]) => {
                const d = c.days.find(x => x.day === day)
                return d ? <Tag tone={tones[d.state]}>{t(d.state)}</Tag> : ''
              },
            })),
          ]}
        />
      </Card>
      <ByDay l={l} />
      <Card
        title={t('figures')}
        aside={
          <Link className="btn" to={`/su-co/${l.incident.id}`}>
            {t('enter')}
          </Link>
        }
      >
        <Table
          name={t('figures')}
          id="so"
          plain
          rows={l.groups.flatMap((g): Row[] =>
            g.figures.length ? g.figures.map(f => ({ group: g[language], f })) : [{ group: g[language], f: null }],
          )}
          rowKey={r => `${r.group} ${r.f?.code ?? ''}`}
          empty={<Empty title={t('none')} />}
          columns={[
            {
              key: 'ct',
              title: t('figure'),
              cell: r => (
                <>
                  <small className="mut">{r.group}</small>
                  {r.f && (
                    <>
                      <br />
                      {r.f[language]} ({r.f.unit})
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'so',
              title: t('value'),
              number: true,
              cell: r =>
                r.f === null ? (
                  <i className="mut">{t('notHeld')}</i>
                ) : r.f.value === null ? (
                  <i className="mut">{t('noFigure')}</i>
                ) : (
                  formatNumber(r.f.value)
                ),
            },
            { key: 'dv', title: t('units'), number: true, cell: r => (r.f ? `${r.f.reported}/${r.f.of}` : '') },
          ]}
        />
      </Card>
      {l.corrections.length > 0 && (
        <Card title={t('corrections', { n: l.corrections.length })}>
          <Table
            name={t('corrections', { n: l.corrections.length })}
            id="sua"
            plain
            rows={l.corrections.map((c, i) => ({ ...c, i }))}
            rowKey={c => c.i}
            empty={<Empty title={t('none')} />}
            columns={[
              { key: 'xa', title: t('commune'), cell: c => c.commune },
              { key: 'cua', title: t('ofTime'), cell: c => formatDateTime(Date.parse(c.at)) },
              {
                key: 'luc',
                title: t('correctedAt'),
                cell: c => (
                  <>
                    {formatDateTime(Date.parse(c.recordedAt))} {c.earlier && <Tag tone="doubt">{t('earlierDay')}</Tag>}
                  </>
                ),
              },
              { key: 'ct', title: t('figure'), cell: c => c[language] },
              {
                key: 'cu',
                title: t('before'),
                number: true,
                cell: c => (c.before === null ? '…' : formatNumber(c.before)),
              },
              {
                key: 'moi',
                title: t('after'),
                number: true,
                cell: c => (c.after === null ? t('taken') : formatNumber(c.after)),
              },
              { key: 'ai', title: t('who'), cell: c => [c.by, c.reason].filter(Boolean).join(': ') },
            ]}
          />
        </Card>
      )}
      {l.differences.length > 0 && (
        <Card title={t('differences', { n: l.differences.length })}>
          <p className="losses-note">{t('differencesHint')}</p>
          <Table
            name={t('differences', { n: l.differences.length })}
            id="lech"
            plain
            rows={l.differences}
            rowKey={d => d.href}
            empty={<Empty title={t('none')} />}
            columns={[
              { key: 'xa', title: t('commune'), cell: d => d.commune },
              { key: 'ngay', title: t('dayOf'), cell: d => formatDate(d.day) },
              { key: 'ct', title: t('figure'), cell: d => d[language] },
              {
                key: 'bieu',
                title: t('onForm'),
                number: true,
                cell: d => <Link to={d.href}>{formatNumber(d.form)}</Link>,
              },
              {
                key: 'sc',
                title: t('inIncident'),
                number: true,
                cell: d => <Link to={`/su-co/${l.incident.id}`}>{formatNumber(d.incident)}</Link>,
              },
            ]}
          />
        </Card>
      )}
    </>
  )
}

/** Who did not keep the last deadline that has passed, by name. */
function LastDeadline({ l }: { l: LossOverview }) {
  const t = useTexts(vi, en)
  const passed = l.communes[0]?.days.findLast(d => Date.parse(d.dueAt) <= now())
  if (!passed) return null
  const names = (state: 'missing' | 'late') =>
    l.communes
      .filter(c => c.days.find(d => d.day === passed.day)?.state === state)
      .map(c => c.name)
      .join(', ') || t('nobody')
  return (
    <p className={l.communes.some(c => c.days.find(d => d.day === passed.day)?.state === 'missing') ? 'late' : ''}>
      {t('late-today', {
        time: formatDateTime(Date.parse(passed.dueAt)),
        missing: names('missing'),
        late: names('late'),
      })}
    </p>
  )
}

/** Cumulative totals as they were told each day; what is known now of the same time stands in brackets where it differs. */
function ByDay({ l }: { l: LossOverview }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { figures, days } = l.byDay
  if (!days.length) return null
  const figure = (v: number | null | undefined) => (v === null || v === undefined ? '…' : formatNumber(v))
  type Line = { key: string; name: string; cells: { told: string; now: string | null }[] }
  const rows: Line[] = [
    ...figures.map((f, i) => ({
      key: f.code,
      name: `${f[language]} (${f.unit})`,
      cells: days.map(d => ({
        told: figure(d.values[i]),
        now: d.corrected[i] === d.values[i] ? null : figure(d.corrected[i]),
      })),
    })),
    {
      key: 'reported',
      name: t('reportedRow'),
      cells: days.map(d => ({ told: `${d.reported}/${d.of}`, now: null })),
    },
  ]
  return (
    <Card title={t('byDay')}>
      <p className="losses-note">{t('byDayHint')}</p>
      <Table
        name={t('byDay')}
        id="theo-ngay"
        plain
        rows={rows}
        rowKey={r => r.key}
        empty={<Empty title={t('noneYet')} />}
        columns={[
          { key: 'ct', title: t('figure'), cell: r => r.name },
          ...days.map((d, k) => ({
            key: d.day,
            title: formatDate(d.day).slice(0, 5),
            number: true,
            cell: (r: Line) => (
              <>
                {r.cells[k]?.told}
                {r.cells[k]?.now && <b className="late"> ({r.cells[k]?.now})</b>}
              </>
            ),
          })),
        ]}
      />
    </Card>
  )
}
