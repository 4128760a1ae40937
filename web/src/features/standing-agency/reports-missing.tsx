import type { ReportFormList, ReportOverview } from '@tusom/contract'
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

const NAMES = 8

/** For each form, the period that is due next (or was last): how many communes have sent, who has not. */
export function ReportsMissing() {
  const t = useTexts(vi, en)
  const now = useNow(600)
  const overviews = useQuery({
    queryKey: ['reports', 'missing'],
    queryFn: async () => {
      try {
        const forms = await api.get<ReportFormList>('/api/reports/forms')
        return await Promise.all(
          forms.flatMap(f => {
            const next = f.periods.filter(p => Date.parse(p.dueAt) >= now).at(-1) ?? f.periods[0]
            return next ? [api.get<ReportOverview>(`/api/reports/overview?form=${f.code}&period=${next.key}`)] : []
          }),
        )
      } catch (fault) {
        if (fault instanceof ApiError && (fault.status === 404 || fault.code === 'report.actual-only')) return null
        throw fault
      }
    },
  })
  return (
    <Card title={t('reports')}>
      <Answer of={overviews} loading={<Loading shape="list" rows={3} />}>
        {list =>
          list === null ? (
            <p className="pad s">{inExercise ? t('reportsExercise') : t('reportsNone')}</p>
          ) : (
            <ul className="home-lines">
              {list.map(o => (
                <Missing key={`${o.form.code}/${o.period.key}`} overview={o} now={now} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}

function Missing({ overview: o, now }: { overview: ReportOverview; now: number }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const missing = o.communes.filter(c => c.sentAt === null)
  const names = missing
    .slice(0, NAMES)
    .map(c => c.name)
    .join(', ')
  return (
    <li>
      <span className="home-line-words">
        <b>{language === 'en' ? o.form.titleEn : o.form.titleVi}</b>
        <span className="s">
          {language === 'en' ? o.period.nameEn : o.period.nameVi} ·{' '}
          {t('reportDue', { date: dayText(Date.parse(o.dueAt), now) })}
        </span>
        <span className="bar">
          <i style={{ width: `${o.counts.communes ? Math.round((100 * o.counts.sent) / o.counts.communes) : 0}%` }} />
        </span>
        <span className="row wrap">
          <Tag tone={missing.length ? 'plain' : 'ok'}>{t('sent', { n: o.counts.sent, of: o.counts.communes })}</Tag>
          {o.counts.late > 0 && <Tag tone="late">{t('reportLate', { n: o.counts.late })}</Tag>}
        </span>
        <span className="s">
          {missing.length === 0
            ? t('allSent')
            : t('missing', {
                names: missing.length > NAMES ? t('missingMore', { names, n: missing.length - NAMES }) : names,
              })}
        </span>
        <Link to={`/bao-cao?form=${o.form.code}&period=${o.period.key}`}>{t('openReport')}</Link>
      </span>
    </li>
  )
}
