/** A unit with its history: a commune that was merged keeps its row, with the day on which it ended. */
export type HistoricUnit = {
  id: number
  kind: string
  parentId: number | null
  validFrom: string
  validTo: string | null
}
export type UnitSuccession = { oldId: number; newId: number }

/**
 * What a sum over a unit is made of, by the tree of one day. `leaves`: the communes of any time whose figures belong to it as a whole;
 * `nodes`: the fewest units that together hold exactly these; `divided`: communes of which a part came to it and a part to others: their
 * figures cannot be divided and stand in no sum below the unit that holds all of them.
 */
export type UnitCover = { leaves: ReadonlySet<number>; nodes: number[]; divided: number[] }

/** Sums over the tree of units as it was, is or will be on any day, across mergers. */
export class UnitHistory {
  private readonly byId = new Map<number, HistoricUnit>()
  private readonly below = new Map<number, number[]>()
  private readonly next = new Map<number, number[]>()
  private readonly before = new Map<number, number[]>()
  private readonly covers = new Map<string, UnitCover>()

  constructor(units: Iterable<HistoricUnit>, successions: Iterable<UnitSuccession>) {
    for (const u of units) {
      this.byId.set(u.id, u)
      if (u.parentId !== null) push(this.below, u.parentId, u.id)
    }
    for (const s of successions) {
      push(this.next, s.oldId, s.newId)
      push(this.before, s.newId, s.oldId)
    }
  }

  /** The units of a day into which a unit of another day went, or from which it came; itself where it stood then. */
  onDay(id: number, day: string): Set<number> {
    const found = new Set<number>()
    const seen = new Set<number>()
    const walk = [id]
    for (let u = walk.pop(); u !== undefined; u = walk.pop()) {
      const unit = this.byId.get(u)
      if (!unit || seen.has(u)) continue
      seen.add(u)
      const on =
        unit.validTo !== null && unit.validTo <= day
          ? this.next.get(u)
          : unit.validFrom > day
            ? this.before.get(u)
            : null
      // ended without a successor, or new from nothing: it stays where it stood
      if (on?.length) walk.push(...on)
      else found.add(u)
    }
    return found
  }

  private under(id: number, over: number): boolean {
    for (let u = this.byId.get(id); u; u = u.parentId === null ? undefined : this.byId.get(u.parentId))
      if (u.id === over) return true
    return false
  }

  private leavesBelow(id: number): number[] {
    const unit = this.byId.get(id)
    if (unit?.kind === 'commune') return [id]
    return (this.below.get(id) ?? []).flatMap(c => this.leavesBelow(c))
  }

  /**
   * What belongs to a unit by the tree of a day ("2026-06-14"). With `span`, communes that did not stand between these days are left
   * out: they have no figures there.
   */
  cover(over: number, day: string, span?: { from: string; to: string }): UnitCover {
    const key = `${over} ${day} ${span ? `${span.from} ${span.to}` : ''}`
    const had = this.covers.get(key)
    if (had) return had
    const stands = (u: HistoricUnit) =>
      !span || (u.validFrom <= span.to && (u.validTo === null || u.validTo > span.from))
    const leaves = new Set<number>()
    const divided: number[] = []
    for (const u of this.byId.values()) {
      if (u.kind !== 'commune' || !stands(u)) continue
      const on = [...this.onDay(u.id, day)]
      const inside = on.filter(t => this.under(t, over)).length
      if (inside && inside === on.length) leaves.add(u.id)
      else if (inside) divided.push(u.id)
    }
    const nodes: number[] = []
    const visit = (id: number): void => {
      const all = this.leavesBelow(id).filter(l => stands(this.byId.get(l) as HistoricUnit))
      const mine = all.filter(l => leaves.has(l)).length
      if (!mine) return
      if (mine === all.length) nodes.push(id)
      else for (const child of this.below.get(id) ?? []) visit(child)
    }
    for (const u of this.byId.values()) if (u.parentId === null) visit(u.id)
    const cover = { leaves, nodes, divided }
    // days asked for are few; a reader who asks for many must not fill the memory
    if (this.covers.size > 200) this.covers.clear()
    this.covers.set(key, cover)
    return cover
  }
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
