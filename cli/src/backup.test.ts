import { openDatabase } from '@tusom/store'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

// programs are started a dozen times: on a machine that is busy with other tests each takes many seconds
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
const main = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tusom-backup-cli-'))
const data = join(folder, 'data')
const out = join(folder, 'out')
const secret = join(folder, 'passphrase.txt')
const children = new Set<ChildProcess>()
let port = 0

type Run = { child: ChildProcess; out: () => string; said: () => string; code: Promise<number | null> }
function tusom(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--conditions=tusom-source', main, ...args], {
    env: { ...process.env, DATABASE_URL: '', TUSOM_BACKUP: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let [out, said] = ['', '']
  child.stdout.on('data', (d: Buffer) => (out += d.toString()))
  for (const s of [child.stdout, child.stderr]) s.on('data', (d: Buffer) => (said += d.toString()))
  return { child, out: () => out, said: () => said, code: new Promise(resolve => child.once('close', resolve)) }
}
async function ended(
  args: string[],
  env?: Record<string, string>,
): Promise<{ code: number | null; out: string; said: string }> {
  const run = tusom(args, env)
  const code = await run.code
  return { code, out: run.out(), said: run.said() }
}
function postgresOf(dir: string): { pid: number; port: number } | null {
  try {
    const lines = readFileSync(join(dir, 'pg/postmaster.pid'), 'utf8').split('\n')
    process.kill(Number(lines[0]), 0)
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  } catch {
    return null
  }
}
const health = () =>
  fetch(`http://127.0.0.1:${port}/api/health`).then(
    r => r.ok,
    () => false,
  )
/** Waits until the server answers; that it ended instead is said with what it wrote. */
const serving = async () => {
  while (!(await health())) {
    if (server.child.exitCode !== null) throw new Error(server.said())
    await new Promise(r => setTimeout(r, 100))
  }
}
const query = async (dir: string, sql: string) => {
  const secret = encodeURIComponent(readFileSync(join(dir, 'postgres.password'), 'utf8').trim())
  const db = openDatabase(`postgres://tusom_owner:${secret}@127.0.0.1:${postgresOf(dir)?.port}/tusom`)
  try {
    return await db.asSystem(tx => tx.query(sql))
  } finally {
    await db.end()
  }
}

let server: Run
let whole: string
beforeAll(async () => {
  mkdirSync(out)
  writeFileSync(secret, 'bốn tại chỗ 2026\n')
  port = await new Promise<number>(resolve => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => resolve(port))
    })
  })
  server = tusom(['serve', '--port', String(port), '--data', data])
  await serving()
})
afterAll(() => {
  for (const c of children) c.kill('SIGKILL')
  for (const dir of readdirSync(folder)) {
    const postgres = postgresOf(join(folder, dir))
    if (postgres) process.kill(postgres.pid, 'SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true })
})

describe('tusom backup and tusom restore', () => {
  it('saves the sample while the program serves, and says it as JSON', async () => {
    const {
      code,
      out: json,
      said,
    } = await ended(['backup', '--data', data, '--to', out, '--passphrase-file', secret, '--json'])
    expect(said).toBe(json)
    expect(code).toBe(0)
    const made = JSON.parse(json)
    expect(made).toMatchObject({ withKey: true, bytes: statSync(made.file).size })
    expect(made.rows).toBeGreaterThan(10_000)
    expect(made.heads[0]).toMatch(/^\d+:\d+:[0-9a-f]{64}$/)
    expect(statSync(made.file).mode & 0o077).toBe(0)
    expect(await health()).toBe(true)
    whole = made.file
  })

  it('restores it into another folder, where the same people sign in and names can be read', async () => {
    const target = join(folder, 'restored')
    const check = await ended(['restore', whole, '--check'])
    expect(check).toMatchObject({ code: 0 })
    const { code, out: json } = await ended(['restore', whole, '--data', target, '--json'], {
      TUSOM_BACKUP_PASSPHRASE_FILE: secret,
    })
    expect(JSON.parse(json)).toMatchObject({ ok: true })
    expect(code).toBe(0)
    expect(readFileSync(join(target, 'data.key'), 'utf8')).toBe(readFileSync(join(data, 'data.key'), 'utf8'))
    expect(postgresOf(target)).toBeNull()

    server.child.kill('SIGTERM')
    await server.code
    server = tusom(['serve', '--port', String(port), '--data', target])
    await serving()
    const call = async (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)
    const signedIn = await call('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'truong-thon.langben', password: 'mau-TuSom-2026' }),
    })
    const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] as string
    const me = (await (await call('/api/session', { headers: { cookie } })).json()) as { homeUnit: { id: number } }
    const list = await call(`/api/households?unitId=${me.homeUnit.id}`, { headers: { cookie } })
    // every name opens under the key that came back: a wrong one is a fault, not an empty name
    const found = (await list.json()) as { named: boolean; households: { label: string; named: boolean }[] }
    expect(found.named && found.households.length).toBeGreaterThan(5)
    for (const h of found.households) expect(h.named && h.label).toMatch(/\p{L} \p{L}/u)
    expect(await query(target, 'select count(*)::int as n from households')).toEqual([{ n: 5000 }])
    // not twice, and not into what lives
    const again = await ended(['restore', whole, '--data', target], { TUSOM_BACKUP_PASSPHRASE_FILE: secret })
    expect(again.code).toBe(2)
    expect(again.said).toContain('đã có dữ liệu')
    expect(again.said.trim().split('\n')).toHaveLength(1)
  })

  it('asks for the passphrase, and says in one sentence when it is wrong or the file is not whole', async () => {
    const bytes = readFileSync(whole)
    const cut = join(folder, 'cut.tar')
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2))
    const bad = join(folder, 'bad.tar')
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] as number) ^ 1
    writeFileSync(bad, bytes)
    const wrong = join(folder, 'wrong.txt')
    writeFileSync(wrong, 'năm tại chỗ 2026')
    const into = ['--data', join(folder, 'refused')]
    for (const [args, code, says] of [
      [[whole, ...into], 2, 'cần mật khẩu'],
      [[whole, ...into, '--passphrase-file', wrong], 2, 'không đúng'],
      [[whole, ...into, '--passphrase-file', join(folder, 'no.txt')], 2, 'Không đọc được'],
      [[cut, ...into], 1, 'cụt'],
      [[bad, '--check'], 1, 'hỏng'],
      [[secret, '--check'], 1, 'không phải bản sao lưu'],
      [[join(folder, 'no.tar')], 2, 'Không mở được'],
      [[whole, '--head', 'x'], 2, '--head'],
    ] as const) {
      const run = await ended(['restore', ...args])
      expect(run.said).toContain(says)
      expect(run.said.trim().split('\n')).toHaveLength(1)
      expect(run.code, run.said).toBe(code)
    }
    expect(existsSync(join(folder, 'refused/data.key'))).toBe(false)
    expect((await ended(['backup', '--data', data, '--to', out], { TUSOM_BACKUP_PASSPHRASE: 'ngắn' })).said).toContain(
      '12 ký tự',
    )
    expect((await ended(['backup', '--help'])).out).toContain('Ví dụ')
    expect((await ended(['restore'])).code).toBe(2)
  })

  it('killed in the middle, neither leaves anything that is taken for whole', async () => {
    const target = join(folder, 'killed')
    const before = new Set(readdirSync(out))
    const run = tusom(['backup', '--data', data, '--to', out], { TUSOM_BACKUP_PASSPHRASE: 'bốn tại chỗ 2026' })
    while (run.child.exitCode === null && !readdirSync(out).some(f => f.endsWith('.part')))
      await new Promise(r => setTimeout(r, 1))
    run.child.kill('SIGKILL')
    await run.code
    const left = readdirSync(out).filter(f => !before.has(f))
    expect(left).toHaveLength(1)
    expect(left[0]).toMatch(/\.part$/)
    expect((await ended(['restore', join(out, left[0] as string), '--check'])).code).toBe(1)

    const half = tusom(['restore', whole, '--data', target], { TUSOM_BACKUP_PASSPHRASE: 'bốn tại chỗ 2026' })
    const loading = () =>
      query(
        target,
        `select 1 from pg_stat_activity where application_name = 'tusom restore' and query like 'copy %'`,
      ).catch(() => [])
    while (half.child.exitCode === null && !(postgresOf(target) && (await loading()).length))
      await new Promise(r => setTimeout(r, 5))
    half.child.kill('SIGKILL')
    await half.code
    // PostgreSQL lives on and has forgotten the half; the same command goes through
    const again = await ended(['restore', whole, '--data', target, '--json'], {
      TUSOM_BACKUP_PASSPHRASE: 'bốn tại chỗ 2026',
    })
    expect(JSON.parse(again.out)).toMatchObject({ ok: true })
  })
})
