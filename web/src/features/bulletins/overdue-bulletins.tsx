import type { OverdueBulletins as Overdue } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Icon } from '../../ui/index.ts'
import './bulletins.css'
import en from './en.json' with { type: 'json' }
import { momentText } from './value-texts.ts'
import vi from './vi.json' with { type: 'json' }

/** Bulletins that should have come by now and did not, one line each; nothing at all where none is missing. For the duty room. */
export function OverdueBulletins() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const { data } = useQuery({
    queryKey: ['levels', 'overdue-bulletins'],
    queryFn: () => api.get<Overdue>('/api/bulletins/overdue'),
    refetchInterval: 60_000,
  })
  if (!data?.overdue.length) return null
  return (
    <ul className="overdue-bulletins" aria-label={t('overdueList')}>
      {data.overdue.map(o => (
        <li key={o.id} className="note late row wrap">
          <Icon name="bulletin" size={16} />
          <span>
            {t('overdueLine', {
              name: language === 'en' ? o.nameEn : o.nameVi,
              time: momentText(o.dueAt),
              minutes: o.lateMinutes,
            })}
          </span>
          <span className="xs" title={o.source}>
            {t(`overdue.${o.why}`)}
          </span>
          <Link to="/ban-tin/doc" className="s">
            {t('readTitle')}
          </Link>
        </li>
      ))}
    </ul>
  )
}
