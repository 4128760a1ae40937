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

export type Postgres = { url: string; dataDir: string; embedded: boolean; stop: () => Promise<void> }

/** Brings up the user's PostgreSQL (`DATABASE_URL`) or the bundled one in the data folder, and changes nothing in it. */
export async function openPostgres(
  env: Record<string, string | undefined>,
  dataDir: string | undefined,
): Promise<Postgres> {
  const dir = resolve(dataDir ?? env.TUSOM_DATA ?? 'data')
  await prepareDataDir(dir)
  if (env.DATABASE_URL) {
    await checkServer(env.DATABASE_URL)
    return { url: env.DATABASE_URL, dataDir: dir, embedded: false, stop: async () => {} }
  }
  const server = await startEmbedded(dir)
  await ensureDatabase(server.url('postgres'), 'tusom')
  return { url: server.url('tusom'), dataDir: dir, embedded: true, stop: server.stop }
}

/** Opens PostgreSQL, migrates, loads the shipped rule packs. */
export async function openInstallation(
  env: Record<string, string | undefined>,
  dataDir: string | undefined,
): Promise<Installation> {
  const { url, dataDir: dir, embedded, stop } = await openPostgres(env, dataDir)
  try {
    await migrate(url)
    const db = openDatabase(url)
    await db.asSystem(async tx => {
      for (const pack of shippedPacks) await loadPack(tx, pack.id, pack.version, pack)
    })
    return {
      db,
      dataDir: dir,
      dataKey: (await findDataKey(env, dir)) ?? (await makeDataKey(dir)),
      embedded,
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
export async function findDataKey(env: Record<string, string | undefined>, dir: string): Promise<Buffer | null> {
  if (env.TUSOM_DATA_KEY) {
    const key = Buffer.from(env.TUSOM_DATA_KEY, 'hex')
    if (key.length !== 32) throw new Error('TUSOM_DATA_KEY phải là 64 chữ số hệ 16 · must be 64 hexadecimal digits')
    return key
  }
  const had = (await readFile(keyFile(dir), 'utf8').catch(() => '')).trim()
  return had ? Buffer.from(had, 'hex') : null
}

export async function makeDataKey(dir: string, key: Buffer = randomBytes(32)): Promise<Buffer> {
  await writeFile(keyFile(dir), `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return key
}

const keyFile = (dir: string): string => join(dir, 'data.key')
