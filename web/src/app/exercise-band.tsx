import type { RunOut } from '@tusom/contract'
import type { Static } from 'typebox'
import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@tusom/vi-text'
import { useEffect } from 'react'
import { setClockSpeed, useNow } from '../api/clock.ts'
import { api } from '../api/client.ts'
import { useTexts } from '../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import { runId } from './run.ts'
import vi from './vi.json' with { type: 'json' }

/** On every page of an exercise: the word, its name, its clock, and the way out. */
export function ExerciseBand() {
  const t = useTexts(vi, en)
  const runs = useQuery({ queryKey: ['runs'], queryFn: () => api.get<Static<typeof RunOut>[]>('/api/runs') })
  const run = runs.data?.find(r => r.id === runId)
  const now = useNow(1)
  useEffect(() => {
    if (run) setClockSpeed(run.endedAt ? 0 : run.speed)
  }, [run])
  return (
    <div className="exercise-band" role="note">
      <strong>{t('exercise')}</strong>
      {run && <span className="b band-name">{run.name}</span>}
      <span className="wide-only">{t('exerciseNote')}</span>
      <span className="sp" />
      {run?.endedAt && <span>{t('exerciseEnded')}</span>}
      <time>
        {formatDateTime(now)}
        {run && run.speed !== 1 && !run.endedAt ? ` · ×${run.speed}` : ''}
      </time>
      <a href="/dien-tap">{t('leaveExercise')}</a>
    </div>
  )
}
