import { Link } from '../../app/navigation.tsx'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import './follow-ups.css'
import vi from './vi.json' with { type: 'json' }

const places = {
  difficulties: '/kien-nghi',
  inspections: '/kien-nghi/kiem-tra',
  commendations: '/kien-nghi/khen-thuong',
} as const

/** Leads between difficulties, inspections and commendations. */
export function FollowUpTabs({ here }: { here: keyof typeof places }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const names = hasRole(me, 'leader', 'standing-agency', 'department-officer', 'commune-officer')
  return (
    <nav className="follow-tabs no-print" aria-label={t('tabs')}>
      {(Object.keys(places) as (keyof typeof places)[])
        .filter(key => key !== 'commendations' || names)
        .map(key => (
          <Link key={key} to={places[key]} aria-current={key === here ? 'page' : undefined}>
            {t(`tab.${key}`)}
          </Link>
        ))}
    </nav>
  )
}
