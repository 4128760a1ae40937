import { accounts, floodReadings } from '@tusom/sample'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Io } from './command.ts'
import { readOptions } from './options.ts'
import { startServer } from './serve.ts'

const help = `tusom demo [--minutes 5] [--url http://localhost:8080] [--port 8080] [--data ./data]

Diễn lại trận lũ ba ngày trên tỉnh mẫu, ở chế độ diễn tập, qua đúng các đường vào thật.
Plays a three-day flood on the sample province, in exercise mode, through the real inputs.
Uses the server at --url when one answers there, else starts one.

Ví dụ · example:  tusom demo --minutes 5`

const HOURS = 72

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) }).then(
    r => r.ok,
    () => false,
  )
}

/** A signed-in person of the sample, talking to the server as the web app does. */
class Person {
  private readonly url: string
  private cookie = ''
  constructor(url: string) {
    this.url = url
  }
  async signIn(login: string): Promise<void> {
    const account = accounts.find(a => a.login === login)
    const reply = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: login, password: account?.password }),
    })
    if (!reply.ok)
      throw new Error(
        `Không đăng nhập được ${login}: máy chủ này không có tỉnh mẫu. · The server has no sample province.`,
      )
    this.cookie = String(reply.headers.get('set-cookie')).split(';')[0] as string
  }
  async call<T>(method: string, path: string, body?: unknown, run?: number): Promise<T> {
    const reply = await fetch(this.url + path, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(run ? { 'x-run': String(run) } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const json = (await reply.json()) as T & { error?: { message: string } }
    if (!reply.ok) throw new Error(json.error?.message ?? `${reply.status}`)
    return json
  }
}

export type DemoOptions = {
  url: string
  minutes: number
  say: (text: string) => void
  stopped?: () => boolean
  opened?: (run: number) => void
}

/** Opens an exercise and sends the flood's readings hour by hour, as the stations would, on the exercise's clock. */
export async function playFlood({
  url,
  minutes,
  say,
  stopped = () => false,
  opened = () => {},
}: DemoOptions): Promise<number> {
  const duty = new Person(url)
  await duty.signIn('truc-ban.tinh')
  const startMs = Date.parse('2025-10-06T19:00:00+07:00')
  const speed = (HOURS * 60) / minutes
  const run = await duty.call<{ id: number }>('POST', '/api/runs', {
    name: 'Diễn tập: lũ ba ngày',
    clockAt: new Date(startMs).toISOString(),
    speed,
  })
  opened(run.id)
  say(`Cuộc diễn tập ${run.id}: mở ${url}/dien-tap/${run.id}/truc-ban (đăng nhập truc-ban.tinh)`)
  const readings = [...floodReadings({ startMs })].sort((a, b) => a.at - b.at)
  let sent = 0
  const began = Date.now()
  while (sent < readings.length && !stopped()) {
    const clock = startMs + (Date.now() - began) * speed
    let end = sent
    while (end < readings.length && (readings[end] as (typeof readings)[number]).at <= clock) end++
    if (end > sent) {
      const batch = readings
        .slice(sent, end)
        .map(r => ({ station: r.station, indicator: r.indicator, at: new Date(r.at).toISOString(), value: r.value }))
      const result = await duty.call<{ accepted: number; refused: { message: string }[]; levelChanges: number }>(
        'POST',
        '/api/observations',
        { readings: batch, source: 'diễn tập' },
        run.id,
      )
      sent = end
      for (const r of result.refused) say(`  từ chối: ${r.message}`)
      if (result.levelChanges)
        say(
          `  ${new Date(Math.min(clock, startMs + HOURS * 3_600_000)).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit' })}: ${result.levelChanges} lần đổi cấp`,
        )
    }
    await sleep(Math.min(1000, Math.max(100, 3_600_000 / speed)))
  }
  say('Hết trận lũ mẫu.')
  return run.id
}

export const demo: Command = {
  name: 'demo',
  summary: 'diễn lại trận lũ mẫu ba ngày · play the three-day sample flood',
  help,
  run: async (args, io: Io) => {
    const options = readOptions(
      args,
      { minutes: { type: 'string' }, url: { type: 'string' }, port: { type: 'string' }, data: { type: 'string' } },
      help,
    )
    if ('fault' in options) {
      io.err(options.fault)
      return 2
    }
    const minutes = Number(options.values.minutes ?? 5)
    if (!(minutes >= 0.2 && minutes <= 4320)) {
      io.err('--minutes phải từ 0.2 đến 4320 · must be between 0.2 and 4320')
      return 2
    }
    const port = Number(options.values.port ?? io.env.PORT ?? 8080)
    const url = String(options.values.url ?? `http://localhost:${port}`)
    const say = (text: string) => io.out(`${text}\n`)
    if (await answers(url)) {
      await playFlood({ url, minutes, say })
      return 0
    }
    const server = await startServer(
      { port: await usable(port), host: '127.0.0.1', dataDir: options.values.data as string | undefined, empty: false },
      io,
    )
    let over = false
    void server.ended.then(() => (over = true))
    if (server.url) await playFlood({ url: server.url, minutes, say, stopped: () => over })
    if (!over && server.url) say('Máy chủ vẫn chạy để xem; Ctrl-C để dừng. · The server keeps running; Ctrl-C to stop.')
    return server.ended
  },
}

/** The port asked for, or any free one. */
async function usable(port: number): Promise<number> {
  for (const p of [port, 0]) {
    const probe = createServer()
    const got = await new Promise<number>(resolve => {
      probe.once('error', () => resolve(-1))
      probe.listen(p, '127.0.0.1', () => {
        const { port } = probe.address() as { port: number }
        probe.close(() => resolve(port))
      })
    })
    if (got > 0) return got
  }
  return port
}
