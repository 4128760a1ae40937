import { fold } from '@tusom/vi-text'
import { isProvinceName } from './names.ts'
import { type PlaceKind, placeKey, splitType } from './place-names.ts'

/** What the resolver needs of a unit, of today or of before a merger. */
export type PlaceUnit = {
  id: number
  kind: string
  name: string
  fullName: string
  parentId: number | null
  validFrom: string
  validTo: string | null
  aliases: readonly string[]
  /** the district and province it belonged to before 01/7/2025, where the data says so */
  former: { district: string | null; province: string | null } | null
}
type Succession = { oldId: number; newId: number }
export type AskedPlace = { name: string; kind?: PlaceKind | null; within?: string | null }

export type ResolvedPlace = {
  name: string
  within: string | null
  unitIds: number[]
  /** how it was found: today's name, the name of a merged commune, an abolished district, the province */
  how: 'commune' | 'former-commune' | 'district' | 'province'
}
export type OpenPlace = {
  name: string
  within: string | null
  /** why nobody but a person can say */
  why: 'several' | 'unknown' | 'wider' | 'before-merger' | 'spelling'
  options: { label: string; unitIds: number[] }[]
}
export type Resolution = {
  found: ResolvedPlace[]
  open: OpenPlace[]
  /** names of other provinces: none of ours */
  elsewhere: string[]
}

/** Districts were abolished and communes merged on this day (Luật Tổ chức chính quyền địa phương 2025; QĐ 19/2025/QĐ-TTg). */
export const MERGER = '2025-07-01'

/** "từ Thanh Hóa đến Nghệ An", "vùng núi phía Bắc", "sông Cầu": a person says which communes these are. */
const wider =
  /^(?:từ\s|các\s|những\s|vùng|khu vực|phía|ven|hầu hết|một số|nhiều|toàn|sông|suối|lưu vực|hạ lưu|thượng lưu|vịnh|biển|nam\s|bắc\s(?:bộ|trung|biển)|đông\s(?:bắc|nam)|tây\s(?:bắc|nguyên|nam)|trung bộ|đồng bằng|trung du|miền)/iu
const whole =
  /^(?:toàn tỉnh|trong tỉnh|các (?:khu vực|nơi|địa phương|xã,? phường|xã)(?: trong| của| trên địa bàn| thuộc)(?: toàn)? tỉnh|toàn bộ các xã.*)$/iu

/**
 * "TIN LŨ QUÉT TỈNH LẠNG SƠN … tại các xã: A, B": the province of the title is where the bulletin looks, the communes are whom
 * it warns. Where communes or districts are named, the province is left out.
 */
export function narrowest(found: readonly ResolvedPlace[]): ResolvedPlace[] {
  const close = found.filter(f => f.how !== 'province')
  return close.length > 0 ? close : [...found]
}

/** Names of a bulletin become communes of one province on a day; what could mean two things is left to a person. */
export class PlaceResolver {
  private readonly day: string
  private readonly province: PlaceUnit | null
  private readonly units = new Map<number, PlaceUnit>()
  private readonly current: PlaceUnit[] = []
  private readonly byName = new Map<string, PlaceUnit[]>()
  private readonly byFold = new Map<string, PlaceUnit[]>()
  private readonly closed = new Map<string, PlaceUnit[]>()
  private readonly districts = new Map<string, PlaceUnit[]>()
  private readonly oldProvinces = new Map<string, PlaceUnit[]>()
  private readonly next = new Map<number, number[]>()

  /** @param day "YYYY-MM-DD": on which the communes to be named are valid */
  constructor(units: readonly PlaceUnit[], successions: readonly Succession[], provinceId: number, day: string) {
    this.day = day
    for (const u of units) this.units.set(u.id, u)
    this.province = this.units.get(provinceId) ?? null
    for (const s of successions) push(this.next, s.oldId, s.newId)
    const below = (u: PlaceUnit): boolean => {
      for (let at: PlaceUnit | undefined = u, n = 0; at && n < 8; n++) {
        if (at.id === provinceId) return true
        at = at.parentId === null ? undefined : this.units.get(at.parentId)
      }
      return false
    }
    for (const u of units) {
      if (this.isValid(u)) {
        if (u.kind !== 'commune' || !below(u)) continue
        this.current.push(u)
        const names = new Set([u.name, u.fullName, ...u.aliases].map(n => placeKey(splitType(n).name)))
        for (const n of names) push(this.byName, n, u)
        for (const n of new Set([...names].map(fold))) push(this.byFold, n, u)
        if (u.former?.district) push(this.districts, placeKey(splitType(u.former.district).name), u)
        if (u.former?.province) push(this.oldProvinces, placeKey(splitType(u.former.province).name), u)
      } else if (this.next.has(u.id)) push(this.closed, placeKey(splitType(u.name).name), u)
    }
  }

