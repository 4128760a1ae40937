import type { FileResult } from '@tusom/contract'
import { formatNumber } from '@tusom/vi-text'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useSend } from '../../api/use-send.ts'
import { useMe } from '../../app/session.ts'
import { inExercise } from '../../app/run.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, toast } from '../../ui/index.ts'
import en from './en.json' with { type: 'json' }
import { useIndicatorName, useStationChoices } from './use-readings.ts'
import vi from './vi.json' with { type: 'json' }

type Unknown = FileResult['unknown'][number]

/** The unit for which a person sets names: where a role that sends readings is held. */
export function useNamingUnit(): number {
  const me = useMe()
  const hands = ['duty-officer', 'department-officer', 'administrator']
  return (me.assignments.find(a => hands.includes(a.role)) ?? me.assignments[0])?.unitId ?? 0
}

/** Names of a file that nobody knows, each with a choice of what it means. Said once, known from then on. */
export function UnknownNames({ unknown, onNamed }: { unknown: readonly Unknown[]; onNamed: () => void }) {
  const t = useTexts(vi, en)
  if (!unknown.length || inExercise) return null
  return (
    <section className="pad stack" aria-label={t('unknownTitle')}>
      <h3>{t('unknownTitle')}</h3>
      <p className="s">{t('unknownHint')}</p>
      <div className="names-list">
        {unknown.map(u => (
          <OneName key={`${u.kind} ${u.name}`} unknown={u} onNamed={onNamed} />
        ))}
      </div>
    </section>
  )
}

function OneName({ unknown: u, onNamed }: { unknown: Unknown; onNamed: () => void }) {
  const t = useTexts(vi, en)
  const unitId = useNamingUnit()
  const stations = useStationChoices()
  const indicatorName = useIndicatorName()
  const [means, setMeans] = useState('')
  const choices =
    u.kind === 'station'
      ? stations.map(s => ({ code: s.code, name: s.name }))
      : [...new Set(stations.flatMap(s => s.indicators.map(i => i.code)))].map(code => ({
          code,
          name: indicatorName(code),
        }))
  const save = useSend(() => api.post('/api/observations/names', { unitId, kind: u.kind, name: u.name, means }), {
    topics: ['observations'],
    onDone: () => {
      toast(t('nameSaved', { name: u.name, means: choices.find(c => c.code === means)?.name ?? means }))
      onNamed()
    },
  })
  return (
    <div className="row wrap">
      <span>
        {t(u.kind === 'station' ? 'unknown.station' : 'unknown.indicator')} {t('means', { name: u.name })}
      </span>
      <select
        className="input"
        aria-label={t('means', { name: u.name })}
        value={means}
        onChange={e => setMeans(e.target.value)}
      >
        <option value="">{t('chooseOne')}</option>
        {choices.map(c => (
          <option key={c.code} value={c.code}>
            {c.name}
          </option>
        ))}
      </select>
      <Button disabled={!means} busy={save.isPending} onClick={() => save.mutate(undefined)}>
        {t('save')}
      </Button>
      <span className="xs">{t('times', { n: formatNumber(u.n) })}</span>
    </div>
  )
}
