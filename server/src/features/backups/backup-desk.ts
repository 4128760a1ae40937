import {
  backupBegan,
  type BackupCause,
  backupEnded,
  backupFileName,
  closeInterrupted,
  holdBackups,
  lastDue,
  listBackups,
  staleBackups,
  writeBackup,
} from '@tusom/store'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'

/** How this server saves the installation. */
export type BackupSettings = {
  folder: string
  /** the folder of the data, to tell whether both stand on one disk */
  dataDir: string
  passphrase: string | null
  /** null: only when an administrator asks */
  daily: { at: string; days: number; weeks: number } | null
}

/** Looked at this often; also how soon after the start a night that was slept through is made up. */
const EVERY = 5 * 60_000
/** After a failure: not at once again, and not only tomorrow. */
const AGAIN = 3_600_000

/** Makes backups one at a time, keeps what retention says, and remembers every try. A failure never reaches a request or the readings. */
export class BackupDesk {
  readonly settings: BackupSettings
  private readonly ctx: Context
  private readonly stopped = new AbortController()
  private working: Promise<boolean> = Promise.resolve(true)
  private busy = false

  constructor(ctx: Context, settings: BackupSettings) {
    this.ctx = ctx
    this.settings = settings
  }

  get running(): boolean {
    return this.busy
  }

  /** Starts one; false when one is being written already. `done` settles when it has ended, however it did. */
  begin(cause: BackupCause, byName: string | null): { began: boolean; done: Promise<boolean> } {
    if (this.busy || this.stopped.signal.aborted) return { began: false, done: this.working }
    this.busy = true
    this.working = this.make(cause, byName)
      .catch(e => {
        this.ctx.log('error', 'backup', { error: String(e) })
        return false
      })
      .finally(() => (this.busy = false))
    return { began: true, done: this.working }
  }

  /** Whether the daily one is due: the last try of ours is older than the last time of day, or failed an hour ago. */
  async due(now: Date): Promise<boolean> {
    const { daily } = this.settings
    if (!daily) return false
    const last = (await this.ctx.db.asSystem(tx => listBackups(tx, 20))).find(b => b.cause !== 'command')
    if (!last) return true
    if (last.startedAt < lastDue(now, daily.at)) return true
    return last.fault !== null && now.getTime() - last.startedAt.getTime() > AGAIN
  }

  /** Looks every few minutes while the server listens. */
  watch(): void {
    const look = async () => {
      if (!this.busy && (await this.due(this.ctx.clock()))) this.begin('daily', null)
    }
    const timer = setInterval(
      () => void look().catch(e => this.ctx.log('error', 'backup', { error: String(e) })),
      EVERY,
    )
    timer.unref()
    this.stopped.signal.addEventListener('abort', () => clearInterval(timer))
  }

  async stop(): Promise<void> {
    this.stopped.abort()
    await this.working
  }

  private make(cause: BackupCause, byName: string | null): Promise<boolean> {
    const { db, clock, log } = this.ctx
    return db.asSystem(async held => {
      if (!(await holdBackups(held))) return false
      const now = clock()
      const file = backupFileName(now)
      const id = await db.asSystem(async tx => {
        await closeInterrupted(tx, now)
        const id = await backupBegan(tx, { at: now, cause, byName, file })
        await tx.query(`select app.tell('backups', 0)`)
        return id
      })
      try {
        await mkdir(this.settings.folder, { recursive: true, mode: 0o700 })
        await this.sweepParts()
        const made = await writeBackup({
          ownerUrl: db.ownerUrl,
          file: join(this.settings.folder, file),
          dataKey: this.ctx.dataKey,
          passphrase: this.settings.passphrase,
          now,
          signal: this.stopped.signal,
        })
        await db.asSystem(tx => backupEnded(tx, id, clock(), made))
        await this.retain()
        return true
      } catch (e) {
        const code = (e as { code?: unknown }).code
        const fault = this.stopped.signal.aborted
          ? 'backup.interrupted'
          : typeof code === 'string' && /^backup\.[a-z-]+$/.test(code)
            ? code
            : 'backup.failed'
        log('error', 'backup', { fault, error: String(e) })
        await db.asSystem(tx => backupEnded(tx, id, clock(), { fault }))
        return false
      }
    })
  }

  /** What a kill left: nobody writes here now, for the lock is ours. */
  private async sweepParts(): Promise<void> {
    for (const name of await readdir(this.settings.folder))
      if (/^tusom-\d{8}-\d{6}\.tar\.\d+\.part$/.test(name)) await rm(join(this.settings.folder, name), { force: true })
  }

  /** Only after a new one is whole. */
  private async retain(): Promise<void> {
    const { daily, folder } = this.settings
    if (!daily) return
    for (const name of staleBackups(await readdir(folder), daily)) await rm(join(folder, name), { force: true })
  }
}