  private isValid(u: PlaceUnit): boolean {
    return u.validFrom <= this.day && (u.validTo === null || u.validTo > this.day)
  }

  /** What an abolished unit became, as communes of today in this province. */
  private successors(id: number): PlaceUnit[] {
    const out: PlaceUnit[] = []
    const seen = new Set<number>()
    const walk = [id]
    for (let at = walk.pop(); at !== undefined; at = walk.pop()) {
      if (seen.has(at)) continue
      seen.add(at)
      const here = this.current.find(u => u.id === at)
      if (here) out.push(here)
      else walk.push(...(this.next.get(at) ?? []))
    }
    return out
  }

  /** @param written the day the bulletin was written, "YYYY-MM-DD"; names mean what they meant then */
  resolve(places: readonly AskedPlace[], written: string | null): Resolution {
    const result: Resolution = { found: [], open: [], elsewhere: [] }
    for (const p of places) this.one(p, written, result)
    return result
  }

  private one(place: AskedPlace, written: string | null, out: Resolution): void {
    const { name, kind: said } = splitType(place.name)
    const kind = said ?? place.kind ?? null
    const within = place.within ?? null
    const key = placeKey(name)
    const found = (how: ResolvedPlace['how'], units: readonly PlaceUnit[]): void => {
      out.found.push({ name: place.name, within, how, unitIds: idsOf(units) })
    }
    const ask = (why: OpenPlace['why'], options: OpenPlace['options'] = []): void => {
      out.open.push({ name: place.name, within, why, options })
    }
    if (
      this.province &&
      (whole.test(place.name.trim()) || this.isHome(key)) &&
      kind !== 'commune' &&
      kind !== 'district'
    )
      return void found('province', this.current)
    if (this.isElsewhere(within) || (kind !== 'commune' && kind !== 'district' && this.isElsewhere(name)))
      return void out.elsewhere.push(place.name)
    if (kind === null && wider.test(place.name.trim())) return ask('wider')

    const inside =
      within === null || this.isHome(placeKey(splitType(within).name))
        ? null
        : new Set(idsOf(this.districts.get(placeKey(splitType(within).name)) ?? []))
    const fits = (u: PlaceUnit) => inside === null || inside.size === 0 || inside.has(u.id)
    const today = kind === 'district' || kind === 'province' ? [] : (this.byName.get(key) ?? []).filter(fits)
    const old = kind === 'province' ? [] : (this.closed.get(key) ?? [])
    const became = unique(old.flatMap(u => this.successors(u.id)).filter(fits))
    const district = kind === 'commune' ? [] : (this.districts.get(key) ?? [])
    const province = this.oldProvinces.get(key) ?? []
    const before = written !== null && written < MERGER

    if (province.length > 0 && kind !== 'commune' && kind !== 'district') return void found('province', province)
    if (before && became.length > 0 && (kind === 'commune' || district.length === 0)) {
      // one name, several old communes: each may have become part of another one
      if (old.length === 1) return void found('former-commune', became)
      return ask(
        'several',
        old.map(u => ({ label: u.fullName, unitIds: idsOf(this.successors(u.id)) })),
      )
    }
    const options: OpenPlace['options'] = [
      ...today.map(u => ({ label: u.fullName, unitIds: [u.id] })),
      ...(district.length > 0
        ? [{ label: `${district[0]?.former?.district ?? name} (trước 01/7/2025)`, unitIds: idsOf(district) }]
        : []),
    ]
    if (kind === 'district') {
      if (district.length > 0) return void found('district', district)
      return ask('unknown')
    }
    if (today.length === 1 && kind === null && district.length > 0) return ask('several', options)
    if (today.length === 1 && before && became.length === 0) return ask('before-merger', options)
    if (today.length === 1) return void found('commune', today)
    if (today.length > 1) return ask('several', options)
    if (became.length > 0) {
      if (old.length === 1) return void found('former-commune', became)
      return ask(
        'several',
        old.map(u => ({ label: u.fullName, unitIds: idsOf(this.successors(u.id)) })),
      )
    }
    if (district.length > 0) return void found('district', district)
    const near = (this.byFold.get(fold(key)) ?? []).filter(fits)
    if (near.length > 0)
      return ask(
        'spelling',
        near.map(u => ({ label: u.fullName, unitIds: [u.id] })),
      )
    ask('unknown')
  }

  private isHome(key: string): boolean {
    return this.province !== null && key === placeKey(splitType(this.province.name).name)
  }

  private isElsewhere(name: string | null): boolean {
    if (name === null) return false
    const key = placeKey(splitType(name).name)
    return isProvinceName(fold(splitType(name).name)) && !this.isHome(key) && !this.oldProvinces.has(key)
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
const idsOf = (units: readonly PlaceUnit[]) => [...new Set(units.map(u => u.id))].sort((a, b) => a - b)
const unique = (units: readonly PlaceUnit[]) => [...new Map(units.map(u => [u.id, u])).values()]
