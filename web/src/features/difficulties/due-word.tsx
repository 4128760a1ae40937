import { formatDate } from '@tusom/vi-text'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

type Due = { kind: string; days: number }

/** How a day stands: what it means first, the day after it; red only when late. */
export function DueWord({ due, dueOn, firstDueOn }: { due: Due; dueOn: string; firstDueOn?: string }) {
  const t = useTexts(vi, en)
  if (due.kind === 'none') return <span className="s">{formatDate(dueOn)}</span>
  const word =
    due.kind === 'late'
      ? t('due.late', { n: -due.days })
      : due.days === 0
        ? t('due.today')
        : t('due.left', { n: due.days })
  return (
    <span className={due.kind === 'late' ? 'late' : ''}>
      <b>{word}</b>{' '}
      <span className="s">
        {formatDate(dueOn)}
        {firstDueOn && firstDueOn !== dueOn && ` (${t('due.first', { date: formatDate(firstDueOn) })})`}
      </span>
    </span>
  )
}
