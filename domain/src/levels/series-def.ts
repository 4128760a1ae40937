import type { Susceptibility, Terrain } from './pack.ts'

/** What a series measures, as the engine sees it. */
export type SeriesKind = 'stage' | 'rain' | 'rain24' | 'rain12' | 'other'

/** A commune, as the engine sees it. Anything unknown is null and comes out as "undetermined". */
export type Area = {
  key: string
  province: string | null
  terrain: Terrain | null
  landslideZone: number | null
  susceptibility: Susceptibility | null
}

/** A series of one station. Metres for stages, millimetres for rain. */
export type SeriesDef = {
  station: string
  indicator: string
  /** keys of the communes it speaks for */
  areas: string[]
  alarm1: number | null
  alarm2: number | null
  alarm3: number | null
  record: number | null
  zone: number | null
}

const names: [RegExp, SeriesKind][] = [
  [/^(water[_ -]?level|waterlevel|stage|river[_ -]?level|level|wl|h|muc[_ -]?nuoc|mực[_ -]?nước)([_ -]?m)?$/, 'stage'],
  [/^(rain|rainfall|precipitation|precip|mua|mưa)[_ -]?(24h?|24_?hours?|day|daily)([_ -]?mm)?$/, 'rain24'],
  [/^(rain|rainfall|precipitation|precip|mua|mưa)[_ -]?(12h?|12_?hours?)([_ -]?mm)?$/, 'rain12'],
  [
    /^(rain|rainfall|precipitation|precip|mua|mưa|luong[_ -]?mua|lượng[_ -]?mưa)([_ -]?(1h|60min|30min|15min|10min|5min|1min|hour|hourly))?([_ -]?mm)?$/,
    'rain',
  ],
]

/** Recognises what an indicator's name means; a name nobody knows is "other": kept, traced, not judged. */
export function seriesKind(indicator: string): SeriesKind {
  const name = indicator.trim().toLowerCase()
  for (const [pattern, kind] of names) if (pattern.test(name)) return kind
  return 'other'
}
