import type { Alert, AlertArea, ValuePair } from './alert.ts'
import { listOf } from './check-values.ts'
import { parseCircle, parsePolygon, type Point } from './polygon.ts'

/**
 * From the codes of an area to units.
 *
 * Most alerts of the world name their areas by code only (of MeteoAlarm's, 98 in 100): a receiver that draws polygons
 * and drops the rest shows an empty map in a storm. Here no area is ever dropped. What could not be placed is handed
 * back by name, for a person to place.
 */

/**
 * The ids of the units a code stands for, in the caller's own register; null or none if the code is not known.
 * @param valueName the list the code is from, as it stands: `EMMA_ID`, `UGC`, `SAME`, `ISO3166-2` …
 */
export type GeocodeResolver = (valueName: string, value: string) => readonly string[] | null | undefined

export type AreaLocation = 'geometry' | 'units' | 'both' | 'nowhere'

/** One area of one info block, placed as far as it could be. */
export type ResolvedArea = {
  /** from 0, as in `alert.info` */
  info: number
  /** from 0, as in `info.area`; null for an info block that names no area at all */
  area: number | null
  areaDesc: string
  /** rings that could be read; those that could not are among `unreadable` */
  polygons: Point[][]
  circles: { centre: Point; radiusKm: number }[]
  /** each once, in the order of the codes */
  units: string[]
  /** codes that nobody knew */
  unresolved: ValuePair[]
  /** polygons and circles that could not be read, as they stand */
  unreadable: string[]
  /** `nowhere`: only the words of `areaDesc` say where */
  location: AreaLocation
}

export type AreaResolution = {
  areas: ResolvedArea[]
  /** of all areas, each once */
  units: string[]
  /** of all areas, each once */
  unresolved: ValuePair[]
  /** the areas that only a person can place */
  nowhere: ResolvedArea[]
}

/** `FIPS6` in one feed holds a list where others repeat the element. */
const partsOf = (value: string): string[] =>
  value.length > 10_000 ? [] : value.split(/[\s,;|]+/).filter(part => part !== '')

function resolveCode({ valueName, value }: ValuePair, resolver: GeocodeResolver) {
  const name = valueName.trim()
  const code = value.trim()
  const whole = resolver(name, code) ?? []
  if (whole.length > 0) return { units: whole, unresolved: [] }
  const parts = partsOf(code)
  if (parts.length < 2) return { units: [], unresolved: [{ valueName: name, value: code }] }
  const units: string[] = []
  const unresolved: ValuePair[] = []
  for (const part of parts) {
    const found = resolver(name, part) ?? []
    if (found.length > 0) units.push(...found)
    else unresolved.push({ valueName: name, value: part })
  }
  // Nothing known of it: it may be no list at all, so it is named as it stands.
  return units.length > 0 ? { units, unresolved } : { units, unresolved: [{ valueName: name, value: code }] }
}

const isPair = (pair: ValuePair | undefined): pair is ValuePair =>
  typeof pair?.valueName === 'string' && typeof pair.value === 'string' && pair.value.trim() !== ''

function resolveArea(area: AlertArea, info: number, index: number, resolver: GeocodeResolver): ResolvedArea {
  const resolved: ResolvedArea = {
    info,
    area: index,
    areaDesc: area.areaDesc ?? '',
    polygons: [],
    circles: [],
    units: [],
    unresolved: [],
    unreadable: [],
    location: 'nowhere',
  }
  for (const text of listOf(area.polygon)) {
    const ring = parsePolygon(text)
    if (ring && ring.length >= 3) resolved.polygons.push(ring)
    else if (text.trim() !== '') resolved.unreadable.push(text)
  }
  for (const text of listOf(area.circle)) {
    const circle = parseCircle(text)
    if (circle && circle.radiusKm >= 0) resolved.circles.push(circle)
    else if (text.trim() !== '') resolved.unreadable.push(text)
  }
  const units = new Set<string>()
  for (const pair of listOf(area.geocode)) {
    if (!isPair(pair)) continue
    const found = resolveCode(pair, resolver)
    for (const unit of found.units) units.add(unit)
    resolved.unresolved.push(...found.unresolved)
  }
  resolved.units = [...units]
  const drawn = resolved.polygons.length + resolved.circles.length > 0
  resolved.location = drawn ? (units.size > 0 ? 'both' : 'geometry') : units.size > 0 ? 'units' : 'nowhere'
  return resolved
}

/**
 * Places every area of an alert by its polygons, circles and codes.
 *
 * @param resolver looks a code up; for a database, collect the codes with `geocodesOf` first and answer from memory
 * @example resolveAreas(alert, (name, value) => (name === 'MaXa' ? units.get(value) : null)).nowhere.map(a => a.areaDesc)
 */
export function resolveAreas(alert: Alert, resolver: GeocodeResolver): AreaResolution {
  const areas: ResolvedArea[] = []
  listOf(alert.info).forEach((info, i) => {
    const list = listOf(info.area)
    list.forEach((area, j) => areas.push(resolveArea(area, i, j, resolver)))
    if (list.length > 0) return
    const none = { polygons: [], circles: [], units: [], unresolved: [], unreadable: [] }
    areas.push({ info: i, area: null, areaDesc: '', ...none, location: 'nowhere' })
  })
  const unresolved = new Map<string, ValuePair>()
  for (const area of areas) for (const pair of area.unresolved) unresolved.set(`${pair.valueName}\n${pair.value}`, pair)
  return {
    areas,
    units: [...new Set(areas.flatMap(area => area.units))],
    unresolved: [...unresolved.values()],
    nowhere: areas.filter(area => area.location === 'nowhere'),
  }
}

/** Every code of an alert, each once, also the parts of those that hold a list: what to look up in one query. */
export function geocodesOf(alert: Alert): ValuePair[] {
  const codes = new Map<string, ValuePair>()
  for (const info of listOf(alert.info))
    for (const area of listOf(info.area))
      for (const pair of listOf(area.geocode)) {
        if (!isPair(pair)) continue
        const valueName = pair.valueName.trim()
        for (const value of new Set([pair.value.trim(), ...partsOf(pair.value)]))
          codes.set(`${valueName}\n${value}`, { valueName, value })
      }
  return [...codes.values()]
}
