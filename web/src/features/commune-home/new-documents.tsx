import type { PlanList } from '@tusom/contract'
import { formatDate, localParts } from '@tusom/vi-text'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Loading, SampleMark } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Documents that gave this unit work, newest first. */
export function NewDocuments() {
  const t = useTexts(vi, en)
  const plans = useQuery({ queryKey: ['plans', 'newest'], queryFn: () => api.get<PlanList>('/api/plans?limit=4') })
  return (
    <Card
      title={t('documents')}
      aside={
        <Link to="/ke-hoach" className="s">
          {t('allDocuments')}
        </Link>
      }
    >
      <Answer of={plans} loading={<Loading shape="list" rows={2} />}>
        {list =>
          list.plans.length === 0 ? (
            <p className="pad s">{t('noDocuments')}</p>
          ) : (
            <ul className="home-lines">
              {list.plans.map(p => (
                <li key={p.id}>
                  <Link to={`/ke-hoach/${p.id}`} className="home-line-words plain-link">
                    <span className="two-lines">
                      <b>{p.number ?? p.kind ?? ''}</b> · {p.title} {p.sample && <SampleMark />}
                    </span>
                    <span className="s">
                      {t('documentFrom', {
                        owner: p.owner.fullName,
                        date: formatDate(p.date ?? localParts(Date.parse(p.uploadedAt)).date),
                      })}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  )
}
