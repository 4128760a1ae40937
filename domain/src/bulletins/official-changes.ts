import type { BulletinHazard, ParsedBulletin } from './parsed-bulletin.ts'
import { placeKey, splitType } from './place-names.ts'
import { validityOf } from './validity.ts'

/** A change of the official level of a commune, as `levels replay` prints it beside the suggested ones. */
export type OfficialChange = {
  at: number
  area: string
  hazard: string
  from: number
  to: number
  status: 'official'
  rule: string
  article: string
  /** `station` is who issued the bulletin: the level is theirs */
  evidence: { station: string; indicator: string; value: number; at: number; says: string }[]
}

/** Điều of Quyết định 18/2021/QĐ-TTg that holds the levels of each hazard. */
export const levelArticles: Record<BulletinHazard, string> = {
  storm: 'Điều 42',
  'storm-surge': 'Điều 43',
  'heavy-rain': 'Điều 44',
  flood: 'Điều 45',
  'flash-flood-landslide': 'Điều 46',
  'heat-wave': 'Điều 47',
  drought: 'Điều 48',
  'saltwater-intrusion': 'Điều 49',
  'sea-wind': 'Điều 50',
  fog: 'Điều 51',
  thunderstorm: 'Điều 52',
  'severe-cold': 'Điều 53',
  'forest-fire': 'Điều 54',
  earthquake: 'Điều 55',
  tsunami: 'Điều 56',
}

export type ReplayPlaces = {
  /** communes as the replay knows them; names or codes, in whatever way the files write them */
  areas: readonly { key: string; province: string | null; name?: string }[]
  /** station → the communes it speaks for */
  stations?: readonly { name: string; areas: readonly string[] }[]
}

export type OfficialResult = {
  changes: OfficialChange[]
  /** what was not used, one sentence each */
  skipped: string[]
}

/** The communes a level of a bulletin is for: those it names, else those the bulletin names, else those of its gauges. */
export function areasOfLevel(p: ParsedBulletin, named: readonly string[], places: ReplayPlaces): string[] {
  const byName = (names: readonly string[]) => {
    const keys = new Set(names.map(n => placeKey(splitType(n).name)))
    return places.areas
      .filter(a => {
        const own = [a.key, a.name ?? a.key].map(n => placeKey(splitType(n).name))
        const province = a.province === null ? null : placeKey(splitType(a.province).name)
        return own.some(n => keys.has(n)) || (province !== null && keys.has(province))
      })
      .map(a => a.key)
  }
  if (named.length > 0) {
    // "trên sông Cầu: cấp 3" is said of a river: the gauges on it say for whom
    const rivers = new Set(named.filter(n => /^sông\s/iu.test(n)).map(n => placeKey(n.slice(5))))
    const onRiver =
      rivers.size > 0
        ? [...p.observations, ...p.forecasts].filter(w => w.river !== null && rivers.has(placeKey(w.river)))
        : []
    return unique([
      ...byName(named),
      ...ofStations(
        onRiver.map(w => w.station),
        places,
      ),
    ])
  }
  const communes = byName(p.areas.filter(a => a.kind === 'commune').map(a => a.name))
  if (communes.length > 0) return communes
  const gauges = ofStations(
    [...p.observations, ...p.forecasts].map(w => w.station),
    places,
  )
  if (gauges.length > 0) return gauges
  return byName(p.areas.map(a => a.name))
}

function ofStations(names: readonly (string | null)[], places: ReplayPlaces): string[] {
  const keys = new Set(names.filter(n => n !== null).map(placeKey))
  return unique((places.stations ?? []).filter(s => keys.has(placeKey(s.name))).flatMap(s => s.areas))
}

const unique = <T>(list: readonly T[]) => [...new Set(list)]

/**
 * Official levels over time from the bulletins of a folder: a bulletin sets the level of its communes from its hour of issue; a
 * final bulletin ends it; one that is followed by none ends when it is out of date (see `validityOf`). The order of the
 * bulletins does not matter. Bulletins without an hour of issue are left out and named.
 */
