import type { Susceptibility, Terrain } from './pack.ts'
import type { Attrs } from './table-rule.ts'

/**
 * What a series measures, as the engine sees it. Anything else comes through under the name of its indicator, so that a province's pack
 * can ask for indicators of its own.
 */
export type SeriesKind = 'stage' | 'rain' | 'rain24' | 'rain12' | string

/** A commune, as the engine sees it. Anything unknown is null and comes out as "undetermined". */
export type Area = {
  key: string
  province: string | null
  terrain: Terrain | null
  landslideZone: number | null
  susceptibility: Susceptibility | null
  /** what tables look at: region, coast, fireZone, settlement, nearReservoir … One value, or all that are possible */
  attrs?: Attrs
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
  /** river basin or estuary, where the law counts them */
  basin?: string | null
  /** what tables look at: place, shore … */
  attrs?: Attrs
}

const names: [RegExp, SeriesKind][] = [
  [/^(water[_ -]?level|waterlevel|stage|river[_ -]?level|level|wl|h|muc[_ -]?nuoc|mực[_ -]?nước)([_ -]?m)?$/, 'stage'],
  [/^(rain|rainfall|precipitation|precip|mua|mưa)[_ -]?(24h?|24_?hours?|day|daily)([_ -]?mm)?$/, 'rain24'],
  [/^(rain|rainfall|precipitation|precip|mua|mưa)[_ -]?(12h?|12_?hours?)([_ -]?mm)?$/, 'rain12'],
  [
    /^(rain|rainfall|precipitation|precip|mua|mưa|luong[_ -]?mua|lượng[_ -]?mưa)([_ -]?(1h|60min|30min|15min|10min|5min|1min|hour|hourly))?([_ -]?mm)?$/,
    'rain',
  ],
  [/^(temperature[_ -]?max|temp[_ -]?max|max[_ -]?temp(erature)?|t[_ -]?max|tx)([_ -]?c)?$/, 'temperature-max'],
  [/^(temperature[_ -]?min|temp[_ -]?min|min[_ -]?temp(erature)?|t[_ -]?min|tn)([_ -]?c)?$/, 'temperature-min'],
  [
    /^(temperature[_ -]?(mean|avg)|temp[_ -]?(mean|avg)|mean[_ -]?temp(erature)?|t[_ -]?(mean|avg|tb))([_ -]?c)?$/,
    'temperature-mean',
  ],
  [/^(temperature|air[_ -]?temperature|temp|t|nhiet[_ -]?do|nhiệt[_ -]?độ)([_ -]?c)?$/, 'temperature'],
  [/^(storm|tropical[_ -]?cyclone|bao|bão)[_ -]?(wind)?([_ -]?(beaufort|level|cap))?$/, 'storm-wind'],
  [/^(sea[_ -]?wind)([_ -]?(beaufort|level))?$/, 'sea-wind'],
  [/^(sea[_ -]?level|surge[_ -]?level|storm[_ -]?surge|total[_ -]?water[_ -]?level|tide)([_ -]?m)?$/, 'sea-level'],
  [/^(visibility|tam[_ -]?nhin)([_ -]?m)?$/, 'visibility'],
  [/^(thunderstorm|tornado|lightning|hail|thunderstorm[_ -]?hail|loc|mua[_ -]?da)$/, 'thunderstorm'],
  [/^(salinity[_ -]?1|saltwater[_ -]?1)([_ -]?(permil|psu))?[_ -]?km$/, 'salinity-1-km'],
  [/^(salinity[_ -]?4|saltwater[_ -]?4)([_ -]?(permil|psu))?[_ -]?km$/, 'salinity-4-km'],
  [/^(rain|rainfall|precipitation)[_ -]?deficit([_ -]?(month|monthly))?([_ -]?(percent|pct|%))?$/, 'rain-deficit'],
  [/^(surface[_ -]?)?(water)[_ -]?deficit([_ -]?(percent|pct|%))?$/, 'water-deficit'],
  [/^(msk[_ -]?64|msk|(earthquake|quake|seismic)[_ -]?intensity)$/, 'quake-intensity'],
  [/^tsunami([_ -]?(wave[_ -]?)?height)?([_ -]?m)?$/, 'tsunami-height'],
  [/^tsunami[_ -]?intensity$/, 'tsunami-intensity'],
  [/^(pm2[._-]?5|pm25)$/, 'pm25'],
  [/^o3([_ -]?1h)?$/, 'o3'],
]

/** Recognises what an indicator's name means; a name nobody knows stays itself: kept, traced, judged where a pack asks for it. */
export function seriesKind(indicator: string): SeriesKind {
  const name = indicator.trim().toLowerCase()
  for (const [pattern, kind] of names) if (pattern.test(name)) return kind
  return name.replaceAll('_', '-')
}
