import pg from 'pg'
import { StoreError } from './errors.ts'

// int8 as number: our counters stay far below 2^53. date as text: a day has no zone.
pg.types.setTypeParser(20, Number)
pg.types.setTypeParser(1082, text => text)

export type Row = Record<string, unknown>

/** One connection inside one transaction. */
export type Tx = {
  query: <R extends Row = Row>(sql: string, values?: unknown[]) => Promise<R[]>
  one: <R extends Row = Row>(sql: string, values?: unknown[]) => Promise<R>
  maybe: <R extends Row = Row>(sql: string, values?: unknown[]) => Promise<R | null>
  client: pg.ClientBase
}

/**
 * Who a transaction works for: row-level security reads exactly these. `units`: the subtree held; `watch`: units whose
 * situation (levels, counts) may be read besides; `runId`: 0 actual, else one exercise.
 */
export type Scope = { userId: number; units: readonly number[]; watch: readonly number[]; runId: number }

export type DatabaseRole = 'tusom_app' | 'tusom_public' | 'tusom_ingest'

export type Database = {
  /** A transaction under row-level security for one person. */
  as: <T>(scope: Scope, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** A transaction for somebody who has not signed in: issued public warnings and places only. */
  asPublic: <T>(runId: number, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** A transaction that may write readings and levels. */
  asIngest: <T>(runId: number, work: (tx: Tx) => Promise<T>) => Promise<T>
  /** A transaction of the system itself, outside row-level security: migrations, sign-in, sample, jobs. */
  asSystem: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  ownerUrl: string
  /** Connects one long-lived client (LISTEN). */
  listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>
  end: () => Promise<void>
}

/** A connection that is already inside a transaction. */
export function txOf(client: pg.ClientBase): Tx {
  const query = async <R extends Row>(sql: string, values?: unknown[]): Promise<R[]> =>
    (await client.query(sql, values)).rows as R[]
  return {
    client,
    query,
    maybe: async <R extends Row>(sql: string, values?: unknown[]) => (await query<R>(sql, values))[0] ?? null,
    one: async <R extends Row>(sql: string, values?: unknown[]) => {
      const row = (await query<R>(sql, values))[0]
      if (!row) throw new Error('a row was expected and none came')
      return row
    },
  }
}

const ints = (list: readonly number[]): string => {
  for (const n of list) if (!Number.isInteger(n)) throw new Error('unit ids are whole numbers')
  return `{${list.join(',')}}`
}
const int = (n: number): string => {
  if (!Number.isInteger(n)) throw new Error('an id is a whole number')
  return String(n)
}

async function transaction<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // the pool listens for errors of idle clients only; a server that dies while we work must not end the program
  const lost = (e: Error) => (broken = e)
  client.on('error', lost)
  try {
    await client.query(begin)
    const result = await work(txOf(client))
    await client.query('commit')
    return result
  } catch (e) {
    await client.query('rollback').catch(err => (broken = err as Error))
    throw e
  } finally {
    client.off('error', lost)
    client.release(broken)
  }
}

/** Opens pools on an already migrated database. */
export function openDatabase(ownerUrl: string, options: { max?: number } = {}): Database {
  // Every request connection starts as the plain role: forgetting `set local role` must not mean the owner's rights.
  const guarded = new pg.Pool({
    connectionString: ownerUrl,
    max: options.max ?? 16,
    options: '-c role=tusom_app',
    idleTimeoutMillis: 30_000,
  })
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 6, idleTimeoutMillis: 30_000 })
  // A person's transaction may wait for the intake (a refused reading that is sent again) or for its engine: were both served from
  // one pool, so many persons at once would hold every connection that the intake needs to let them go on. Never the other way round.
  const intake = new pg.Pool({
    connectionString: ownerUrl,
    max: 6,
    options: '-c role=tusom_app',
    idleTimeoutMillis: 30_000,
  })
  for (const pool of [guarded, owner, intake]) pool.on('error', () => {})
  const role = (name: DatabaseRole) => `begin; set local role ${name};`
  return {
    ownerUrl,
    as: (scope, work) =>
      transaction(
        guarded,
        `${role('tusom_app')} select set_config('app.user','${int(scope.userId)}',true), set_config('app.units','${ints(scope.units)}',true), set_config('app.watch','${ints(scope.watch)}',true), set_config('app.run','${int(scope.runId)}',true)`,
        work,
      ),
    asPublic: (runId, work) =>
      transaction(guarded, `${role('tusom_public')} select set_config('app.run','${int(runId)}',true)`, work),
    asIngest: (runId, work) =>
      transaction(intake, `${role('tusom_ingest')} select set_config('app.run','${int(runId)}',true)`, work),
    asSystem: work => transaction(owner, 'begin', work),
    listen: async (channel, heard) => {
      let closed = false
      let client: pg.Client | null = null
      const connect = async (): Promise<void> => {
        const fresh = new pg.Client({ connectionString: ownerUrl })
        fresh.on('error', () => {
          if (!closed) setTimeout(() => void connect().catch(() => {}), 1000).unref()
        })
        fresh.on('notification', n => heard(n.payload ?? ''))
        await fresh.connect()
        await fresh.query(`listen ${channel}`)
        client = fresh
      }
      await connect()
      return async () => {
        closed = true
        await client?.end().catch(() => {})
      }
    },
    end: async () => {
      await Promise.all([guarded.end(), owner.end(), intake.end()])
    },
  }
}

/** Checks that a server of the user's answers and is new enough; makes the database when the address names one that is not there. */
export async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query('show server_version_num')
    const version = Number(rows[0].server_version_num)
    if (version < 150000)
      throw new StoreError(
        'database.too-old',
        `Máy chủ PostgreSQL ở DATABASE_URL quá cũ (${version}): cần bản 15 trở lên. · PostgreSQL 15 or later is needed.`,
      )
  } catch (e) {
    if (e instanceof StoreError) throw e
    const where = url.replace(/\/\/[^@/]*@/, '//')
    throw new StoreError(
      'database.unreachable',
      `Không kết nối được PostgreSQL tại ${where} (${(e as Error).message || (e as NodeJS.ErrnoException).code}): kiểm tra DATABASE_URL, hoặc bỏ nó để dùng cơ sở dữ liệu đi kèm. · Cannot reach PostgreSQL: check DATABASE_URL, or unset it to use the bundled one.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

/** Makes a database of ours on a server where it is not there yet. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const there = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!there.rowCount) await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
}
