import type { App } from '@tusom/server'
import type { Database } from '@tusom/store'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const places = [process.env.PROMETHEUS_PATH, '/usr/bin/prometheus', '/usr/local/bin/prometheus']
/** The Prometheus of this machine; the bench installs nothing. */
const findPrometheus = (): string | null => places.find(p => p && existsSync(p)) ?? null

type Sample = { station: string; indicator: 'water_level' | 'rain'; at: number; value: number }

/** Varint, length-delimited field, double and int64 of protocol buffers: all that remote write needs. */
function varint(n: number): number[] {
  const out: number[] = []
  let rest = n
  while (rest >= 128) {
    out.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  return [...out, rest]
}
const field = (tag: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from([tag, ...varint(bytes.length)]), bytes])
const label = (name: string, value: string) =>
  field(0x0a, Buffer.concat([field(0x0a, Buffer.from(name)), field(0x12, Buffer.from(value))]))

/** Prometheus remote write 1.0: WriteRequest in protocol buffers, in snappy blocks of literals (nothing to compress on one machine). */
function remoteWrite(samples: readonly Sample[]): Uint8Array {
  const bySeries = new Map<string, Sample[]>()
  for (const s of samples) {
    const key = `${s.indicator}/${s.station}`
    const list = bySeries.get(key)
    if (list) list.push(s)
    else bySeries.set(key, [s])
  }
  const series: Uint8Array[] = []
  for (const list of bySeries.values()) {
    const [first] = list as [Sample, ...Sample[]]
    const parts = [label('__name__', first.indicator), label('station', first.station)]
    for (const s of list.toSorted((a, b) => a.at - b.at)) {
      const value = Buffer.alloc(8)
      value.writeDoubleLE(s.value)
      parts.push(field(0x12, Buffer.concat([Buffer.from([0x09]), value, Buffer.from([0x10, ...varint(s.at)])])))
    }
    series.push(field(0x0a, Buffer.concat(parts)))
  }
  const raw = Buffer.concat(series)
  const blocks: Uint8Array[] = [Buffer.from(varint(raw.length))]
  for (let i = 0; i < raw.length; i += 65_536) {
    const chunk = raw.subarray(i, i + 65_536)
    const n = chunk.length - 1
    // literal with its length in two bytes
    blocks.push(Buffer.from([61 << 2, n & 255, n >> 8]), chunk)
  }
  return Buffer.concat(blocks)
}

const rules = `groups:
  - name: levels
    interval: 1s
    rules:
${[17, 18, 19]
  .map((mark, i) => `      - alert: flood_alarm${i + 1}\n        expr: water_level >= ${mark}\n`)
  .join('')}${[100, 200, 400]
  .map(mm => `      - alert: rain24h_${mm}\n        expr: sum_over_time(rain[24h]) >= ${mm}\n`)
  .join('')}`

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}

const pause = (ms: number) => new Promise(done => setTimeout(done, ms))

async function startPrometheus(program: string, folder: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort()
  await mkdir(join(folder, 'data'), { recursive: true })
  await writeFile(join(folder, 'rules.yml'), rules)
  await writeFile(
    join(folder, 'prometheus.yml'),
    `global:\n  evaluation_interval: 1s\nrule_files:\n  - ${join(folder, 'rules.yml')}\n`,
  )
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  )
  const url = `http://127.0.0.1:${port}`
  for (let i = 0; i < 200; i++) {
    if ((await fetch(`${url}/-/ready`).catch(() => null))?.ok) return { url, child }
    await pause(100)
  }
  child.kill()
  throw new Error('Prometheus did not get ready within 20 s')
}

export type AlertsBench = {
  ours: { perSecond: number; p50: number; p95: number }
  theirs: { perSecond: number; p50: number; p95: number }
  readings: number
  n: number
}

/**
 * The same readings, the same thresholds, over HTTP: ours (judged by QĐ 18/2021, committed with levels, history and audit in
 * PostgreSQL before the answer) against Prometheus (remote write into memory and its log; alert rules every second, the
 * shortest that is usual; its default is a minute). Prometheus's rules are these thresholds only: no zones, no shares of communes, no days.
 * The two take turns.
 */
