import type { Alert, AlertInfo } from './alert.ts'
import { readTime } from './time.ts'

/** A block past its `expires` is not shown as active (CAP 1.2, 3.2.2). One without `expires` stays until superseded. */
export function hasExpired(info: AlertInfo, nowMs: number): boolean {
  const instant = info.expires === undefined ? null : readTime(info.expires).instant
  return instant !== null && instant <= nowMs
}

/** The blocks of a message that still hold at `nowMs` (milliseconds since 1970). */
export const activeInfo = (alert: Alert, nowMs: number): AlertInfo[] =>
  alert.info.filter(info => !hasExpired(info, nowMs))
