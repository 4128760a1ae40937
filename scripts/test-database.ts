// by path, and only files that import none of our packages: a global setup is not resolved with our condition
import { startEmbedded } from '../store/src/embedded/launcher.ts'
import { migrate } from '../store/src/migrate.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Starts one PostgreSQL for the whole test run and migrates the template that every test file clones. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tusom-test-'))
  const server = await startEmbedded(folder)
  const base = server.url('postgres')
  const client = new pg.Client({ connectionString: base })
  await client.connect()
  await client.query('create database tusom_template')
  await client.end()
  await migrate(server.url('tusom_template'))
  process.env.TUSOM_TEST_SERVER = base
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
