import { shippedPacks } from '@tusom/domain'
import {
  checkServer,
  type Database,
  ensureDatabase,
  loadPack,
  migrate,
  openDatabase,
  prepareDataDir,
  startEmbedded,
} from '@tusom/store'
import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** An opened installation: its database is migrated and its key is there. */
export type Installation = {
  db: Database
  dataDir: string
  dataKey: Buffer
  embedded: boolean
  close: () => Promise<void>
}

/** Opens the user's PostgreSQL (`DATABASE_URL`) or the bundled one in the data folder; migrates; loads the shipped rule packs. */
export async function openInstallation(
  env: Record<string, string | undefined>,
  dataDir: string | undefined,
): Promise<Installation> {
  const dir = resolve(dataDir ?? env.TUSOM_DATA ?? 'data')
  await prepareDataDir(dir)
  let url = env.DATABASE_URL
  let stop = async (): Promise<void> => {}
  if (url) await checkServer(url)
  else {
    const server = await startEmbedded(dir)
    stop = server.stop
    await ensureDatabase(server.url('postgres'), 'tusom')
    url = server.url('tusom')
  }
  try {
    await migrate(url)
    const db = openDatabase(url)
    await db.asSystem(async tx => {
      for (const pack of shippedPacks) await loadPack(tx, pack.id, pack.version, pack)
    })
    return {
      db,
      dataDir: dir,
      dataKey: await dataKey(env, dir),
      embedded: !env.DATABASE_URL,
      close: async () => {
        await db.end()
        await stop()
      },
    }
  } catch (e) {
    await stop()
    throw e
  }
}

/** The key of the columns that hold personal data: from the environment, or a file beside the data that only we can read. */
async function dataKey(env: Record<string, string | undefined>, dir: string): Promise<Buffer> {
  if (env.TUSOM_DATA_KEY) {
    const key = Buffer.from(env.TUSOM_DATA_KEY, 'hex')
    if (key.length !== 32) throw new Error('TUSOM_DATA_KEY phải là 64 chữ số hệ 16 · must be 64 hexadecimal digits')
    return key
  }
  const file = join(dir, 'data.key')
  const had = await readFile(file, 'utf8').catch(() => '')
  if (had.trim()) return Buffer.from(had.trim(), 'hex')
  const made = randomBytes(32)
  await writeFile(file, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return made
}
