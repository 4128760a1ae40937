import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'tusom-serve-'))
const data = join(folder, 'data')
let port = 0
const children = new Set<ChildProcess>()

beforeAll(async () => {
  port = await new Promise<number>(resolve => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => resolve(port))
    })
  })
})
afterAll(() => {
  for (const c of children) c.kill('SIGKILL')
  for (const pid of [postgresPid()]) if (pid) process.kill(pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function postgresPid(): number | null {
  try {
    const pid = Number(readFileSync(join(data, 'pg/postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

type Run = { child: ChildProcess; said: () => string; code: Promise<number | null> }
function tusom(args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--conditions=tusom-source', main, ...args], {
    env: { ...process.env, DATABASE_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let said = ''
  for (const s of [child.stdout, child.stderr]) s?.on('data', (d: Buffer) => (said += d.toString()))
  return { child, said: () => said, code: new Promise(resolve => child.once('close', resolve)) }
}

async function ready(run: Run): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (
      await fetch(`http://127.0.0.1:${port}/api/health`).then(
        r => r.ok,
        () => false,
      )
    )
      return
    if (run.child.exitCode !== null) throw new Error(run.said())
    await new Promise(r => setTimeout(r, 100))
  }
  throw new Error(`not ready: ${run.said()}`)
}

async function signIn(): Promise<string> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'truc-ban.tinh', password: 'mau-TuSom-2026' }),
  })
  return String(reply.headers.get('set-cookie')).split(';')[0] as string
}
const send = async (cookie: string) => {
  // of this second: later than every reading of the sample, which stand at full and half hours
  const at = new Date(Date.now() - 1000).toISOString()
  const reply = await fetch(`http://127.0.0.1:${port}/api/observations`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ readings: [{ station: 'LS-W-HULUNG', indicator: 'water_level', at, value: 19.5 }] }),
  })
  return (await reply.json()) as { accepted: number; unchanged: number }
}
const floodAt = async (cookie: string, code: string) => {
  const list = (await (await fetch(`http://127.0.0.1:${port}/api/levels`, { headers: { cookie } })).json()) as {
    levels: { unitCode: string; hazard: string; suggested: { level: number } | null }[]
  }
  return list.levels.find(l => l.unitCode === code && l.hazard === 'flood')?.suggested?.level ?? 0
}

describe('tusom serve', () => {
  it('starts on an empty folder with the sample, and an acknowledged reading survives kill -9 of everything', async () => {
    const first = tusom(['serve', '--port', String(port), '--data', data])
    await ready(first)
    expect(first.said()).toContain('TỈNH MẪU')
    const cookie = await signIn()
    expect((await send(cookie)).accepted).toBe(1)
    expect(await floodAt(cookie, '06385')).toBe(3)
    first.child.kill('SIGKILL')
    process.kill(postgresPid() as number, 'SIGKILL')
    await first.code
    await new Promise(r => setTimeout(r, 500))

    const second = tusom(['serve', '--port', String(port), '--data', data])
    await ready(second)
    expect(await floodAt(cookie, '06385')).toBe(3)
    second.child.kill('SIGKILL')
    await second.code
  })

  it('adopts a PostgreSQL whose program died, and Ctrl-C stops both', async () => {
    const before = postgresPid()
    expect(before).not.toBeNull()
    const run = tusom(['serve', '--port', String(port), '--data', data])
    await ready(run)
    expect(postgresPid()).toBe(before)
    run.child.kill('SIGINT')
    expect(await run.code).toBe(0)
    expect(postgresPid()).toBeNull()
  })

  it('says in one sentence that the port is taken', async () => {
    const blocker = createServer().listen(port, '127.0.0.1')
    await new Promise(r => blocker.once('listening', r))
    const run = tusom(['serve', '--port', String(port), '--data', data])
    expect(await run.code).toBe(2)
    expect(run.said()).toMatch(/Cổng \d+ đang có chương trình khác dùng.*PORT/)
    await new Promise(r => blocker.close(r))
  })

  it('says in one sentence that the data folder cannot be used', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    const run = tusom(['serve', '--port', String(port), '--data', join(file, 'data')])
    expect(await run.code).toBe(2)
    expect(run.said()).toMatch(/Không ghi được vào thư mục dữ liệu .*TUSOM_DATA/)
  })

  it('says in one sentence that the server of DATABASE_URL is unreachable, without its password', async () => {
    const run = tusom(['serve', '--port', String(port), '--data', join(folder, 'other')], {
      DATABASE_URL: 'postgres://someone:geheim@127.0.0.1:1/nothing',
    })
    expect(await run.code).toBe(2)
    expect(run.said()).toMatch(/Không kết nối được PostgreSQL/)
    expect(run.said()).not.toContain('geheim')
  })

  it('refuses a wrong option with the help, and an unknown command', async () => {
    const wrong = tusom(['serve', '--prot', '1'])
    expect(await wrong.code).toBe(2)
    expect(wrong.said()).toContain('tusom serve')
    expect(await tusom(['sevre']).code).toBe(2)
  })
})
