import type { TaskOut } from '@tusom/contract'
import { formatDate, formatDateTime, localParts } from '@tusom/vi-text'
import { useNow } from '../../api/clock.ts'
import { useTexts } from '../../i18n/texts.ts'
import en from './en.json' with { type: 'json' }
import vi from './vi.json' with { type: 'json' }

const dayNumber = (ms: number) => Math.round(Date.parse(`${localParts(ms).date}T00:00:00Z`) / 86_400_000)

/** "05/7" within this year, "05/7/2027" beyond it. */
export function dayText(ms: number, now: number): string {
  const [at, today] = [localParts(ms), localParts(now)]
  return at.year === today.year ? formatDate(at.date).slice(0, 5) : formatDate(at.date)
}

/**
 * How the deadline stands: in words that say what to do about it, red only when late, the day below. Counted here on the
 * clock of the run, so that it goes on while a page stays open.
 */
export function Due({ task, compact = false }: { task: TaskOut; compact?: boolean }) {
  const t = useTexts(vi, en)
  const now = useNow(task.kind === 'scenario' ? 10 : 60)
  if (task.due.kind === 'closed')
    return (
      <span className="due mut">
        <span className="s">
          {task.doneAt
            ? t('doneOn', { date: dayText(Date.parse(task.doneAt), now) })
            : t('stoppedOn', { date: dayText(Date.parse(task.stateAt), now) })}
        </span>
      </span>
    )
  if (task.dueAt === null)
    return (
      <span className="due">
        <span className="s">{recurrence(task, t) ?? t('noDue')}</span>
      </span>
    )
  const at = Date.parse(task.dueAt)
  const left = at - now
  const late = left < 0
  const minutes = Math.floor(Math.abs(left) / 60_000)
  const days = dayNumber(at) - dayNumber(now)
  const byClock = task.kind === 'scenario' && minutes < 24 * 60
  const words = byClock
    ? t(late ? 'lateMinutes' : 'minutesLeft', { n: minutes })
    : late
      ? days === 0
        ? t('lateToday')
        : t('lateDays', { n: -days })
      : days === 0
        ? t('dueToday')
        : t('daysLeft', { n: days })
  return (
    <span className={`due ${late ? 'late' : task.due.kind === 'soon' ? 'soon' : ''}`} title={formatDateTime(at)}>
      <b>{words}</b>
      {!compact && <span className="xs">{t('dueOn', { date: byClock ? localParts(at).time : dayText(at, now) })}</span>}
    </span>
  )
}

type T = ReturnType<typeof useTexts<typeof vi>>
const recurrences = ['daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly'] as const
export function recurrence(task: { recurs: string | null }, t: T): string | null {
  const known = recurrences.find(r => r === task.recurs)
  return known ? t(`recurs.${known}`) : task.recurs
}
