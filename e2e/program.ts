import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
export const samplePassword = 'mau-TuSom-2026'

export type Program = {
  url: string
  /** A page of its own browser context, signed in as a sample account. */
  person: (login: string, phone?: boolean) => Promise<Page>
  /** A phone's page of somebody who has not signed in. */
  citizen: () => Promise<Page>
  /** The same on a desk. */
  visitor: () => Promise<Page>
  /** The API as a person of the sample uses it from a script. */
  api: (
    login: string,
  ) => Promise<<T = unknown>(method: string, path: string, body?: unknown, run?: number) => Promise<T>>
  faults: string[]
  /** Every page that was opened, in order. */
  pages: Page[]
  stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  return new Promise(resolve => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => resolve(port))
    })
  })
}

/** Starts the program as a user does, on an empty data folder, and a real Chromium beside it. */
export async function startProgram(): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'tusom-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server: ChildProcess = spawn(
    process.execPath,
    ['--conditions=tusom-source', join(root, 'cli/src/main.ts'), 'serve', '--port', String(port), '--data', folder],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '' },
    },
  )
  let said = ''
  const faults: string[] = []
  for (const s of [server.stdout, server.stderr])
    s?.on('data', (d: Buffer) => {
      said += d.toString()
      if (d.toString().includes('"event":"fault"')) faults.push(d.toString())
    })
  for (let i = 0; ; i++) {
    if (
      await fetch(`${url}/api/health`).then(
        r => r.ok,
        () => false,
      )
    )
      break
    if (server.exitCode !== null || i > 1800) throw new Error(`the program did not start:\n${said}`)
    await new Promise(r => setTimeout(r, 100))
  }
  const browser: Browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-unsafe-swiftshader',
    ],
  })
  const contexts: BrowserContext[] = []
  const pages: Page[] = []
  const open = async (phone = false): Promise<Page> => {
    const context = await browser.newContext({
      viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
    })
    contexts.push(context)
    const page = await context.newPage()
    pages.push(page)
    page.setDefaultTimeout(30_000)
    page.on('pageerror', e => faults.push(`${page.url()}: ${e.message}`))
    return page
  }
  return {
    url,
    faults,
    pages,
    citizen: () => open(true),
    visitor: () => open(),
    person: async (login, phone = false) => {
      const page = await open(phone)
      const reply = await page.request.post(`${url}/api/session`, {
        data: { username: login, password: samplePassword },
      })
      if (!reply.ok()) throw new Error(`${login} cannot sign in: ${await reply.text()}`)
      return page
    },
    api: async login => {
      const reply = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: login, password: samplePassword }),
      })
      const cookie = String(reply.headers.get('set-cookie')).split(';')[0] as string
      return async (method, path, body, run) => {
        const answer = await fetch(url + path, {
          method,
          headers: {
            cookie,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(run ? { 'x-run': String(run) } : {}),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const text = await answer.text()
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
        return JSON.parse(text)
      }
    },
    stop: async () => {
      for (const c of contexts) await c.close()
      await browser.close()
      server.kill('SIGINT')
      await new Promise(r => server.once('close', r))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
