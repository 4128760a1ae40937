import { useSearchParam } from '../../app/navigation.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Card, Field, Loading, PageHeader } from '../../ui/index.ts'
import { DifferenceList } from './difference-list.tsx'
import en from './en.json' with { type: 'json' }
import { HistoryForm } from './history-form.tsx'
import { PackNav } from './pack-nav.tsx'
import { SideBySide } from './side-by-side.tsx'
import { useHistory } from './use-history.ts'
import { usePackBody, usePackList, useSaid } from './use-packs.ts'
import vi from './vi.json' with { type: 'json' }

/** Two versions beside each other: in words, and over the same past readings. */
export default function ComparePage() {
  const t = useTexts(vi, en)
  const said = useSaid()
  const list = usePackList()
  const [a, setA] = useSearchParam('a')
  const [b, setB] = useSearchParam('b')
  const packA = usePackBody(a)
  const packB = usePackBody(b)
  const history = useHistory()
  const pick = (label: string, value: string | null, set: (v: string | null) => void) => (
    <Field label={label}>
      {c => (
        <select {...c} className="input" value={value ?? ''} onChange={e => set(e.target.value || null)}>
          <option value="">—</option>
          {list.data?.versions.map(v => (
            <option key={`${v.id}@${v.version}`} value={`${v.id}@${v.version}`}>
              {v.version} · {said({ vi: v.title, en: v.titleEn })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <>
      <PageHeader title={t('compareTitle')} />
      <div className="page">
        <PackNav />
        <Card>
          <Answer of={list} loading={<Loading shape="panel" rows={1} />}>
            {() => (
              <div className="pack-form">
                {pick(t('versionA'), a, setA)}
                {pick(t('versionB'), b, setB)}
              </div>
            )}
          </Answer>
          {packA.data && packB.data ? (
            <DifferenceList from={packA.data} to={packB.data} />
          ) : (
            <p className="pad mut">{t('pickTwo')}</p>
          )}
        </Card>
        <Card title={t('preview')}>
          <p className="pad mut">{t('previewHint')}</p>
          <HistoryForm of={history} />
          {packA.data && packB.data && history.loaded && (
            <SideBySide
              a={packA.data}
              b={packB.data}
              nameA={packA.data.version}
              nameB={packB.data.version}
              loaded={history.loaded}
            />
          )}
        </Card>
      </div>
    </>
  )
}
