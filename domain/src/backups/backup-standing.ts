/** How the saving of an installation stands: what an administrator is told on every page when it is not `fine`. */
export type BackupStanding = 'fine' | 'none' | 'failed' | 'old'

/** Two days: one night may be missed by a machine that is switched off in the evening. */
const OLD = 48 * 3_600_000

/** `tries`: newest first; one that still runs is not counted either way. */
export function backupStanding(
  tries: readonly { endedAt: Date | null; fault: string | null }[],
  lastGoodAt: Date | null,
  now: Date,
): BackupStanding {
  const last = tries.find(t => t.endedAt)
  if (last?.fault) return 'failed'
  if (!lastGoodAt) return 'none'
  return now.getTime() - lastGoodAt.getTime() > OLD ? 'old' : 'fine'
}
