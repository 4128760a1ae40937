import type { OwnPlanList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Loading, Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Plans of units for a plan of the province: how many came, how many are late, how many wait for review. */
export function OwnPlansOwed() {
  const t = useTexts(vi, en)
  const plans = useQuery({ queryKey: ['plans', 'own'], queryFn: () => api.get<OwnPlanList>('/api/own-plans') })
  return (
    <Card title={t('ownPlans')}>
      <Answer of={plans} loading={<Loading shape="list" rows={2} />}>
        {list => {
          if (!list.plans.length) return <p className="pad s">{t('ownPlansNone')}</p>
          const byPlan = Map.groupBy(list.plans, p => p.planId)
          return (
            <ul className="home-lines">
              {[...byPlan].slice(0, 4).map(([planId, all]) => {
                const filed = all.filter(p => p.version > 0).length
                const late = all.filter(p => p.state === 'asked' && (p.days ?? 0) < 0).length
                const review = all.filter(p => p.mayReview).length
                return (
                  <li key={planId}>
                    <Link to={`/ke-hoach/${planId}/don-vi`} className="home-line-words plain-link">
                      <span className="two-lines">
                        <b>{all[0]?.planNumber ?? ''}</b> · {all[0]?.planTitle}
                      </span>
                      <span className="row wrap">
                        <Tag tone={filed === all.length ? 'ok' : 'plain'}>
                          {t('ownFiled', { n: filed, of: all.length })}
                        </Tag>
                        {late > 0 && <Tag tone="late">{t('ownLate', { n: late })}</Tag>}
                        {review > 0 && <Tag tone="doubt">{t('ownReview', { n: review })}</Tag>}
                      </span>
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