export function officialChanges(
  bulletins: readonly { name: string; parsed: ParsedBulletin }[],
  places: ReplayPlaces,
): OfficialResult {
  const skipped: string[] = []
  type Event = {
    at: number
    area: string
    hazard: BulletinHazard
    to: number
    ends: number
    name: string
    issuer: string
    says: string
  }
  const events: Event[] = []
  for (const { name, parsed: p } of bulletins) {
    if (p.issuedAt === null) {
      skipped.push(`${name}: không có giờ phát, bỏ qua. · no hour of issue, left out.`)
      continue
    }
    const at = Date.parse(p.issuedAt)
    const levels = p.levels.filter(l => l.hazard !== null)
    const ended = p.final && levels.length === 0 && p.kind !== null
    if (levels.length === 0 && !ended) {
      skipped.push(`${name}: không có cấp độ rủi ro, bỏ qua. · no level of risk, left out.`)
      continue
    }
    const best = new Map<string, Event>()
    const put = (hazard: BulletinHazard, level: number, areas: readonly string[], says: string, own: boolean) => {
      const valid = validityOf({
        hazard,
        issuedAt: at,
        nextAt: p.nextAt === null ? null : Date.parse(p.nextAt),
        expiresAt: p.expiresAt === null ? null : Date.parse(p.expiresAt),
      })
      for (const area of areas) {
        const key = `${hazard}\u0000${area}`
        const had = best.get(key)
        // a commune named for itself ("riêng xã X cấp 2") has that level; of two that name it, the higher
        if (had && !own && had.to >= level) continue
        best.set(key, { at, area, hazard, to: level, ends: valid.endsAt, name, issuer: p.issuer ?? '', says })
      }
    }
    if (ended && p.kind !== null) put(p.kind, 0, areasOfLevel(p, [], places), p.title ?? 'Tin cuối cùng', false)
    for (const l of [...levels].sort((a, b) => a.areas.length - b.areas.length || a.level - b.level)) {
      const areas = areasOfLevel(p, l.areas, places)
      if (areas.length === 0)
        skipped.push(
          `${name}: cấp ${l.level} không khớp xã nào trong danh sách. · level ${l.level} fits no area of the list.`,
        )
      put(l.hazard as BulletinHazard, l.level, areas, p.text.slice(...l.span).replace(/\s+/g, ' '), l.areas.length > 0)
    }
    events.push(...best.values())
  }
  events.sort(
    (a, b) => a.at - b.at || order(a.area, b.area) || order(a.hazard, b.hazard) || a.to - b.to || order(a.name, b.name),
  )
  const changes: OfficialChange[] = []
  const now = new Map<string, Event>()
  const put = (e: Event, from: number, to: number, at: number, rule: string) =>
    changes.push({
      at,
      area: e.area,
      hazard: e.hazard,
      from,
      to,
      status: 'official',
      rule,
      article: levelArticles[e.hazard],
      evidence: [{ station: e.issuer, indicator: 'bulletin', value: e.to, at: e.at, says: e.says }],
    })
  const expire = (before: number) => {
    const out = [...now.entries()]
      .filter(([, e]) => e.to > 0 && e.ends <= before)
      .sort(([, a], [, b]) => a.ends - b.ends || order(a.area, b.area))
    for (const [key, e] of out) {
      put(e, e.to, 0, e.ends, `bulletin/${e.name}/expired`)
      now.delete(key)
    }
  }
  for (const e of events) {
    expire(e.at)
    const key = `${e.hazard}\u0000${e.area}`
    const from = now.get(key)?.to ?? 0
    if (from !== e.to) put(e, from, e.to, e.at, `bulletin/${e.name}`)
    now.set(key, e)
  }
  expire(Number.POSITIVE_INFINITY)
  changes.sort((a, b) => a.at - b.at || order(a.area, b.area) || order(a.hazard, b.hazard))
  return { changes, skipped }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
