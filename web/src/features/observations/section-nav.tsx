import { formatNumber } from '@tusom/vi-text'
import { Link, usePath } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Tag } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { brokerDown, useBrokers, useRefusalSummary, useStationHand } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** The parts of the readings, each with what waits there. */
export function SectionNav() {
  const t = useTexts(vi, en)
  const here = usePath()
  const refused = useRefusalSummary()
  const brokers = useBrokers()
  if (!useStationHand()) return null
  const down = brokers.data?.filter(brokerDown).length ?? 0
  const parts = [
    { to: '/so-do', text: t('navStations'), n: 0 },
    { to: '/so-do/nhap-tep', text: t('navImport'), n: 0 },
    { to: '/so-do/tu-choi', text: t('navRefused'), n: refused.data?.open ?? 0 },
    { to: '/so-do/mqtt', text: t('navMqtt'), n: down },
  ]
  return (
    <nav className="parts no-print" aria-label={t('sections')}>
      {parts.map(p => (
        <Link key={p.to} to={p.to} aria-current={here === p.to ? 'page' : undefined}>
          {p.text} {p.n > 0 && <Tag tone="late">{formatNumber(p.n)}</Tag>}
        </Link>
      ))}
    </nav>
  )
}
