import type { OwnPlanList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Card } from '../../ui/index.ts'
import { OwnState } from '../plans/own-state.tsx'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

/** Plans of its own that this unit still has to file; nothing stands here when none is owed or none could be asked for. */
export function OwnPlansDue({ unitId }: { unitId: number }) {
  const t = useTexts(vi, en)
  const plans = useQuery({ queryKey: ['plans', 'own'], queryFn: () => api.get<OwnPlanList>('/api/own-plans') })
  const due = (plans.data?.plans ?? [])
    .filter(p => p.unit.id === unitId && (p.state === 'asked' || p.state === 'returned'))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  if (!due.length) return null
  return (
    <Card
      title={t('ownPlans')}
      aside={
        <Link to="/ke-hoach-don-vi" className="s">
          {t('allOwnPlans')}
        </Link>
      }
    >
      <ul className="home-lines">
        {due.map(p => (
          <li key={p.id}>
            <Link to={`/ke-hoach-don-vi/${p.id}`} className="home-line-words plain-link">
              <span className="two-lines">
                <b>{p.planNumber ?? ''}</b> {p.planTitle}
              </span>
              <OwnState row={p} />
            </Link>
            {p.mayWrite && (
              <Link to={`/ke-hoach-don-vi/${p.id}`} className="btn home-do">
                {t('writePlan')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
