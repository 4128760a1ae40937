import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Owed = {
  key: string
  count: number
  titleVi: string
  titleEn: string
  detailVi: string
  detailEn: string
  late: boolean
  href: string
}

/** What is owed to somebody now, each a link to where it is done. Counted by the server from warnings, tasks, reports … */
export function OwedRow() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const owed = useQuery({ queryKey: ['owed'], queryFn: () => api.get<Owed[]>('/api/owed'), refetchInterval: 60_000 })
  return (
    <section className="owed" aria-label={t('owed')}>
      {owed.data?.map(o => (
        <Link key={o.key} to={o.href} className="card owed-tile">
          <span className="row">
            <b className={o.late ? 'late' : ''}>{formatNumber(o.count)}</b>
            <span>{language === 'en' ? o.titleEn : o.titleVi}</span>
          </span>
          <span className="xs">{language === 'en' ? o.detailEn : o.detailVi}</span>
        </Link>
      ))}
      {owed.data?.length === 0 && <p className="s">{t('owedNone')}</p>}
      {owed.error && !owed.data && (
        <p className="s late">
          {t('owedFailed')}{' '}
          <button type="button" className="btn quiet" onClick={() => void owed.refetch()}>
            {t('retry')}
          </button>
        </p>
      )}
    </section>
  )
}
