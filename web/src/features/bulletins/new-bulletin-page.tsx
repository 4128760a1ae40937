import { useState } from 'react'
import { Link, useSearchParam } from '../../app/navigation.tsx'
import { entersBulletins, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Card, Icon, PageHeader } from '../../ui/index.ts'
import { BulletinForm } from './bulletin-form.tsx'
import './bulletins.css'
import { emptyDraft, readDraft } from './draft.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

export default function NewBulletinPage() {
  const t = useTexts(vi, en)
  const me = useMe()
  const [unit] = useSearchParam('unit')
  const [hazard] = useSearchParam('hazard')
  const [start] = useState(() => {
    const kept = readDraft()
    const from = kept ?? emptyDraft
    const asked = Number(unit)
    return {
      kept: kept !== null,
      draft: {
        ...from,
        hazard: hazard ?? from.hazard,
        unitIds: asked > 0 && !from.unitIds.includes(asked) ? [...from.unitIds, asked] : from.unitIds,
      },
    }
  })
  return (
    <>
      <PageHeader
        title={t('newTitle')}
        back={
          <Link to="/ban-tin" className="icon-btn" aria-label={t('back')}>
            <Icon name="back" />
          </Link>
        }
      />
      <div className="page narrow">
        <p className="mut">{t('intro')}</p>
        {entersBulletins(me) ? (
          <Card>
            <BulletinForm start={start.draft} kept={start.kept} />
          </Card>
        ) : (
          <p className="note">{t('notAllowed')}</p>
        )}
      </div>
    </>
  )
}
