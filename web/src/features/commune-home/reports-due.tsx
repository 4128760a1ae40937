import type { ReportDue } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/api-error.ts'
import { api } from '../../api/client.ts'
import { useNow } from '../../api/clock.ts'
import { Link } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Loading, Tag } from '../../ui/index.ts'
import { dayText } from '../tasks/due.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Which report is due, how much of it is filled, and the way to it. */
export function ReportsDue() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const now = useNow(60)
  const due = useQuery({
    queryKey: ['reports', 'due'],
    queryFn: async () => {
      try {
        return await api.get<ReportDue[]>('/api/reports/due')
      } catch (fault) {
        if (fault instanceof ApiError && fault.status === 404) return null
        throw fault
      }
    },
  })
  return (
    <Card title={t('reports')}>
      <Answer of={due} loading={<Loading shape="list" rows={2} />}>
        {list => {
          if (list === null) return <p className="pad s">{t('noReportsYet')}</p>
          const owed = list.filter(r => r.state !== 'submitted' && r.state !== 'accepted')
          if (!owed.length) return <p className="pad s">{inExercise ? t('noReportsExercise') : t('noReports')}</p>
          return (
            <ul className="home-lines">
              {owed.map((r, i) => {
                const at = Date.parse(r.dueAt)
                const late = r.timeliness === 'late' || at < now
                return (
                  <li key={`${r.formCode}/${r.periodKey}/${r.unitId}`}>
                    <span className="home-line-words">
                      <b>{language === 'en' ? r.titleEn : r.titleVi}</b>
                      <span className="s">
                        {language === 'en' ? r.periodLabelEn : r.periodLabel} ·{' '}
                        {t('filled', { filled: r.filled, total: r.total })}
                      </span>
                    </span>
                    <Tag tone={late ? 'late' : 'plain'}>
                      {t(late ? 'lateReport' : 'due', { date: dayText(at, now) })}
                    </Tag>
                    <Link to={r.href} className={`btn ${i === 0 ? 'main' : ''}`}>
                      {r.filled > 0 ? t('fillOn') : t('fill')}
                    </Link>
                  </li>
                )
              })}
            </ul>
          )
        }}
      </Answer>
    </Card>
  )
}
