import { formatDate, formatDateTime, localParts } from '@tusom/vi-text'
import { useNow } from '../api/clock.ts'
import { useUiTexts } from './use-ui-texts.ts'

type T = ReturnType<typeof useUiTexts>

/** "12 phút trước", "còn 3 giờ"; beyond 48 hours the day itself, which is easier to read than a count of days. */
export function relativeText(at: number, now: number, t: T): string {
  const past = now - at
  const size = Math.abs(past)
  const minutes = Math.floor(size / 60_000)
  if (size > 48 * 3_600_000) return formatDate(localParts(at).date)
  if (minutes < 1)
    return past >= 0 ? (size < 20_000 ? t('now') : t('secondsAgo', { n: Math.floor(size / 10_000) * 10 })) : t('soon')
  if (minutes < 100) return past > 0 ? t('minutesAgo', { n: minutes }) : t('inMinutes', { n: minutes })
  const hours = Math.round(minutes / 60)
  return past > 0 ? t('hoursAgo', { n: hours }) : t('inHours', { n: hours })
}

/** How long ago or until, on the clock of the run; the absolute Vietnamese time on hover and to screen readers. */
export function RelativeTime({ at }: { at: string | number }) {
  const t = useUiTexts()
  const now = useNow(10)
  const ms = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(ms)) return <span>—</span>
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatDateTime(ms)}>
      {relativeText(ms, now, t)}
    </time>
  )
}

/** "08/10/2025 03:20", or only "03:20" when it is today (on the run's clock) and `short`. Always Asia/Ho_Chi_Minh. */
export function DateTime({ at, short = false }: { at: string | number; short?: boolean }) {
  const now = useNow(60)
  const ms = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(ms)) return <span>—</span>
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatDateTime(ms)}>
      {short ? shortTime(ms, now) : formatDateTime(ms)}
    </time>
  )
}

/** "03:20" today, "07/10 21:00" within the year, else "07/10/2024 21:00". */
export function shortTime(ms: number, now: number): string {
  const [at, today] = [localParts(ms), localParts(now)]
  if (at.date === today.date) return at.time
  return at.year === today.year ? `${formatDate(at.date).slice(0, 5)} ${at.time}` : formatDateTime(ms)
}
