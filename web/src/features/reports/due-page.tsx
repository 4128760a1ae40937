import type { ReportDue } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Empty, Loading, PageHeader, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { DueTag } from './report-head.tsx'
import vi from './vi.json' with { type: 'json' }

const isDone = (d: ReportDue) => d.state === 'submitted' || d.state === 'accepted'

/** What my commune owes: late first, each one step from being filled. */
export function DuePage() {
  const t = useTexts(vi, en)
  const due = useQuery({ queryKey: ['reports', 'due'], queryFn: () => api.get<ReportDue[]>('/api/reports/due') })
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <Answer of={due} loading={<Loading shape="list" rows={4} />}>
          {list => {
            const owed = list.filter(d => !isDone(d))
            const done = list.filter(isDone)
            return (
              <>
                <Card title={t('owed', { n: owed.length })}>
                  {owed.length ? (
                    owed.map(d => <DueRow key={d.href} due={d} />)
                  ) : (
                    <Empty title={t('nothingOwed')}>{t('nothingOwedHint')}</Empty>
                  )}
                </Card>
                {done.length > 0 && (
                  <Card title={t('sentReports')}>
                    {done.map(d => (
                      <DueRow key={d.href} due={d} />
                    ))}
                  </Card>
                )}
              </>
            )
          }}
        </Answer>
      </div>
    </>
  )
}

function DueRow({ due }: { due: ReportDue }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const done = isDone(due)
  return (
    <Link to={due.href} className="due-row">
      <span className="due-name">
        <b>{language === 'en' ? due.titleEn : due.titleVi}</b>
        <span className="mut">
          {language === 'en' ? due.periodLabelEn : due.periodLabel} · {due.unitName}
        </span>
        {due.remark && <span className="late">{t('returnedRemark', { remark: due.remark })}</span>}
      </span>
      <span className="due-progress" aria-label={t('filledOf', { n: due.filled, of: due.total })}>
        <progress max={due.total} value={due.filled} />
        <small>
          {due.filled}/{due.total}
        </small>
      </span>
      <span className="due-tags">
        <Tag tone={due.state === 'accepted' ? 'ok' : due.state === 'returned' ? 'late' : 'plain'}>
          {language === 'en' ? due.stateEn : due.stateVi}
        </Tag>
        {!done && <DueTag dueAt={due.dueAt} done={false} />}
        <small className="wide-only">{t('dueAt', { time: formatDateTime(Date.parse(due.dueAt)) })}</small>
      </span>
    </Link>
  )
}