export async function benchAlerts(app: App, cookie: string, db: Database, repeats = 15): Promise<AlertsBench | string> {
  const program = findPrometheus()
  if (!program) return 'Prometheus is not installed (Debian: apt-get install prometheus); nothing to compare with'
  const folder = await mkdtemp(join(tmpdir(), 'tusom-prometheus-'))
  const { url, child } = await startPrometheus(program, folder)
  try {
    const { port } = app.server.address() as AddressInfo
    const stations = (
      await db.asSystem(tx => tx.query<{ code: string }>('select code from stations order by id limit 1000'))
    ).map(s => s.code)
    const ours = async (samples: readonly Sample[]) => {
      const reply = await fetch(`http://127.0.0.1:${port}/api/observations`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ readings: samples.map(s => ({ ...s, at: new Date(s.at).toISOString() })) }),
      })
      const text = await reply.text()
      if (!reply.ok || (JSON.parse(text) as { refused: unknown[] }).refused.length) throw new Error(text.slice(0, 300))
      return JSON.parse(text) as { levelChanges: number }
    }
    const theirs = async (samples: readonly Sample[]) => {
      const reply = await fetch(`${url}/api/v1/write`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-protobuf',
          'content-encoding': 'snappy',
          'x-prometheus-remote-write-version': '0.1.0',
        },
        body: new Uint8Array(remoteWrite(samples)),
      })
      if (!reply.ok) throw new Error(`Prometheus: ${reply.status} ${(await reply.text()).slice(0, 300)}`)
    }

    // throughput: the last minutes of 1,000 gauges and 1,000 rain gauges, below and above the marks
    const start = Math.floor(Date.now() / 1000) * 1000 - 240_000
    let [oursMs, theirsMs, readings] = [0, 0, 0]
    for (let step = 0; step < 30; step++) {
      const at = start + step * 2000
      const batch = stations.flatMap((station, i): Sample[] => [
        {
          station,
          indicator: 'water_level',
          at,
          value: Math.round((16 + 1.6 * Math.sin((step + i) / 10)) * 100) / 100,
        },
        { station, indicator: 'rain', at, value: (step + i) % 20 === 0 ? 0.4 : 0 },
      ])
      let began = performance.now()
      await ours(batch)
      const a = performance.now() - began
      began = performance.now()
      await theirs(batch)
      const b = performance.now() - began
      if (step < 3) continue // warm-up
      oursMs += a
      theirsMs += b
      readings += batch.length
    }

    // latency: one gauge passes a mark; ours answers once the level is committed, theirs once the alert fires
    const took = { ours: [] as number[], theirs: [] as number[] }
    const high = stations.slice(0, repeats)
    for (const station of high) await theirs([{ station, indicator: 'water_level', at: Date.now(), value: 10 }])
    for (const station of high) await ours([{ station, indicator: 'water_level', at: Date.now(), value: 10 }])
    await pause(2500)
    for (const station of high) {
      const sample: Sample = { station, indicator: 'water_level', at: Date.now(), value: 19.5 }
      let began = performance.now()
      const { levelChanges } = await ours([sample])
      if (!levelChanges) throw new Error(`no level changed at ${station}`)
      took.ours.push(performance.now() - began)
      began = performance.now()
      await theirs([sample])
      for (;;) {
        const { data } = (await (await fetch(`${url}/api/v1/alerts`)).json()) as {
          data: { alerts: { state: string; labels: Record<string, string> }[] }
        }
        if (
          data.alerts.some(
            a => a.state === 'firing' && a.labels.alertname === 'flood_alarm3' && a.labels.station === station,
          )
        )
          break
        if (performance.now() - began > 30_000) throw new Error(`Prometheus raised no alert for ${station} in 30 s`)
        await pause(5)
      }
      took.theirs.push(performance.now() - began)
    }
    const at = (list: number[], q: number) =>
      list.sort((x, y) => x - y)[Math.min(list.length - 1, Math.floor(list.length * q))] as number
    const sum = (ms: number, list: number[]) => ({
      perSecond: (readings / ms) * 1000,
      p50: at(list, 0.5),
      p95: at(list, 0.95),
    })
    return { ours: sum(oursMs, took.ours), theirs: sum(theirsMs, took.theirs), readings, n: high.length }
  } finally {
    const gone = new Promise(done => child.once('exit', done))
    child.kill()
    await gone
    await rm(folder, { recursive: true, force: true })
  }
}
