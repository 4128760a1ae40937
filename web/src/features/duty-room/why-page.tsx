import { Link, useGo, useParams } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Icon, PageHeader } from '../../ui/index.ts'
import './duty-room.css'
import en from './en.json' with { type: 'json' }
import { useWhy } from './use-levels.ts'
import vi from './vi.json' with { type: 'json' }
import WhyPanel from './why-panel.tsx'

/** The panel as a page: on a phone, and as the address that a colleague is sent. */
export default function WhyPage() {
  const t = useTexts(vi, en)
  const { unit = '', hazard = '' } = useParams()
  const go = useGo()
  const why = useWhy(Number(unit), hazard)
  return (
    <>
      <PageHeader
        title={why.data?.unit.fullName ?? t('pickTitle')}
        back={
          <Link to="/truc-ban" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="why-page">
        <WhyPanel
          unitId={Number(unit)}
          hazard={hazard}
          heading={false}
          onHazard={p => go(`/truc-ban/${p.unitId}/${p.hazard}`, { replace: true })}
        />
      </div>
    </>
  )
}
