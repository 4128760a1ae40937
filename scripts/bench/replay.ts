import { type Area, defaultPack, LevelEngine, type Reading, type SeriesDef } from '@tusom/domain'

/** Judging alone, on one core, of hourly readings of a province over months. */
export function benchReplay(): { perSecond: number; readings: number; changes: number } {
  const areas: Area[] = Array.from({ length: 100 }, (_, i) => ({
    key: `a${i}`,
    province: 'p',
    terrain: 'mountain',
    landslideZone: 2,
    susceptibility: 'high',
  }))
  const defs: SeriesDef[] = areas.flatMap(a => [
    {
      station: `w${a.key}`,
      indicator: 'water_level',
      areas: [a.key],
      alarm1: 17,
      alarm2: 18,
      alarm3: 19,
      record: 23,
      zone: 3,
    },
    {
      station: `r${a.key}`,
      indicator: 'rain',
      areas: [a.key],
      alarm1: null,
      alarm2: null,
      alarm3: null,
      record: null,
      zone: null,
    },
  ])
  const readings: Reading[] = []
  for (let h = 0; h < 24 * 180; h++)
    for (let i = 0; i < defs.length; i++) {
      const wave = Math.sin((h + i * 3) / 40)
      readings.push({ series: i, at: h * 3_600_000, value: i % 2 ? (wave > 0.7 ? 8 : 0) : 16.5 + 2 * wave })
    }
  const engine = new LevelEngine(defaultPack, areas, defs, { keep: false })
  const began = performance.now()
  const { changes } = engine.ingest(readings)
  return {
    perSecond: (readings.length / (performance.now() - began)) * 1000,
    readings: readings.length,
    changes: changes.length,
  }
}
