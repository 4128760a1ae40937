import { byTimeAndPlace, defaultPack, LevelEngine } from '@tusom/domain'
import { historyOf, suggestedStates } from '@tusom/store'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestApp, type Person, type TestApp } from '../../testing/test-app.ts'

let t: TestApp
let duty: Person
beforeAll(async () => {
  t = await createTestApp('2025-10-12T00:00:00+07:00')
  duty = await t.person('duty-officer', '20')
})
afterAll(() => t.close())

/** A flood of three days at the gauge of commune A, with its rain, from a fixed generator. */
function readings(): { station: string; indicator: string; at: string; value: number }[] {
  const list = []
  const start = Date.parse('2025-10-07T00:00:00+07:00')
  for (let h = 0; h < 72; h++) {
    const at = new Date(start + h * 3_600_000).toISOString()
    list.push({
      station: 'GAUGE-A',
      indicator: 'water_level',
      at,
      value: Math.round((15 + 5 * Math.exp(-(((h - 40) / 14) ** 2))) * 100) / 100,
    })
    list.push({ station: 'GAUGE-A', indicator: 'rain', at, value: h > 10 && h < 50 ? 6 + (h % 3) : 0 })
  }
  return list
}

it('shuffled and late batches leave the same history and state as one engine over the sorted file', async () => {
  let seed = 20251008
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  const all = readings()
  const shuffled = [...all].sort(() => random() - 0.5)
  for (let i = 0; i < shuffled.length; ) {
    const size = 1 + Math.floor(random() * 30)
    const { body } = await duty.call('POST', '/api/observations', { readings: shuffled.slice(i, i + size) })
    expect((body as { refused: unknown[] }).refused).toEqual([])
    i += size
    if (random() < 0.2) t.app.ingest.forget() // a restart in the middle
  }
  const area = String(t.unit('20A'))
  const thresholds = { alarm1: 17, alarm2: 18, alarm3: 19, record: null, zone: 3 }
  const none = { alarm1: null, alarm2: null, alarm3: null, record: null, zone: null }
  const communes = ['A', 'B', 'C'].map(c => ({
    key: String(t.unit(`20${c}`)),
    province: String(t.unit('20')),
    terrain: 'mountain' as const,
    landslideZone: 2,
    susceptibility: 'high' as const,
  }))
  const engine = new LevelEngine(defaultPack, communes, [
    { station: 'GAUGE-A', indicator: 'water_level', areas: [area], ...thresholds },
    { station: 'GAUGE-A', indicator: 'rain', areas: [area], ...none },
  ])
  const { changes } = engine.ingest(
    all.map(r => ({ series: r.indicator === 'rain' ? 1 : 0, at: Date.parse(r.at), value: r.value })),
  )
  const expected = changes
    .sort(byTimeAndPlace)
    .map(c => `${new Date(c.at).toISOString()} ${c.hazard} ${c.from}>${c.to} ${c.rule}`)
  expect(expected.length).toBeGreaterThan(6)
  // what is stored cites the version of the pack beside its id
  const stored = await t.database.db.asSystem(tx => historyOf(tx, 0))
  expect(
    stored.map(h => `${h.at.toISOString()} ${h.hazard} ${h.from}>${h.to} ${h.rule.replace(/@[^/]+/, '')}`),
  ).toEqual(expected)
  for (const s of await t.database.db.asSystem(tx => suggestedStates(tx, 0)))
    expect(s.level).toBe(engine.level(String(s.areaId), s.hazard))
})
