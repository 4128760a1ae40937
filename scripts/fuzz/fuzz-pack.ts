import { LevelEngine, readPack, shippedPacks } from '@tusom/domain'
import { mutateText, seededRandom, underASecond } from './mutate-text.ts'

const texts = shippedPacks.map(p => JSON.stringify(p))
const odd = [
  'null',
  '-1',
  '1e308',
  '"x"',
  '[]',
  '{}',
  '6',
  '"flood"',
  'true',
  ',',
  '"from":1',
  '"streak":{"from":2}',
  '"__proto__"',
]
const names = [
  'water_level',
  'rain',
  'tmax',
  'temperature',
  'storm_wind',
  'sea_level',
  'hail',
  'visibility',
  'pm25',
  'price-rice',
]
const marks = { alarm1: 1, alarm2: 2, alarm3: 3, record: 4, zone: 3, basin: 'x' }
const area = {
  key: 'a',
  province: 'P',
  terrain: null,
  landslideZone: 1,
  susceptibility: null,
  attrs: { region: 'nam-bo' },
}
const paths = texts.map(t => pathsOf(JSON.parse(t)))

function pathsOf(o: unknown, path: string[] = []): string[][] {
  if (typeof o !== 'object' || o === null) return []
  return Object.keys(o).flatMap(k => [[...path, k], ...pathsOf((o as Record<string, unknown>)[k], [...path, k])])
}

/** Packs with pieces of their text or values of their tree changed: refused with faults, or taken by the engine. Counts those taken. */
export function fuzzPack(seed: number, cases: number): number {
  const random = seededRandom(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const which = Math.floor(random() * texts.length)
    let body: unknown
    if (random() < 0.3) {
      const text = mutateText(texts[which] as string, random, odd)
      try {
        body = JSON.parse(text)
      } catch {
        continue
      }
    } else {
      body = JSON.parse(texts[which] as string)
      for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
        const path = (paths[which] as string[][])[
          Math.floor(random() * (paths[which] as string[][]).length)
        ] as string[]
        let at = body as Record<string, unknown> | undefined
        for (const k of path.slice(0, -1)) at = at?.[k] as Record<string, unknown> | undefined
        const value = JSON.parse(
          ['null', '-1', '0', '7', '1e300', '"x"', '[]', '{}', '2.5', 'true'][Math.floor(random() * 10)] as string,
        )
        if (at && typeof at === 'object') at[path.at(-1) as string] = value
      }
    }
    underASecond(`seed ${seed} case ${i}`, () => {
      const read = readPack(body)
      if ('faults' in read) {
        if (!read.faults.length) throw new Error(`seed ${seed} case ${i}: refused without a fault`)
        return
      }
      accepted++
      const engine = new LevelEngine(
        read.pack,
        [area],
        names.map(n => ({ station: n, indicator: n, areas: ['a'], ...marks })),
      )
      for (let h = 0; h < 4; h++)
        engine.ingest(names.map((_, s) => ({ series: s, at: 1.7e12 + h * 4e7, value: 40 - 9 * h })))
    })
  }
  return accepted
}
