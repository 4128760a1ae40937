import { localParts } from '@tusom/vi-text'

const DAY = 86_400_000
const OFFSET = 7 * 3_600_000

export type Bucket = 'day' | 'week' | 'month'

/** Running number of the day, ISO week (from Monday) or month of an instant on a Vietnamese clock; neighbours differ by one. */
export function bucketOf(bucket: Bucket, at: number): number {
  const day = Math.floor((at + OFFSET) / DAY)
  // 1 January 1970 was a Thursday
  if (bucket === 'week') return Math.floor((day + 3) / 7)
  if (bucket === 'day') return day
  const p = localParts(at)
  return p.year * 12 + p.month - 1
}
