import type { InspectionDetail } from '@tusom/contract'
import { formatDate } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api, apiHref } from '../../api/client.ts'
import { Link, useParams } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, DateTime, Icon, Loading, PageHeader, SampleMark } from '../../ui/index.ts'
import '../difficulties/follow-ups.css'
import '../tasks/tasks.css'
import en from './en.json' with { type: 'json' }
import { FindingCard } from './finding-card.tsx'
import { InspectionEditor } from './inspection-editor.tsx'
import { InspectionTag } from './inspections-page.tsx'
import vi from './vi.json' with { type: 'json' }

/** One inspection: written by who decides; once concluded each finding is followed here until it is closed. */
export default function InspectionPage() {
  const t = useTexts(vi, en)
  const { id = '' } = useParams()
  const one = useQuery({
    queryKey: ['inspections', 'one', id],
    queryFn: () => api.get<InspectionDetail>(`/api/inspections/${id}`),
  })
  const d = one.data
  return (
    <>
      <PageHeader
        title={d?.inspection.subject ?? t('one')}
        back={
          <Link to="/kien-nghi/kiem-tra" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
        actions={
          d?.hasNotice && (
            <a className="btn" href={apiHref(`/api/inspections/${id}/notice.docx`)} download>
              <Icon name="download" size={16} />
              {t(d.inspection.state === 'concluded' ? 'notice' : 'noticeDraft')}
            </a>
          )
        }
      >
        {d && <InspectionTag of={d.inspection} />}
        {d?.inspection.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        <Answer of={one} loading={<Loading shape="panel" rows={3} />}>
          {detail =>
            detail.mayWrite ? (
              <InspectionEditor key={id} detail={detail} />
            ) : (
              <div className="follow-page">
                <div className="stack">
                  <Findings detail={detail} />
                </div>
                <div className="stack">
                  <Facts detail={detail} />
                  <Steps detail={detail} />
                </div>
              </div>
            )
          }
        </Answer>
      </div>
    </>
  )
}

function Findings({ detail }: { detail: InspectionDetail }) {
  const t = useTexts(vi, en)
  const { inspection: i } = detail
  if (i.state === 'planned') return <p className="note">{t('notYet', { unit: i.unit.fullName })}</p>
  if (i.state === 'cancelled') return <p className="note">{t('state.cancelled')}</p>
  return (
    <>
      <Card title={t('assessment')}>
        <p className="pad follow-prose">{detail.assessment}</p>
      </Card>
      <Card title={t('findings')}>
        {detail.findings.length === 0 ? (
          <p className="pad s">{t('noFindings')}</p>
        ) : (
          detail.findings.map(f => <FindingCard key={f.id} inspectionId={i.id} finding={f} today={detail.today} />)
        )}
      </Card>
    </>
  )
}

function Facts({ detail }: { detail: InspectionDetail }) {
  const t = useTexts(vi, en)
  const { inspection: i, notice } = detail
  return (
    <Card title={t('plan')}>
      <dl className="task-facts">
        <dt>{t('column.unit')}</dt>
        <dd>
          <b>{i.unit.fullName}</b>
        </dd>
        <dt>{t(`kind.${i.decision.kind}`)}</dt>
        <dd>
          {i.decision.number}
          {i.decision.date && `, ${formatDate(i.decision.date)}`}
        </dd>
        <dt>{t('column.units')}</dt>
        <dd>{i.units.map(u => u.fullName).join(', ')}</dd>
        <dt>{t('column.days')}</dt>
        <dd>
          {formatDate(i.fromOn)}
          {i.toOn !== i.fromOn && ` – ${formatDate(i.toOn)}`}
        </dd>
        {i.team && (
          <>
            <dt>{t('team')}</dt>
            <dd>{i.team}</dd>
          </>
        )}
        {notice.number !== null && (
          <>
            <dt>{t('noticeNumber')}</dt>
            <dd>
              {notice.number}
              {notice.date && `, ${formatDate(notice.date)}`}
            </dd>
          </>
        )}
      </dl>
    </Card>
  )
}

export function Steps({ detail }: { detail: InspectionDetail }) {
  const t = useTexts(vi, en)
  return (
    <Card title={t('history')}>
      <ol className="follow-steps">
        {detail.steps.map((s, i) => (
          <li key={i}>
            <b>{t(`act.${s.act}` as keyof typeof vi & string)}</b>
            {s.text && <span className="follow-prose">{s.text}</span>}
            <span className="xs">
              {s.by}, {s.unit} · <DateTime at={s.at} short />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
