import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LevelEngine, type LevelChange, type Reading } from './engine.ts'
import { addToHistory, byTimeAndPlace } from './history.ts'
import type { RulePack } from './pack.ts'
import { defaultPack } from './packs.ts'
import type { Area, SeriesDef } from './series-def.ts'

const H = 3_600_000
const start = Date.parse('2025-10-01T00:00:00+07:00')
const areas: Area[] = ['a', 'b', 'c', 'd'].map((key, i) => ({
  key,
  province: i < 3 ? 'P' : 'Q',
  terrain: 'plain',
  landslideZone: 2,
  susceptibility: 'high',
  attrs: { region: 'dong-bang-bac-bo', coast: 'qn-th' },
}))
const def = (indicator: string, at: string[], over: Partial<SeriesDef> = {}): SeriesDef => ({
  station: `${indicator}/${at}`,
  indicator,
  areas: at,
  alarm1: null,
  alarm2: null,
  alarm3: null,
  record: null,
  zone: null,
  ...over,
})
const alarms = { alarm1: 17, alarm2: 18, alarm3: 19, record: 22, zone: 3 }
const defs = [
  def('water_level', ['a', 'b'], { ...alarms, basin: 'x' }),
  def('water_level', ['c'], { ...alarms, basin: 'y' }),
  def('rain_24h', ['a']),
  def('temperature', ['b']),
  def('hail', ['a']),
  def('hail', ['b']),
  def('salinity_4_km', ['c'], { basin: 'x' }),
  def('salinity_4_km', ['d'], { basin: 'y' }),
  def('sea_level', ['a']),
]
/** what a raw figure 0–40 is for each series */
const scale = [
  (v: number) => 15 + v / 5,
  (v: number) => 15 + v / 5,
  (v: number) => v * 12,
  (v: number) => v,
  (v: number) => (v > 30 ? 1 : 0),
  (v: number) => (v > 30 ? 1 : 0),
  (v: number) => v * 2,
  (v: number) => v * 2,
  (v: number) => v / 6,
]
/** The law's pack with waiting times and slack, as a province may set them. */
const waiting: RulePack = {
  ...defaultPack,
  id: 'waiting',
  hazards: defaultPack.hazards.map(h =>
    h.hazard === 'flood' && h.method === 'river-stage'
      ? { ...h, hysteresis: 0.3, dwell: { down: 180 } }
      : h.hazard === 'storm-surge'
        ? { ...h, dwell: { up: 120, down: 240 } }
        : h,
  ),
}
const reading = fc.record({
  series: fc.integer({ min: 0, max: defs.length - 1 }),
  at: fc.integer({ min: 1, max: 200 }).map(h => start + h * H),
  value: fc.integer({ min: 0, max: 40 }),
})
const print = (list: LevelChange[]) => list.sort(byTimeAndPlace).map(c => JSON.stringify(c))

for (const pack of [defaultPack, waiting])
  it(`${pack.id}: batches cut and shuffled at will give the same bytes as one sorted file`, () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(reading, { selector: r => `${r.series}/${r.at}`, maxLength: 150 }),
        fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1 }),
        (raw, cuts) => {
          const readings = raw.map(r => ({ ...r, value: (scale[r.series] as (v: number) => number)(r.value) }))
          const whole = new LevelEngine(pack, areas, defs).ingest([...readings].sort((x, y) => x.at - y.at)).changes
          const engine = new LevelEngine(pack, areas, defs)
          let history: LevelChange[] = []
          for (let i = 0, c = 0; i < readings.length; c++) {
            const size = cuts[c % cuts.length] as number
            const result = engine.ingest(readings.slice(i, i + size))
            i += size
            if (result.rewrittenFrom !== null)
              history = [...history.filter(h => h.at < (result.rewrittenFrom as number)), ...result.changes]
            else addToHistory(history, result.changes)
          }
          expect(print(history)).toEqual(print(whole))
        },
      ),
      { numRuns: 500 },
    )
  })

it('a reading that changes nothing but comes late is still what a later change rests on', () => {
  const readings = [0, 2, 1].map((h, i) => ({ series: i === 1 ? 1 : 0, at: start + h * H, value: 17 }))
  const whole = new LevelEngine(defaultPack, areas, defs).ingest(readings).changes
  const engine = new LevelEngine(defaultPack, areas, defs)
  let history: LevelChange[] = []
  for (const r of readings) {
    const { changes, rewrittenFrom } = engine.ingest([r])
    if (rewrittenFrom === null) addToHistory(history, changes)
    else history = [...history.filter(h => h.at < rewrittenFrom), ...changes]
  }
  // both basins are counted at the third hour, and the commune of the first cites its reading of the second
  expect(whole.find(c => c.area === 'a' && c.at === start + 2 * H)?.evidence[0]?.at).toBe(start + H)
  expect(print(history)).toEqual(print(whole))
})

it('a day without a network, then all of it at once: the same bytes as if nothing had happened', () => {
  const all: Reading[] = []
  for (let h = 0; h < 96; h++)
    for (const [series, f] of scale.entries())
      all.push({ series, at: start + h * H, value: f(Math.abs(20 * Math.sin((h + series * 7) / 9) + 20)) })
  const whole = new LevelEngine(waiting, areas, defs).ingest(all).changes
  const engine = new LevelEngine(waiting, areas, defs)
  const dark = (r: Reading) => r.at >= start + 40 * H && r.at < start + 64 * H && r.series % 2 === 0
  const history: LevelChange[] = []
  for (const r of all.filter(x => !dark(x) && x.at < start + 64 * H)) addToHistory(history, engine.ingest([r]).changes)
  const back = engine.ingest(all.filter(dark))
  expect(back.rewrittenFrom).toBe(start + 40 * H)
  const after = [...history.filter(h => h.at < (back.rewrittenFrom as number)), ...back.changes]
  for (const r of all.filter(x => x.at >= start + 64 * H)) addToHistory(after, engine.ingest([r]).changes)
  expect(whole.length).toBeGreaterThan(50)
  expect(print(after)).toEqual(print(whole))
})

it('waiting for a fall: wavering at a threshold changes nothing, and the fall goes to the worst seen meanwhile', () => {
  const engine = new LevelEngine(waiting, areas, [def('water_level', ['a'], alarms)])
  const stages = [18.2, 17.9, 18.1, 17.5, 17.4, 17.3, 17.2, 16.5, 16.4, 16.3, 16.2]
  const { changes } = engine.ingest(stages.map((value, h) => ({ series: 0, at: start + h * H, value })))
  expect(changes.map(c => `${(c.at - start) / H} ${c.from}>${c.to}`)).toEqual(['0 0>2', '6 2>1', '10 1>0'])
})
