import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { PageHeader } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { ImportReadings } from './import-readings.tsx'
import './observations.css'
import { Stations } from './stations.tsx'
import vi from './vi.json' with { type: 'json' }

export default function ObservationsPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="page">
        {hasRole(me, 'duty-officer', 'department-officer', 'administrator') ? (
          <ImportReadings />
        ) : (
          <p className="note">{t('notAllowed')}</p>
        )}
        <Stations />
      </div>
    </>
  )
}
