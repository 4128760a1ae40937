import type { Database } from '@tusom/store'
import { allMandates, allUnits, type UnitRow } from '@tusom/store'

/** Units in memory: small, read on every request, reloaded when a commit says that they changed. */
export class UnitTree {
  readonly byId = new Map<number, UnitRow>()
  private readonly children = new Map<number, number[]>()
  private readonly over = new Map<number, number[]>()
  private readonly cache = new Map<number, ReadonlySet<number>>()

  static async load(db: Database): Promise<UnitTree> {
    const tree = new UnitTree()
    await db.asSystem(async tx => {
      for (const u of await allUnits(tx)) {
        tree.byId.set(u.id, u)
        if (u.parentId !== null) push(tree.children, u.parentId, u.id)
      }
      for (const m of await allMandates(tx)) push(tree.over, m.unitId, m.overId)
    })
    return tree
  }

  /** The unit and all below it. */
  subtree(id: number): ReadonlySet<number> {
    const had = this.cache.get(id)
    if (had) return had
    const all = new Set<number>()
    const walk = [id]
    for (let next = walk.pop(); next !== undefined; next = walk.pop()) {
      if (all.has(next)) continue
      all.add(next)
      walk.push(...(this.children.get(next) ?? []))
    }
    this.cache.set(id, all)
    return all
  }

  childrenOf(id: number): UnitRow[] {
    return (this.children.get(id) ?? []).flatMap(c => this.byId.get(c) ?? [])
  }

  /** From the unit up to the root, itself first. */
  ancestors(id: number): UnitRow[] {
    const line: UnitRow[] = []
    for (let u = this.byId.get(id); u; u = u.parentId === null ? undefined : this.byId.get(u.parentId)) line.push(u)
    return line
  }

  provinceOf(id: number): UnitRow | null {
    return this.ancestors(id).find(u => u.kind === 'province') ?? null
  }

  communeOf(id: number): UnitRow | null {
    return this.ancestors(id).find(u => u.kind === 'commune') ?? null
  }

  /** Units whose situation this unit may read besides its subtree: what its mandates name, and a hamlet's own commune. */
  watch(id: number): Set<number> {
    const seen = new Set<number>()
    for (const over of this.over.get(id) ?? []) for (const u of this.subtree(over)) seen.add(u)
    const commune = this.communeOf(id)
    if (commune) seen.add(commune.id)
    return seen
  }

  /** Communes below a unit that are valid on a day, in order of their code. */
  communes(under: number, day: string): UnitRow[] {
    return [...this.subtree(under)]
      .flatMap(id => this.byId.get(id) ?? [])
      .filter(u => u.kind === 'commune' && u.validFrom <= day && (u.validTo === null || u.validTo > day))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
  }
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
