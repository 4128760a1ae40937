import type { KeyAreaMatrix } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useLanguage } from '../../i18n/language.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Loading, PageHeader } from '../../ui/index.ts'
import { AreaCard } from './area-card.tsx'
import { AreaDialog } from './area-dialog.tsx'
import { CoverageCard } from './coverage-card.tsx'
import en from './en.json' with { type: 'json' }
import { ImportDialog } from './import-dialog.tsx'
import './key-areas.css'
import vi from './vi.json' with { type: 'json' }

type Area = KeyAreaMatrix['areas'][number]

/** Key areas against the seven fields of the plans, and how much of what they ask for is watched. */
export default function KeyAreasPage() {
  const t = useTexts(vi, en)
  const language = useLanguage()
  const me = useMe()
  const [form, setForm] = useState<Area | 'new' | 'file' | null>(null)
  const matrix = useQuery({
    queryKey: ['observations', 'key-areas'],
    queryFn: () => api.get<KeyAreaMatrix>('/api/key-areas'),
  })
  const may = !inExercise && hasRole(me, 'standing-agency', 'department-officer', 'duty-officer')
  const fieldName = (f: { vi: string; en: string }) => (language === 'vi' ? f.vi : f.en)
  return (
    <>
      <PageHeader
        title={t('areasTitle')}
        actions={
          <>
            <Link to="/bo-chi-so" className="btn">
              {t('toSet')}
            </Link>
            {may && (
              <>
                <Button icon="upload" onClick={() => setForm('file')}>
                  {t('import')}
                </Button>
                <Button look="main" icon="plus" onClick={() => setForm('new')}>
                  {t('add')}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="page">
        <Answer of={matrix} loading={<Loading shape="panel" rows={3} />}>
          {m => (
            <div className="stack">
              {m.areas.length === 0 ? (
                <Card>
                  <Empty title={t('noAreas')}>{may ? t('noAreasHint') : ''}</Empty>
                </Card>
              ) : (
                <>
                  <CoverageCard matrix={m} />
                  <Card title={t('matrixTitle')} aside={<span className="s">{formatNumber(m.areas.length)}</span>}>
                    <p className="pad s">{t('crimeNote')}</p>
                    {m.areas.map(a => (
                      <AreaCard key={a.id} area={a} matrix={m} {...(a.mayChange ? { onEdit: () => setForm(a) } : {})} />
                    ))}
                  </Card>
                </>
              )}
              {form === 'file' && <ImportDialog onClose={() => setForm(null)} />}
              {form !== null && form !== 'file' && (
                <AreaDialog
                  area={form === 'new' ? null : form}
                  fields={m.fields.map(f => ({ code: f.code, name: fieldName(f) }))}
                  onClose={() => setForm(null)}
                />
              )}
            </div>
          )}
        </Answer>
      </div>
    </>
  )
}
