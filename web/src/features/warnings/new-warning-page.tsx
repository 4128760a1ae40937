import type { LevelList, LevelRow, WarningMade } from '@tusom/contract'
import { warnedHazards } from '@tusom/domain'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { Link, useGo, useSearchParam } from '../../app/navigation.tsx'
import {
  Answer,
  Button,
  Card,
  ErrorState,
  Field,
  LevelBadge,
  Loading,
  PageHeader,
  UnitPicker,
  useHazardName,
  useUnits,
} from '../../ui/index.ts'
import { RunTag } from './standing-tag.tsx'
import { useTemplates } from './use-warning.ts'
import './warnings.css'
import { useGaps, useNames, useWarningTexts } from './words.ts'

type Ground = { hazard: string; level: number | null; status: 'official' | 'suggested'; rows: LevelRow[] }

/** Communes with the same hazard, level and status: one warning serves them. Worst first. */
export function groundsOf(levels: readonly LevelRow[]): Ground[] {
  const found = new Map<string, Ground>()
  for (const row of levels) {
    const status = row.official ? 'official' : 'suggested'
    const side = row.official ?? row.suggested
    if (!side || side.level === 0) continue
    const key = `${row.hazard}/${side.level}/${status}`
    const ground = found.get(key) ?? { hazard: row.hazard, level: side.level, status, rows: [] }
    ground.rows.push(row)
    found.set(key, ground)
  }
  return [...found.values()].sort((a, b) => (b.level ?? 0.5) - (a.level ?? 0.5))
}

/** From a level to a drafted warning in one press; an address with commune and hazard drafts at once. */
export default function NewWarningPage() {
  const t = useWarningTexts()
  const go = useGo()
  const [unit] = useSearchParam('unit')
  const [hazard] = useSearchParam('hazard')
  const draft = useSend(
    (input: { unitIds: number[]; hazard: string }) => api.post<WarningMade>('/api/warnings', input),
    {
      topics: ['warnings'],
      onDone: made => go(`/canh-bao/${made.id}`, { replace: true }),
    },
  )
  const atOnce = useRef(false)
  const { mutate } = draft
  useEffect(() => {
    if (!unit || !hazard || atOnce.current) return
    atOnce.current = true
    mutate({ unitIds: unit.split(',').map(Number), hazard })
  }, [unit, hazard, mutate])

  const drafting = unit !== null && hazard !== null && !draft.isError
  return (
    <>
      <PageHeader
        title={t('new.title')}
        back={
          <Link className="btn quiet" to="/canh-bao">
            ‹ {t('backToList')}
          </Link>
        }
      >
        <RunTag />
      </PageHeader>
      <div className="page">
        {drafting ? (
          <Card>
            <p className="pad mut">{t('new.drafting')}</p>
            <Loading shape="panel" rows={3} />
          </Card>
        ) : (
          <>
            {draft.isError && <ErrorState error={draft.error} />}
            <FromLevels busy={draft.isPending} draft={input => draft.mutate(input)} />
            <OwnChoice busy={draft.isPending} draft={input => draft.mutate(input)} />
            <ReadyTexts />
          </>
        )}
      </div>
    </>
  )
}

type Draft = { busy: boolean; draft: (input: { unitIds: number[]; hazard: string }) => void }

function FromLevels({ busy, draft }: Draft) {
  const t = useWarningTexts()
  const names = useNames()
  const hazardName = useHazardName()
  const levels = useQuery({ queryKey: ['levels', 'list'], queryFn: () => api.get<LevelList>('/api/levels') })
  return (
    <Card title={t('new.fromLevels')}>
      <Answer of={levels} loading={<Loading shape="list" rows={3} />}>
        {data => {
          const grounds = groundsOf(data.levels)
          if (!grounds.length) return <p className="pad mut">{t('new.noLevels')}</p>
          return (
            <>
              <p className="pad s">{t('new.fromLevelsHint')}</p>
              <ul className="grounds">
                {grounds.map(g => (
                  <li key={`${g.hazard}/${g.level}/${g.status}`}>
                    <button
                      type="button"
                      disabled={busy}
                      onClick={() => draft({ unitIds: g.rows.map(r => r.unitId), hazard: g.hazard })}
                    >
                      <LevelBadge level={g.level} status={g.status} />
                      <span>
                        <b>
                          {hazardName(g.hazard)} · {t(g.status)}
                        </b>
                        <br />
                        <span className="s">{names.places(g.rows.map(r => ({ name: r.unitName })))}</span>
                      </span>
                      <span className="sp" />
                      <span className="btn main">{t('new.go')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Answer>
    </Card>
  )
}

function OwnChoice({ busy, draft }: Draft) {
  const t = useWarningTexts()
  const hazardName = useHazardName()
  const communes = useUnits({ kind: 'commune' })
  const [hazard, setHazard] = useState(warnedHazards[0] ?? 'flood')
  const [unitIds, setUnitIds] = useState<number[]>([])
  return (
    <Card title={t('new.own')}>
      <div className="pad form">
        <Field label={t('new.hazard')}>
          {c => (
            <select {...c} className="input" value={hazard} onChange={e => setHazard(e.target.value)}>
              {warnedHazards.map(h => (
                <option key={h} value={h}>
                  {hazardName(h)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('new.areas')}>
          {c => <UnitPicker {...c} multiple units={communes.data ?? []} value={unitIds} onChange={setUnitIds} />}
        </Field>
        <div className="row end">
          <Button look="main" disabled={!unitIds.length} busy={busy} onClick={() => draft({ unitIds, hazard })}>
            {t('new.go')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function ReadyTexts() {
  const withGaps = useGaps()
  const t = useWarningTexts()
  const templates = useTemplates()
  const ready = useMemo(
    () => (templates.data ?? []).filter(x => x.kind === 'alert' && x.can.includes('issue')),
    [templates.data],
  )
  if (!ready.length) return null
  return (
    <Card title={t('new.ready')}>
      <p className="pad s">{t('new.readySays')}</p>
      <ul className="grounds">
        {ready.map(x => (
          <li key={x.id}>
            <Link to={`/canh-bao/mau?phat=${x.id}`}>
              <span>
                <b>{x.name}</b>
                <br />
                <span className="s">{withGaps(x.headline)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
