import { PageHeader } from '../../ui/index.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import './observations.css'
import { SectionNav } from './section-nav.tsx'
import { StationHealth } from './station-health.tsx'
import { useStationHand } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

/** How the stations stand: what is silent comes first. */
export default function ObservationsPage() {
  const t = useTexts(vi, en)
  const hand = useStationHand()
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        <SectionNav />
        {!hand && <p className="note">{t('notAllowed')}</p>}
        <StationHealth />
      </div>
    </>
  )
}
