/**
 * A count of people below this is a small cell. Zero is not: it says of nobody what they are. No number was found in the law;
 * five is what statistical offices commonly use, set by us.
 */
export const smallCell = 5

/** The figures of one total and its breakdowns at one unit, by code; units above hold the sums of those below. */
export type FamilyNode = { id: number; figures: ReadonlyMap<string, number>; children: readonly FamilyNode[] }

const isSmall = (x: number): boolean => x > 0 && x < smallCell
const holdsSmall = (n: FamilyNode): boolean => [...n.figures.values()].some(isSmall)

/**
 * At which units the figures of one family (a sensitive total and everything it is broken down into) are withheld, so that no
 * small cell can be computed from what is left, also by subtraction.
 *
 * A family is shown or withheld as a whole at a unit, so totals and their breakdowns never stand against each other. What is
 * left to a reader then are sums along the tree: each shown unit says what its withheld communes (those with no other shown unit
 * between) come to together. Those communes can share that sum in any way, therefore it protects exactly when there are two of them or
 * more and, for every figure of which one of them has a small cell, the sum itself is not small. Where that does not hold another
 * commune is withheld, the one that adds the least beyond what is needed; where none is left, the unit above itself.
 */
export function withheldUnits(root: FamilyNode): Set<number> {
  const hidden = new Set<number>()
  const mark = (n: FamilyNode): void => {
    if (holdsSmall(n)) hidden.add(n.id)
    n.children.forEach(mark)
  }
  mark(root)
  // every round withholds at least one more unit
  for (let changed = true; changed; ) {
    changed = false
    const check = (n: FamilyNode): void => {
      n.children.forEach(check)
      if (hidden.has(n.id) || !n.children.length) return
      const open = unknownBelow(n, hidden)
      if (!open.length || protects(open)) return
      const more = nextToHide(n, open, hidden)
      hidden.add(more ? more.id : n.id)
      changed = true
    }
    check(root)
  }
  return hidden
}

/** Withheld leaves for which this unit is the nearest one that is shown. */
function unknownBelow(n: FamilyNode, hidden: ReadonlySet<number>): FamilyNode[] {
  return n.children.flatMap(c => (!hidden.has(c.id) ? [] : c.children.length ? unknownBelow(c, hidden) : [c]))
}

function protects(open: readonly FamilyNode[]): boolean {
  if (open.length < 2) return false
  const codes = new Set(open.flatMap(u => [...u.figures.keys()]))
  for (const code of codes) {
    const values = open.map(u => u.figures.get(code) ?? 0)
    if (values.some(isSmall) && values.reduce((a, b) => a + b, 0) < smallCell) return false
  }
  return true
}

/** A leaf that is still shown in the reach of this unit and would make it protect; else the one that brings most towards it. */
function nextToHide(n: FamilyNode, open: readonly FamilyNode[], hidden: ReadonlySet<number>): FamilyNode | null {
  const shown: FamilyNode[] = []
  const walk = (x: FamilyNode): void => {
    for (const c of x.children) {
      if (!c.children.length) {
        if (!hidden.has(c.id)) shown.push(c)
      } else if (hidden.has(c.id)) walk(c)
    }
  }
  walk(n)
  const size = (u: FamilyNode) => [...u.figures.values()].reduce((a, b) => a + b, 0)
  const useful = shown.filter(u => size(u) > 0).sort((a, b) => size(a) - size(b))
  return useful.find(u => protects([...open, u])) ?? useful.at(-1) ?? null
}
