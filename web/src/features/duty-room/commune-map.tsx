import type { LevelRow } from '@tusom/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { useTheme } from '../../app/theme.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Empty, ErrorState, LevelBadge } from '../../ui/index.ts'
import { standingOf } from './attention.ts'
import en from './en.json' with { type: 'json' }
import type { Communes } from './level-map.ts'
import { LevelMap } from './level-map.ts'
import vi from './vi.json' with { type: 'json' }

type Props = {
  byUnit: ReadonlyMap<number, LevelRow>
  chosenUnit: number | null
  onChoose: (unitId: number) => void
  /** communes within sight when not all are: the others stay empty, because grey would say "below level 1" */
  own: ReadonlySet<number> | null
}

/** Communes coloured by level, without any outside tile. What it shows stands in the list too. */
export default function CommuneMap({ byUnit, chosenUnit, onChoose, own }: Props) {
  const t = useTexts(vi, en)
  const [theme] = useTheme()
  const communes = useQuery({
    queryKey: ['units', 'map'],
    queryFn: () => api.get<Communes>('/api/map/communes'),
    staleTime: 600_000,
  })
  const place = useRef<HTMLDivElement>(null)
  const map = useRef<LevelMap | null>(null)
  const choose = useRef(onChoose)
  const [failed, setFailed] = useState(false)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    choose.current = onChoose
  })
  useEffect(() => {
    if (!place.current || !communes.data?.features.length) return
    try {
      map.current = new LevelMap(place.current, communes.data, own, unitId => choose.current(unitId), t('mapName'))
      void map.current.ready.then(() => setDrawn(true))
    } catch {
      // no WebGL on this machine
      setTimeout(() => setFailed(true))
    }
    return () => {
      map.current?.remove()
      map.current = null
    }
  }, [communes.data, theme, t, own])
  useEffect(() => {
    map.current?.show(
      [...byUnit.values()].map(row => ({ unitId: row.unitId, ...standingOf(row) })),
      chosenUnit,
    )
  }, [byUnit, chosenUnit, communes.data, theme, t, own])

  if (communes.error && !communes.data)
    return <ErrorState error={communes.error} retry={() => void communes.refetch()} />
  if (communes.data && !communes.data.features.length) return <Empty title={t('mapNone')}>{t('mapNoneText')}</Empty>
  if (failed) return <Empty title={t('map')}>{t('mapFailed')}</Empty>
  return (
    <>
      <div ref={place} className="level-map" />
      {!drawn && <MapWait />}
      <Legend
        approximate={communes.data?.features.some(f => f.properties.approximate) ?? false}
        partial={own !== null}
      />
    </>
  )
}

/** An empty map would look like a calm one. */
function MapWait() {
  const t = useTexts(vi, en)
  return (
    <p className="map-wait s" role="status">
      {t('mapWait')}
    </p>
  )
}

function Legend({ approximate, partial }: { approximate: boolean; partial: boolean }) {
  const t = useTexts(vi, en)
  return (
    <div className="card legend xs">
      <span className="row">
        <LevelBadge level={0} status="official" size="small" />
        {[1, 2, 3, 4, 5].map(n => (
          <LevelBadge key={n} level={n} status="official" size="small" />
        ))}
        <LevelBadge level={null} status="official" size="small" />
        <span>{t('legendOpen')}</span>
      </span>
      <span>
        {t('legendDashed')} · {t('legendSolid')}
        {approximate && (
          <>
            {' · '}
            <b>{t('mapApproximate')}</b>
          </>
        )}
        {partial && <> · {t('mapOwn')}</>}
      </span>
    </div>
  )
}
