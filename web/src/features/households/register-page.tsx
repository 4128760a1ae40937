import type { HouseholdList, HouseholdRisk, ShelterList } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { Link, useParams, useSearchParam } from '../../app/navigation.tsx'
import { inExercise } from '../../app/run.ts'
import { hasRole, useMe } from '../../app/session.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Button, Card, Empty, Icon, Loading, PageHeader, SampleMark } from '../../ui/index.ts'
import { CountTiles } from './count-tiles.tsx'
import en from './en.json' with { type: 'json' }
import { HostTable } from './host-table.tsx'
import { HouseholdTable } from './household-table.tsx'
import './households.css'
import { ImportSheet } from './import-sheet.tsx'
import { ShelterTable } from './shelter-table.tsx'
import vi from './vi.json' with { type: 'json' }

/** Within a sentence: "xã Hữu Lũng". */
const lowerFirst = (s: string) => s.charAt(0).toLocaleLowerCase('vi') + s.slice(1)

export default function RegisterPage() {
  const { unitId } = useParams()
  return <RegisterView key={unitId} unitId={Number(unitId)} />
}

const tabs = ['households', 'hosts', 'shelters', 'import'] as const
type Tab = (typeof tabs)[number]

/** The register of a commune: households at risk, who takes them in, shelters, and Excel import. */
export function RegisterView({ unitId, own = false }: { unitId: number; own?: boolean }) {
  const t = useTexts(vi, en)
  const me = useMe()
  const [chosen, choose] = useSearchParam('muc')
  const [find, setFind] = useSearchParam('tim')
  const [typed, setTyped] = useState(find ?? '')
  const mayWrite = hasRole(me, 'leader', 'duty-officer', 'commune-officer')
  const tab: Tab = tabs.find(x => x === chosen) ?? 'households'
  const names = {
    households: t('tabHouseholds'),
    hosts: t('tabHosts'),
    shelters: t('tabShelters'),
    import: t('tabImport'),
  }
  const list = useQuery({
    queryKey: ['households', 'list', unitId, find],
    queryFn: () =>
      api.get<HouseholdList>(`/api/households?unitId=${unitId}${find ? `&find=${encodeURIComponent(find)}` : ''}`),
  })
  const risk = useQuery({
    queryKey: ['households', 'risk', unitId],
    queryFn: () => api.get<HouseholdRisk>(`/api/households/risk?unitIds=${unitId}`),
  })
  const shelters = useQuery({
    queryKey: ['households', 'shelters', unitId],
    queryFn: () => api.get<ShelterList>(`/api/shelters?unitId=${unitId}`),
  })
  return (
    <>
      <PageHeader
        title={list.data ? t('titleOf', { unit: lowerFirst(list.data.unit.fullName) }) : t('title')}
        back={
          own ? undefined : (
            <Link to="/ho-dan" className="icon-btn" aria-label={t('back')}>
              <Icon name="back" />
            </Link>
          )
        }
      >
        {me.sample && <SampleMark />}
      </PageHeader>
      <div className="page">
        {risk.data && risk.data.total.households > 0 && <CountTiles count={risk.data.total} />}
        <div className="hh-tabs no-print" role="tablist">
          {tabs
            .filter(x => x !== 'import' || mayWrite)
            .map(x => (
              <button
                key={x}
                type="button"
                role="tab"
                aria-selected={x === tab}
                onClick={() => choose(x === 'households' ? null : x)}
              >
                {names[x]}
              </button>
            ))}
        </div>
        {tab === 'import' && mayWrite ? (
          <ImportSheet unitId={unitId} />
        ) : tab === 'shelters' ? (
          <Answer of={shelters} loading={<Loading shape="table" />}>
            {s => (
              <Card>
                <ShelterTable rows={s.shelters} mayWrite={mayWrite} />
              </Card>
            )}
          </Answer>
        ) : (
          <>
            {tab === 'households' && list.data?.named !== false && (
              <form
                className="row no-print hh-find"
                onSubmit={e => {
                  e.preventDefault()
                  setFind(typed.trim() || null)
                }}
              >
                <input
                  className="input"
                  type="search"
                  aria-label={t('find')}
                  placeholder={t('find')}
                  value={typed}
                  onChange={e => {
                    setTyped(e.target.value)
                    if (!e.target.value) setFind(null)
                  }}
                />
                <Button type="submit" icon="search">
                  {t('findButton')}
                </Button>
              </form>
            )}
            <Answer of={list} loading={<Loading shape="table" />}>
              {data => (
                <>
                  <p className="s">{data.named ? t('logged') : inExercise ? t('exercise') : t('codesOnly')}</p>
                  <Card>
                    {tab === 'hosts' ? (
                      <HostTable rows={data.hosts} />
                    ) : find && data.households.length === 0 ? (
                      <Empty title={t('findNone')} />
                    ) : (
                      <HouseholdTable rows={data.households} named={data.named} mayWrite={mayWrite} />
                    )}
                  </Card>
                </>
              )}
            </Answer>
          </>
        )}
      </div>
    </>
  )
}
