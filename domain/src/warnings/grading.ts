import type { AlertSeverity, Certainty, Urgency } from '@tusom/cap'

/** Level → CAP severity; a default that an officer may change. Undetermined is Unknown. */
export function severityOf(level: number | null): AlertSeverity {
  if (level === null || level < 1) return 'Unknown'
  return (['Minor', 'Moderate', 'Severe', 'Extreme', 'Extreme'] as const)[Math.min(level, 5) - 1] ?? 'Unknown'
}

/** Lead time → CAP urgency: now Immediate, under 12 hours Expected, later Future, over Past. Null: not known. */
export function urgencyOf(leadMinutes: number | null, over = false): Urgency {
  if (over) return 'Past'
  if (leadMinutes === null) return 'Unknown'
  if (leadMinutes <= 0) return 'Immediate'
  return leadMinutes < 12 * 60 ? 'Expected' : 'Future'
}

/** What a level rests on: measured, a forecaster's bulletin, or our own estimate from something else that was measured. */
export type EvidenceKind = 'measured' | 'bulletin' | 'estimate' | 'none'

/** Evidence → CAP certainty. */
export const certaintyOf = (kind: EvidenceKind): Certainty =>
  ({ measured: 'Observed', bulletin: 'Likely', estimate: 'Possible', none: 'Unknown' })[kind] as Certainty
