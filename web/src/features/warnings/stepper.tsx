import type { WarningBrief } from '@tusom/contract'
import { useWarningTexts } from './words.ts'

const steps = ['draft', 'submit', 'issue', 'follow'] as const
const at: Record<WarningBrief['state'], number> = {
  draft: 0,
  submitted: 1,
  approved: 2,
  issued: 3,
  superseded: 3,
  cancelled: 3,
  discarded: 0,
}

/** Draft, submitted, issued, then updates or a cancellation: where this one stands. */
export function Stepper({ state }: { state: WarningBrief['state'] }) {
  const t = useWarningTexts()
  const here = at[state]
  return (
    <ol className="stepper">
      {steps.map((step, i) => (
        <li
          key={step}
          className={i < here ? 'done' : i === here ? 'now' : ''}
          aria-current={i === here ? 'step' : undefined}
        >
          {i < here && <span aria-hidden="true">✓ </span>}
          {t(`step.${step}`)}
          <span className="vh">{i < here ? t('step.done') : i === here ? t('step.now') : ''}</span>
        </li>
      ))}
    </ol>
  )
}
