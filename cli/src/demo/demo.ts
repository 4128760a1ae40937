import { createServer } from 'node:net'
import type { Command, Io } from '../command.ts'
import { readOptions } from '../options.ts'
import { startServer } from '../serve.ts'
import { playFlood } from './play-flood.ts'

const help = `tusom demo [--minutes 5] [--url http://localhost:8080] [--port 8080] [--data ./data]

Diễn lại trận lũ ba ngày trên tỉnh mẫu, ở chế độ diễn tập, qua đúng các đường vào thật.
Plays a three-day flood on the sample province, in exercise mode, through the real inputs.
Uses the server at --url when one answers there, else starts one.

Ví dụ · example:  tusom demo --minutes 5`

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2000) }).then(
    r => r.ok,
    () => false,
  )
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
