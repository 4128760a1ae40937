import { hasMarks, looseKey, unitKey } from './unit-key.ts'

/** A unit of the tree as the matcher needs it. Those no longer valid are given too, with what they became. */
export type NamedUnit = {
  id: number
  kind: 'country' | 'province' | 'department' | 'commune' | 'hamlet' | 'force'
  name: string
  fullName: string
  aliases: readonly string[]
  /** false for a unit that was merged or abolished before the day in question */
  valid: boolean
  successorIds?: readonly number[]
}

/**
 * How a name was matched. `name`, `alias`: one unit is called that. `successor`: a former unit, merged into one. `group`: "các xã, phường".
 * `list`: several names, each matched. Open, for a person to settle: `partial` (some of a list), `some` (a part of the communes
 * that the text does not name one by one), `near` (only similar: spelling or marks differ), `ambiguous`, `none`.
 */
export type MatchHow =
  | 'name'
  | 'alias'
  | 'successor'
  | 'group'
  | 'list'
  | 'partial'
  | 'some'
  | 'near'
  | 'ambiguous'
  | 'none'

/** `unitIds`: settled units; empty while open (but for `partial`). `candidates`: what a person may choose from, best first. */
export type UnitMatch = { how: MatchHow; unitIds: number[]; candidates: number[] }

export const settled = (m: UnitMatch): boolean =>
  m.how === 'name' || m.how === 'alias' || m.how === 'successor' || m.how === 'group' || m.how === 'list'

export type Matcher = {
  /** who leads: every name must be settled or the whole stays open */
  lead: (text: string, parts?: readonly string[]) => UnitMatch
  /** who cooperates: what is settled is taken, "các sở, ban, ngành" as all departments; the rest stays text */
  cooperating: (parts: readonly string[]) => { unitIds: number[]; open: string[] }
}

const allCommunes =
  /^(?:uy ban nhan dan |chinh quyen )?(?:(?:cac |tat ca cac |toan bo cac )?(?:xa|phuong|dac khu|thi tran)(?: (?:va )?(?:cac )?(?:xa|phuong|dac khu|thi tran))*|(?:dia phuong )?cap xa)(?: (?:tren dia ban|trong|thuoc|cua)(?: toan)? tinh)?$/
const someCommunes =
  /^(?:uy ban nhan dan )?(?:cac |mot so |nhung )(?:xa|phuong|dac khu)(?: (?:va )?(?:cac )?(?:xa|phuong|dac khu))* \S/
const allDepartments =
  /^(?:cac |tat ca cac )?so(?: (?:va )?(?:cac )?(?:ban|nganh|dia phuong|doan the|co quan|don vi))*(?: (?:co )?lien quan| chuc nang| cap tinh| cua tinh)?$/

/**
 * Reads names of bodies, as documents write them, into units of one province. Never a silent guess: a name that is only
 * similar comes back open with candidates. `within`: a commune that reads the province's plan for itself; "các xã" then means that commune.
 */
