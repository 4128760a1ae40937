import type { OwedList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Loading, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import './follow-ups.css'
import vi from './vi.json' with { type: 'json' }

const ours = /^(?:difficulties|inspections|commendations)-/

/** On a home page: what waits after difficulties, inspections and commendations; late ones first. `quiet`: not there while nothing waits. */
export function FollowUpsWaiting({ quiet = false }: { quiet?: boolean }) {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const owed = useQuery({
    queryKey: ['owed'],
    queryFn: () => api.get<OwedList>('/api/owed'),
    refetchInterval: 300_000,
  })
  if (quiet && !owed.data?.some(x => ours.test(x.key))) return null
  return (
    <Card title={t('waiting')}>
      <Answer of={owed} loading={<Loading shape="list" rows={2} />}>
        {all => {
          const tiles = all.filter(x => ours.test(x.key))
          if (!tiles.length) return <p className="pad s">{t('waitingNone')}</p>
          return (
            <ul className="follow-waiting">
              {tiles.map(x => (
                <li key={x.key}>
                  <Link to={x.href}>
                    <b className={x.late ? 'late' : ''}>{x.count}</b>
                    <span>
                      {language === 'vi' ? x.titleVi : x.titleEn} {x.late && <Tag tone="late">{t('lateTag')}</Tag>}
                      <span className="s two-lines">{language === 'vi' ? x.detailVi : x.detailEn}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
    </Card>
  )
}
