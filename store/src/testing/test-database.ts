import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase } from '../database.ts'

/** Where the test run's PostgreSQL is; set by scripts/test-database.ts. */
export const serverUrl = (): string => {
  const url = process.env.TUSOM_TEST_SERVER
  if (!url) throw new Error('TUSOM_TEST_SERVER is not set: run the tests with vitest from the root of the repository')
  return url
}

export type TestDatabase = { db: Database; url: string; drop: () => Promise<void> }

/**
 * A database of one test file's own, cloned from the migrated template. `drop` fails when the file left connections open.
 * `template`: 'tusom_template' (migrated, empty) or another made by the global setup.
 */
export async function createTestDatabase(template = 'tusom_template'): Promise<TestDatabase> {
  const base = serverUrl()
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: base })
    await client.connect()
    try {
      return await client.query(sql)
    } finally {
      await client.end()
    }
  }
  // two files cloning at once make PostgreSQL refuse one of them
  for (let i = 0; ; i++) {
    try {
      await admin(`create database ${name} template ${template}`)
      break
    } catch (e) {
      if (i > 50) throw e
      await new Promise(r => setTimeout(r, 50 + i * 10))
    }
  }
  const url = new URL(base)
  url.pathname = `/${name}`
  const db = openDatabase(url.href, { max: 12 })
  return {
    db,
    url: url.href,
    drop: async () => {
      await db.end()
      let left = 0
      for (let i = 0; i < 40; i++) {
        left = Number((await admin(`select count(*) from pg_stat_activity where datname = '${name}'`)).rows[0].count)
        if (!left) break
        await new Promise(r => setTimeout(r, 50))
      }
      await admin(`drop database ${name} with (force)`)
      if (left) throw new Error(`${left} connections were left open`)
    },
  }
}
