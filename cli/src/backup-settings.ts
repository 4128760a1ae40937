import type { AppOptions } from '@tusom/server'
import { join, resolve } from 'node:path'
import type { Io } from './command.ts'
import { readPassphrase } from './passphrase.ts'

type BackupSettings = NonNullable<AppOptions['backups']>

/**
 * How `tusom serve` saves by itself: each night at 02:30 into `<data>/backups`, unless the environment says otherwise.
 * See docs/operations/backup.md.
 */
export async function readBackupSettings(
  io: Io,
  dataDir: string,
): Promise<{ backups: BackupSettings | null } | { fault: string }> {
  const { env } = io
  if (env.TUSOM_BACKUP === '0') return { backups: null }
  const at = env.TUSOM_BACKUP_AT ?? '02:30'
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    return { fault: `TUSOM_BACKUP_AT «${at}» phải là giờ dạng 02:30. · TUSOM_BACKUP_AT must be a time such as 02:30.` }
  const count = (name: string, usual: number, least: number) => {
    const n = Number(env[name] ?? usual)
    return Number.isInteger(n) && n >= least && n <= 366 ? n : null
  }
  const days = count('TUSOM_BACKUP_DAYS', 7, 1)
  const weeks = count('TUSOM_BACKUP_WEEKS', 4, 0)
  if (days === null || weeks === null)
    return {
      fault:
        'TUSOM_BACKUP_DAYS (từ 1) và TUSOM_BACKUP_WEEKS (từ 0) là số bản giữ lại, tới 366. · They say how many backups are kept, up to 366.',
    }
  const secret = await readPassphrase(io, undefined, 'never')
  if ('fault' in secret) return secret
  return {
    backups: {
      folder: resolve(env.TUSOM_BACKUP_DIR ?? join(dataDir, 'backups')),
      dataDir,
      passphrase: secret.passphrase,
      daily: { at, days, weeks },
    },
  }
}
