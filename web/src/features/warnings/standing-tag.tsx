import type { WarningBrief } from '@tusom/contract'
import { inExercise } from '../../app/run.ts'
import { Tag } from '../../ui/index.ts'
import { useWarningTexts } from './words.ts'

const tones: Partial<Record<WarningBrief['standing'], 'ok' | 'late' | 'doubt'>> = {
  'in-force': 'ok',
  returned: 'doubt',
  submitted: 'doubt',
  approved: 'doubt',
  'review-due': 'doubt',
  'review-late': 'late',
  objected: 'late',
}

/** Where a warning stands, in words. */
export function StandingTag({ standing }: { standing: WarningBrief['standing'] }) {
  const t = useWarningTexts()
  return <Tag tone={tones[standing] ?? 'plain'}>{t(`standing.${standing}`)}</Tag>
}

/** THẬT or DIỄN TẬP: on everything that leaves. */
export function RunTag() {
  const t = useWarningTexts()
  return <span className={`run-tag ${inExercise ? 'exercise' : ''}`}>{t(inExercise ? 'exercise' : 'actual')}</span>
}
