import type { LevelList, Me } from '@tusom/contract'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import { useMe } from '../../app/session.ts'
import { StandingLevels } from '../civil-defence/standing-levels.tsx'
import { OverdueBulletins } from '../bulletins/overdue-bulletins.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { Answer, Empty, judgedHazards, Loading } from '../../ui/index.ts'
import { inOrder, keyOf, worstByUnit } from './attention.ts'
import { AttentionList } from './attention-list.tsx'
import { DutyHeader } from './duty-header.tsx'
import './duty-room.css'
import en from './en.json' with { type: 'json' }
import { OwedRow } from './owed-row.tsx'
import { SummaryCard } from './summary-card.tsx'
import { useIsPhone } from './use-is-phone.ts'
import { useLevels } from './use-levels.ts'
import vi from './vi.json' with { type: 'json' }

// the list is usable before the map's 355 kB and the chart are asked for
const CommuneMap = lazy(() => import('./commune-map.tsx'))
const WhyPanel = lazy(() => import('./why-panel.tsx'))

export default function DutyRoomPage() {
  const t = useTexts(vi, en)
  const go = useGo()
  const asked = useLevels()
  const levels = asked.data?.data
  const phone = useIsPhone()
  const [tab, setTab] = useSearchParam('xem')
  const [chosenKey, setChosen] = useSearchParam('chon')
  const rows = useMemo(() => inOrder(levels?.levels ?? []), [levels])
  const byUnit = useMemo(() => worstByUnit(rows), [rows])
  // on a wide screen something is always open: the worst, until a person chooses; a calm commune can be chosen too
  const chosen = placeOf(chosenKey) ?? (phone ? null : (rows[0] ?? null))
  const mapNow = useAfterFirstList(levels !== undefined)

  const me = useMe()
  const own = useMemo(() => ownCommunes(me), [me])

  const open = (place: Place) => {
    if (phone) go(`/truc-ban/${place.unitId}/${place.hazard}`)
    else setChosen(keyOf(place))
  }
  const openUnit = (unitId: number) => open(byUnit.get(unitId) ?? { unitId, hazard: judgedHazards[0] })
  const map = (
    <Suspense fallback={<p className="map-wait s">{t('mapWait')}</p>}>
      {mapNow && levels?.stations !== 0 && (
        <CommuneMap byUnit={byUnit} chosenUnit={chosen?.unitId ?? null} onChoose={openUnit} own={own} />
      )}
    </Suspense>
  )
  return (
    <div className="duty-room">
      <DutyHeader levels={levels} keptAt={asked.data?.keptAt ?? null} />
      {phone && (
        <div className="tabs" role="group" aria-label={t('title')}>
          <button type="button" aria-pressed={tab !== 'ban-do'} onClick={() => setTab(null)}>
            {t('list')}
          </button>
          <button type="button" aria-pressed={tab === 'ban-do'} onClick={() => setTab('ban-do')}>
            {t('map')}
          </button>
        </div>
      )}
      {!(phone && tab === 'ban-do') && (
        <section className="duty-list" aria-label={t('attention')}>
          <header className="duty-list-head">
            <h2>{t('attention')}</h2>
            {levels && levels.stations > 0 && <span className="tag">{t('communes', { n: byUnit.size })}</span>}
          </header>
          <StandingLevels levels={levels?.civilDefence ?? []} brief />
          <OverdueBulletins />
          <Answer of={asked} loading={<Loading shape="list" rows={7} />}>
            {({ data }) =>
              rows.length ? (
                <AttentionList
                  rows={rows}
                  chosen={chosen ? keyOf(chosen) : null}
                  onChoose={key => !phone && setChosen(key)}
                  onOpen={open}
                />
              ) : (
                <Calm data={data} />
              )
            }
          </Answer>
        </section>
      )}
      {phone ? (
        tab === 'ban-do' && (
          <section className="duty-map">
            <SummaryCard rows={rows} />
            {map}
          </section>
        )
      ) : (
        <>
          <section className="duty-map" aria-label={t('map')}>
            <SummaryCard rows={rows} />
            {map}
          </section>
          <aside className="duty-why">
            {chosen ? (
              <Suspense fallback={<Loading shape="panel" rows={4} />}>
                <WhyPanel key={keyOf(chosen)} unitId={chosen.unitId} hazard={chosen.hazard} onHazard={open} />
              </Suspense>
            ) : (
              levels && levels.stations > 0 && <Empty title={t('pickTitle')}>{t('pick')}</Empty>
            )}
          </aside>
        </>
      )}
      <OwedRow />
    </div>
  )
}

/** No level anywhere is only calm as far as the stations speak. */
function Calm({ data }: { data: LevelList }) {
  const t = useTexts(vi, en)
  if (data.stations === 0) return <Empty title={t('outOfSight')}>{t('outOfSightText')}</Empty>
  if (data.lastReadingAt === null)
    return (
      <Empty
        title={t('noData')}
        action={
          <Link to="/so-do" className="btn main">
            {t('toReadings')}
          </Link>
        }
      >
        {t('noDataText')}
      </Empty>
    )
  return (
    <Empty title={t('calm')}>
      {t('calmText', { n: data.stations })}
      {data.silent.length > 0 && <b className="late"> {t('calmSilent', { n: data.silent.length })}</b>}
    </Empty>
  )
}

type Place = { unitId: number; hazard: string }

/** "27/flood" of the address; null when it is no such place. */
function placeOf(key: string | null): Place | null {
  const m = /^(\d{1,9})\/([a-z-]{1,40})$/.exec(key ?? '')
  return m?.[2] ? { unitId: Number(m[1]), hazard: m[2] } : null
}

/** The communes a person of a commune sees; null for people of the province and its departments, who see what they see. */
function ownCommunes(me: Me): ReadonlySet<number> | null {
  if (me.homeUnit.kind !== 'commune') return null
  return new Set(me.assignments.map(a => a.unitId))
}

/** True once the list has been on the screen for a moment: only then the map's code is asked for. */
function useAfterFirstList(listed: boolean): boolean {
  const [now, setNow] = useState(false)
  useEffect(() => {
    if (!listed) return
    const timer = setTimeout(() => setNow(true), 60)
    return () => clearTimeout(timer)
  }, [listed])
  return now
}
