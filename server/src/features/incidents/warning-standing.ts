import { reportClock } from '@tusom/domain'
import type { IncidentWarningRow } from '@tusom/store'

/** What became of a warning that was issued, in words. */
export function standingOf(w: IncidentWarningRow, now: Date): string {
  if (w.msgType === 'Cancel') return 'tin hủy cảnh báo'
  if (w.state === 'superseded') return 'đã có tin mới thay'
  if (w.state === 'cancelled') return 'đã hủy'
  return w.expiresAt > now ? `còn hiệu lực đến ${reportClock(w.expiresAt.getTime())}` : 'đã hết hiệu lực'
}
