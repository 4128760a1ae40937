import { BackupsOut, Done } from '@tusom/contract'
import { backupStanding, Refusal } from '@tusom/domain'
import { type BackupRow, lastGoodBackup, listBackups } from '@tusom/store'
import { readdir, stat } from 'node:fs/promises'
import type { App } from '../../app.ts'
import { BackupDesk, type BackupSettings } from './backup-desk.ts'

const SHOWN = 30

/** How the installation is saved: for administrators, who cannot restore here: that is done on an empty installation, by `tusom restore`. */
export function registerBackups(app: App, settings: BackupSettings | null): void {
  const desk = settings && new BackupDesk(app.ctx, settings)
  if (desk) {
    app.addHook('onListen', async () => desk.watch())
    app.addHook('preClose', () => desk.stop())
  }

  app.get(
    '/api/backups',
    { config: { policy: 'backups.read' }, schema: { response: { 200: BackupsOut } } },
    async () => {
      const { list, last } = await app.ctx.db.asSystem(async tx => ({
        list: await listBackups(tx, SHOWN),
        last: await lastGoodBackup(tx),
      }))
      const there = new Set(settings ? await readdir(settings.folder).catch(() => []) : [])
      const present = (b: BackupRow) => ({
        id: b.id,
        startedAt: b.startedAt.toISOString(),
        endedAt: b.endedAt?.toISOString() ?? null,
        cause: b.cause,
        byName: b.byName,
        file: b.file,
        bytes: b.bytes,
        rows: b.savedRows,
        withKey: b.withKey,
        fault: b.fault,
        there: b.cause === 'command' ? null : there.has(b.file),
      })
      return {
        standing: backupStanding(list, last?.endedAt ?? null, app.ctx.clock()),
        daily: settings?.daily ?? null,
        folder: settings?.folder ?? null,
        sameDisk: settings !== null && (await sameDisk(settings)),
        withKey: Boolean(settings?.passphrase),
        running: desk?.running ?? false,
        last: last && present(last),
        backups: list.map(present),
      }
    },
  )

  app.post(
    '/api/backups',
    { config: { policy: 'backups.make' }, schema: { response: { 200: Done } } },
    async request => {
      if (!desk) throw new Refusal('backup.off')
      if (desk.running) throw new Refusal('backup.running')
      await request.command(async (_tx, note) => note({ command: 'backup.make', subject: 'installation' }))
      // the answer does not wait for it: minutes pass, and the page hears when it has ended
      if (!desk.begin('by-hand', request.actor.displayName).began) throw new Refusal('backup.running')
      return { ok: true as const }
    },
  )
}

/** A copy on the disk of the data dies with it. Unknown counts as the same. */
async function sameDisk(s: BackupSettings): Promise<boolean> {
  const device = (path: string) =>
    stat(path).then(
      info => info.dev,
      () => -1,
    )
  const [data, copies] = await Promise.all([device(s.dataDir), device(s.folder)])
  return data === copies || copies === -1
}
