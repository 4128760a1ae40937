import type { ReportCall, ReportDesign } from '@tusom/contract'
import { elementFields, periodKindNames, type PeriodKind } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { formatDate, formatDateTime } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader, Table, Tag } from '../../ui/index.ts'
import { CallDialog } from './call-dialog.tsx'
import { DaysOffCard } from './days-off-card.tsx'
import { BreakdownDialog, ElementDialog } from './element-dialog.tsx'
import en from './en.json' with { type: 'json' }
import './reports.css'
import vi from './vi.json' with { type: 'json' }

/** The office's forms, what they are made of, and what it asks for besides the calendar. */
export default function FormsPage() {
  const t = useTexts(vi, en)
  const design = useQuery({
    queryKey: ['reports', 'design'],
    queryFn: () => api.get<ReportDesign>('/api/reports/design'),
  })
  return (
    <>
      <PageHeader
        title={t('forms')}
        actions={
          <Link className="btn" to="/bao-cao">
            {t('title')}
          </Link>
        }
      />
      <div className="page">
        <Answer of={design} loading={<Loading shape="table" rows={10} />}>
          {data => (
            <>
              <FormList design={data} />
              <Calls design={data} />
              <DaysOffCard />
              <Elements design={data} />
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function FormList({ design }: { design: ReportDesign }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const asked: Record<string, string> = { calendar: t('askedCalendar'), call: t('askedCall'), closed: t('askedClosed') }
  return (
    <>
      <Card
        title={t('formsInForce')}
        aside={
          design.mayKeep && (
            <Link className="btn" to="/bao-cao/bieu-mau/moi">
              {t('newForm')}
            </Link>
          )
        }
      >
        <Table
          name={t('forms')}
          id="mau"
          plain
          rows={design.forms}
          rowKey={f => f.body.code}
          empty={<Empty title={t('noForms')}>{t('noFormsHint')}</Empty>}
          columns={[
            {
              key: 'ten',
              title: t('form'),
              cell: f => (
                <Link to={`/bao-cao/bieu-mau/${f.body.code}`}>
                  {language === 'en' ? f.body.titleEn : f.body.titleVi}
                </Link>
              ),
            },
            {
              key: 'ky',
              title: t('period'),
              cell: f => periodKindNames[f.body.period as PeriodKind]?.[language] ?? f.body.period,
            },
            {
              key: 'doi',
              title: t('asked'),
              cell: f => <Tag tone={f.body.asked === 'closed' ? 'plain' : 'ok'}>{asked[f.body.asked]}</Tag>,
            },
            { key: 'so', title: t('figures'), number: true, cell: f => f.body.elements.length },
            {
              key: 'ban',
              title: t('version'),
              cell: f => {
                const v = f.versions[0]
                return v
                  ? `${v.version} · ${v.shipped ? t('shipped') : `${v.by}, ${formatDateTime(Date.parse(v.at))}`}`
                  : ''
              },
            },
          ]}
        />
      </Card>
      {design.mayKeep && design.library.length > 0 && (
        <Card title={t('library')}>
          <p className="mut">{t('libraryHint')}</p>
          <ul className="form-library">
            {design.library.map(f => (
              <li key={f.code}>
                <Link to={`/bao-cao/bieu-mau/${f.code}`}>{language === 'en' ? f.titleEn : f.titleVi}</Link>
                <small className="mut">
                  {' '}
                  {periodKindNames[f.period as PeriodKind]?.[language]} · {t('nFigures', { n: f.elements.length })}
                </small>
                <br />
                <small>{language === 'en' ? f.statusEn : `${f.statusVi}. ${f.source}`}</small>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

function Calls({ design }: { design: ReportDesign }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [asking, setAsking] = useState(false)
  const calls = useQuery({ queryKey: ['reports', 'calls'], queryFn: () => api.get<ReportCall[]>('/api/reports/calls') })
  const end = useSend((id: number) => api.post(`/api/reports/calls/${id}/end`, {}), {
    topics: ['reports', 'owed'],
    done: t('callEnded'),
  })
  const open = design.forms.some(f => f.body.asked === 'call')
  return (
    <Card
      title={t('calls')}
      aside={
        design.mayKeep && (
          <Button disabled={!open} title={open ? undefined : t('noCallForms')} onClick={() => setAsking(true)}>
            {t('newCall')}
          </Button>
        )
      }
    >
      <Answer of={calls} loading={<Loading shape="list" />}>
        {list =>
          list.length === 0 ? (
            <Empty title={t('noCalls')}>{t('noCallsHint')}</Empty>
          ) : (
            <ul className="form-calls">
              {list.map(c => (
                <li key={c.id} className="row">
                  <span>
                    <b>{language === 'en' ? c.titleEn : c.titleVi}</b>{' '}
                    {c.to
                      ? t('callSpan', { from: formatDate(c.from), to: formatDate(c.to) })
                      : t('callFrom', { from: formatDate(c.from) })}
                    {c.unitIds && ` · ${t('nCommunes', { n: c.unitIds.length })}`}
                    {c.dueAt && ` · ${t('dueAt', { time: formatDateTime(Date.parse(c.dueAt)) })}`}
                    {c.note && ` · ${c.note}`}
                    <br />
                    <small className="mut">
                      {c.by}, {formatDateTime(Date.parse(c.at))}
                    </small>
                  </span>
                  <span className="sp" />
                  {c.ended ? (
                    <Tag>{t('ended')}</Tag>
                  ) : (
                    c.mayEnd && (
                      <Button busy={end.isPending && end.variables === c.id} onClick={() => end.mutate(c.id)}>
                        {t('endCall')}
                      </Button>
                    )
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {asking && <CallDialog design={design} onClose={() => setAsking(false)} />}
    </Card>
  )
}

function Elements({ design }: { design: ReportDesign }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const [element, setElement] = useState<string | null>(null)
  const [breakdown, setBreakdown] = useState<string | null>(null)
  const fields = elementFields as Record<string, { vi: string; en: string }>
  return (
    <>
      <Card
        title={t('elements')}
        aside={design.mayKeep && <Button onClick={() => setElement('')}>{t('newElement')}</Button>}
      >
        <Table
          name={t('elements')}
          id="ct"
          rows={design.elements}
          rowKey={e => e.body.code}
          {...(design.mayKeep ? { onOpen: (e: ReportDesign['elements'][number]) => setElement(e.body.code) } : {})}
          empty={<Empty title={t('noForms')} />}
          columns={[
            {
              key: 'ten',
              title: t('figure'),
              value: e => e.body.nameVi,
              cell: e => (
                <>
                  {language === 'en' ? e.body.nameEn : e.body.nameVi}{' '}
                  {e.body.sensitive && <Tag tone="doubt">{t('sensitive')}</Tag>}
                  {e.retired && <Tag>{t('retired')}</Tag>}
                </>
              ),
            },
            {
              key: 'dv',
              title: t('unit'),
              value: e => e.body.unitVi,
              cell: e => (language === 'en' ? e.body.unitEn : e.body.unitVi),
            },
            {
              key: 'lv',
              title: t('field'),
              value: e => fields[e.body.field ?? '']?.vi ?? '',
              cell: e => fields[e.body.field ?? '']?.[language] ?? '',
            },
            {
              key: 'pt',
              title: t('breakdowns'),
              value: e => (e.body.breakdowns ?? []).flat().join(' '),
              cell: e =>
                (e.body.breakdowns ?? []).map(b => b.map(c => nameOf(design, c, language)).join(' × ')).join(', '),
            },
            {
              key: 'ma',
              title: t('code'),
              optional: true,
              value: e => e.body.code,
              cell: e => <code>{e.body.code}</code>,
            },
          ]}
        />
      </Card>
      <Card
        title={t('breakdowns')}
        aside={design.mayKeep && <Button onClick={() => setBreakdown('')}>{t('newBreakdown')}</Button>}
      >
        <ul className="form-library">
          {design.breakdowns.map(b => (
            <li key={b.body.code}>
              {design.mayKeep ? (
                <button type="button" className="link" onClick={() => setBreakdown(b.body.code)}>
                  {language === 'en' ? b.body.nameEn : b.body.nameVi}
                </button>
              ) : (
                <b>{language === 'en' ? b.body.nameEn : b.body.nameVi}</b>
              )}
              : {b.body.options.map(o => (language === 'en' ? o.nameEn : o.nameVi)).join(', ')}
            </li>
          ))}
        </ul>
      </Card>
      {element !== null && <ElementDialog design={design} code={element} onClose={() => setElement(null)} />}
      {breakdown !== null && <BreakdownDialog design={design} code={breakdown} onClose={() => setBreakdown(null)} />}
    </>
  )
}

const nameOf = (design: ReportDesign, code: string, language: 'vi' | 'en'): string => {
  const b = design.breakdowns.find(x => x.body.code === code)?.body
  return b ? (language === 'en' ? b.nameEn : b.nameVi) : code
}
