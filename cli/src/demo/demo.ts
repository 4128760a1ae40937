import { floodReadings } from '@tusom/sample'
import { formatDateTime } from '@tusom/vi-text'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Command, Io } from '../command.ts'
import { readOptions } from '../options.ts'
import { startServer } from '../serve.ts'
import { Person } from './person.ts'
import { Story } from './story.ts'

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

export type DemoOptions = {
  url: string
  minutes: number
  say: (text: string) => void
  stopped?: () => boolean
  opened?: (run: number) => void
}

/**
 * Opens an exercise and sends the flood's readings as the stations would, on the exercise's clock, while people of the sample do
 * what their roles do: warn, approve, acknowledge, activate, move households, report. Everything goes through the API.
 */
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
  const speed = Math.round((HOURS * 60) / minutes)
  const run = await duty.call<{ id: number }>('POST', '/api/runs', {
    name: 'Lũ ba ngày (mẫu)',
    clockAt: new Date(startMs).toISOString(),
    speed,
  })
  opened(run.id)
  say(`Cuộc diễn tập ${run.id}: mở ${url}/dien-tap/${run.id}/truc-ban (đăng nhập truc-ban.tinh)`)
  const story = new Story(url, run.id, text => say(`  ${text}`))
  const readings = [...floodReadings({ startMs })].sort((a, b) => a.at - b.at)
  const began = Date.now()
  const hourNow = () => ((Date.now() - began) * speed) / 3_600_000
  let sent = 0
  while ((sent < readings.length || !story.over) && !stopped()) {
    const clock = startMs + hourNow() * 3_600_000
    let end = sent
    while (end < readings.length && (readings[end] as (typeof readings)[number]).at <= clock) end++
    if (end > sent) {
      const batch = readings.slice(sent, end).map(r => ({
        station: r.station,
        indicator: r.indicator,
        at: new Date(r.at).toISOString(),
        value: r.value,
      }))
      const result = await duty.call<Taken>(
        'POST',
        '/api/observations',
        { readings: batch, source: 'diễn tập' },
        run.id,
      )
      sent = end
      for (const r of result.refused) say(`  từ chối: ${r.message}`)
      if (result.levelChanges) say(`  ${hourLabel(startMs, hourNow())}: ${result.levelChanges} lần đổi cấp`)
    }
    await story.until(hourNow())
    await sleep(Math.min(1000, Math.max(100, 3_600_000 / speed)))
  }
  say('Hết trận lũ mẫu.')
  return run.id
}

type Taken = { refused: { message: string }[]; levelChanges: number }
const hourLabel = (startMs: number, hour: number) => formatDateTime(startMs + Math.min(hour, HOURS) * 3_600_000)

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
