import type { AddressInfo } from 'node:net'
import type { App } from '@tusom/server'
import type { Database } from '@tusom/store'

/**
 * Reading sent → level on screen, as the web app does it: the reading is posted, the open page hears over its event stream
 * that levels changed, asks for them and has the new level. Meanwhile every series of the nation sends one reading a minute.
 * `cookie` is the reader's, `feeder` belongs to the account that sends the readings of all provinces.
 */
export async function benchScreen(
  app: App,
  cookie: string,
  feeder: string,
  db: Database,
  seconds = 20,
): Promise<{ p50: number; p99: number; max: number; n: number; backgroundPerSecond: number }> {
  const { port } = app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const headers = { cookie: feeder, 'content-type': 'application/json' }
  const stations = await db.asSystem(tx =>
    tx.query<{ code: string; unit: number }>(
      `select s.code, c.commune_id as unit from stations s join station_communes c on c.station_id = s.id where s.province_id = (select min(id) from units where kind = 'province') order by s.id`,
    ),
  )
  const all = await db.asSystem(tx => tx.query<{ code: string }>('select code from stations order by id'))
  const events = await fetch(`${url}/api/events`, { headers: { cookie } })
  const reader = (events.body as ReadableStream<Uint8Array>).getReader()
  const waiting = new Set<() => void>()
  void (async () => {
    const decoder = new TextDecoder()
    for (;;) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (done || !value) return
      if (decoder.decode(value).includes('data: levels')) for (const wake of waiting) wake()
    }
  })()
  const post = async (readings: unknown[]) => {
    const reply = await fetch(`${url}/api/observations`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ readings }),
    })
    const text = await reply.text()
    if (!reply.ok || (JSON.parse(text) as { refused: unknown[] }).refused.length) throw new Error(text.slice(0, 400))
  }
  const indicators = ['water_level', 'rain', 'groundwater', 'ph']
  let background = 0
  let over = false
  // 3,321 × 4 a minute in sixty equal parts, one a second
  const load = (async () => {
    for (let s = 0; !over; s++) {
      const began = performance.now()
      const at = new Date().toISOString()
      const readings = all
        .filter((_, i) => i % 60 === s % 60)
        .flatMap(st =>
          indicators.map(indicator => ({
            station: st.code,
            indicator,
            at,
            value: indicator === 'water_level' ? 15 : 0.1,
          })),
        )
      await post(readings)
      background += readings.length
      await new Promise(r => setTimeout(r, Math.max(0, 1000 - (performance.now() - began))))
    }
  })()
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  for (let i = 0; performance.now() < until; i++) {
    const station = stations[i % stations.length] as (typeof stations)[number]
    const value = 17.2 + (Math.floor(i / stations.length) % 3)
    const began = performance.now()
    const seen = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the level never came')), 10_000)
      const look = async () => {
        const list = (await (await fetch(`${url}/api/levels`, { headers: { cookie } })).json()) as {
          levels: { unitId: number; hazard: string; suggested: { level: number } | null }[]
        }
        if (
          list.levels.some(
            l => l.unitId === station.unit && l.hazard === 'flood' && l.suggested?.level === Math.floor(value) - 16,
          )
        ) {
          clearTimeout(timer)
          waiting.delete(look)
          resolve()
        }
      }
      waiting.add(look)
    })
    await post([{ station: station.code, indicator: 'water_level', at: new Date().toISOString(), value }])
    await seen
    times.push(performance.now() - began)
    await new Promise(r => setTimeout(r, 50))
  }
  over = true
  await load
  await reader.cancel().catch(() => {})
  times.sort((a, b) => a - b)
  const at = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))] as number
  return {
    p50: at(0.5),
    p99: at(0.99),
    max: times[times.length - 1] as number,
    n: times.length,
    backgroundPerSecond: background / seconds,
  }
}