export function makeMatcher(
  units: readonly NamedUnit[],
  options: { provinceName: string; within?: number | null },
): Matcher {
  const exact = new Map<string, { unit: NamedUnit; how: 'name' | 'alias' }[]>()
  const loose = new Map<string, NamedUnit[]>()
  const put = (unit: NamedUnit, text: string, how: 'name' | 'alias') => {
    const key = unitKey(text, options.provinceName)
    if (!key) return
    const there = exact.get(key) ?? []
    if (there.some(x => x.unit.id === unit.id)) return
    exact.set(key, [...there, { unit, how }])
    const folded = looseKey(key)
    const near = loose.get(folded) ?? []
    if (!near.includes(unit)) loose.set(folded, [...near, unit])
  }
  for (const u of units) {
    put(u, u.fullName, 'name')
    put(u, u.name, 'name')
    if (u.kind === 'commune' || u.kind === 'province') put(u, `Ủy ban nhân dân ${u.fullName}`, 'name')
    if (u.kind === 'province') put(u, 'Ủy ban nhân dân tỉnh', 'alias')
    for (const alias of u.aliases) put(u, alias, 'alias')
  }
  const communes = units.filter(u => u.kind === 'commune' && u.valid)
  const departments = units.filter(u => u.kind === 'department' && u.valid)

  const one = (text: string): UnitMatch => {
    const key = unitKey(text, options.provinceName)
    const folded = looseKey(key)
    if (!key) return { how: 'none', unitIds: [], candidates: [] }
    let hits = exact.get(key) ?? []
    if (!hits.length && !hasMarks(text)) hits = (loose.get(folded) ?? []).map(unit => ({ unit, how: 'alias' as const }))
    const now = hits.filter(h => h.unit.valid)
    if (now.length === 1 && now[0]) return { how: now[0].how, unitIds: [now[0].unit.id], candidates: [] }
    if (now.length > 1) return { how: 'ambiguous', unitIds: [], candidates: now.map(h => h.unit.id) }
    const became = [...new Set(hits.flatMap(h => h.unit.successorIds ?? []))]
    if (became.length === 1) return { how: 'successor', unitIds: became, candidates: [] }
    if (became.length > 1) return { how: 'ambiguous', unitIds: [], candidates: became }
    if (allCommunes.test(folded)) {
      if (options.within) return { how: 'group', unitIds: [options.within], candidates: [] }
      const only = onlyKind(folded)
      const ids = communes.filter(u => !only || looseKey(u.fullName).startsWith(`${only} `)).map(u => u.id)
      return ids.length ? { how: 'group', unitIds: ids, candidates: [] } : { how: 'none', unitIds: [], candidates: [] }
    }
    if (someCommunes.test(folded)) return { how: 'some', unitIds: [], candidates: communes.map(u => u.id) }
    // "xã Đông" where there is a phường Đông: the kind changed, or another place is meant
    const bare = folded.replace(/^(?:uy ban nhan dan )?(?:xa|phuong|dac khu|thi tran) /, '')
    const near = [...(loose.get(folded) ?? []), ...(loose.get(bare) ?? [])].filter(u => u.valid)
    if (near.length) return { how: 'near', unitIds: [], candidates: [...new Set(near.map(u => u.id))] }
    const similar = mostSimilar(folded, units)
    return similar.length
      ? { how: 'near', unitIds: [], candidates: similar }
      : { how: 'none', unitIds: [], candidates: [] }
  }

  return {
    lead: (text, parts = []) => {
      const whole = one(text)
      const names = parts.filter(p => p.trim())
      if (settled(whole) || names.length < 2) return whole
      const each = names.map(one)
      const unitIds = [...new Set(each.filter(settled).flatMap(m => m.unitIds))]
      if (each.every(settled)) return { how: 'list', unitIds, candidates: [] }
      if (unitIds.length)
        return { how: 'partial', unitIds, candidates: [...new Set(each.flatMap(m => m.candidates))].slice(0, 8) }
      return whole.candidates.length ? whole : { ...whole, candidates: each.flatMap(m => m.candidates).slice(0, 8) }
    },
    cooperating: parts => {
      const ids = new Set<number>()
      const open: string[] = []
      for (const text of rejoin(parts)) {
        const folded = looseKey(unitKey(text, options.provinceName))
        const m = one(text)
        if (settled(m)) for (const id of m.unitIds) ids.add(id)
        else if (allDepartments.test(folded)) {
          for (const u of departments) ids.add(u.id)
          // "địa phương", "đoàn thể" stand for no unit of the tree: the words stay beside the departments
          if (/dia phuong|doan the|co quan|don vi/.test(folded)) open.push(text)
        } else open.push(text)
      }
      return { unitIds: [...ids], open }
    },
  }
}

/** "các phường" are only the wards; "các xã, phường" are all. */
function onlyKind(folded: string): 'xa' | 'phuong' | null {
  const named = new Set(folded.match(/\b(?:xa|phuong|dac khu|thi tran)\b/g) ?? [])
  return named.size === 1 && named.has('phuong') ? 'phuong' : null
}

/** A reader cuts "Ủy ban nhân dân các xã, phường" at its comma; the second half alone means nothing and is put back. */
function rejoin(parts: readonly string[]): string[] {
  const out: string[] = []
  for (const part of parts) {
    const last = out.at(-1)
    if (last !== undefined && /^(?:xã|phường|đặc khu|thị trấn)$/iu.test(part.trim()))
      out[out.length - 1] = `${last}, ${part}`
    else out.push(part)
  }
  return out
}

/** Units that share at least half of their words with the text (Jaccard), best three. */
function mostSimilar(folded: string, units: readonly NamedUnit[]): number[] {
  const given = new Set(folded.split(' '))
  if (given.size < 2) return []
  const scored = units
    .filter(u => u.valid && u.kind !== 'hamlet')
    .map(u => {
      const score = Math.max(
        ...[u.fullName, ...u.aliases].map(n => {
          const name = new Set(looseKey(unitKey(n)).split(' '))
          const shared = [...name].filter(w => given.has(w)).length
          return shared / (name.size + given.size - shared)
        }),
      )
      return { id: u.id, score }
    })
    .filter(x => x.score >= 0.5)
    .sort((a, b) => b.score - a.score || a.id - b.id)
  return scored.slice(0, 3).map(x => x.id)
}
