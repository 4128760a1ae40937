import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FamilyNode, smallCell, withheldUnits } from './suppress.ts'

type Tree = { parts: number[] } | { below: Tree[] }
/** Numbers a tree, sums upwards. `parts` are the options of one breakdown; `t` is their total. */
function build(tree: Tree, next = { id: 1 }): FamilyNode {
  const id = next.id++
  if ('parts' in tree) {
    const figures = new Map(tree.parts.map((p, i) => [`o${i}`, p]))
    figures.set(
      't',
      tree.parts.reduce((a, b) => a + b, 0),
    )
    return { id, figures, children: [] }
  }
  const children = tree.below.map(b => build(b, next))
  const figures = new Map<string, number>()
  for (const c of children) for (const [k, x] of c.figures) figures.set(k, (figures.get(k) ?? 0) + x)
  return { id, figures, children }
}
const leaf = (...parts: number[]): Tree => ({ parts })
const flat = (...values: number[]) => build({ below: values.map(v => leaf(v)) })
const all = (n: FamilyNode): FamilyNode[] => [n, ...n.children.flatMap(all)]
const cell = (n: FamilyNode, code: string) => `${n.id}.${code}`

/**
 * An attacker who knows everything that is shown and that totals equal their parts, over units and over breakdowns, and that counts are
 * whole and not negative. It makes no use of how we choose: it writes down the equations and asks, cell by cell, for the largest value
 * that still fits them (simplex over the rational relaxation by Bland's rule).
 */
function largest(root: FamilyNode, hidden: ReadonlySet<number>, wanted: string): number {
  const nodes = all(root)
  const unknown = new Map<string, number>()
  for (const n of nodes)
    if (hidden.has(n.id)) for (const code of n.figures.keys()) unknown.set(cell(n, code), unknown.size)
  const rows: { of: Map<number, number>; is: number }[] = []
  const equation = (terms: [FamilyNode, string, number][]) => {
    const of = new Map<number, number>()
    let is = 0
    for (const [n, code, sign] of terms) {
      const v = unknown.get(cell(n, code))
      if (v === undefined) is -= sign * (n.figures.get(code) ?? 0)
      else of.set(v, (of.get(v) ?? 0) + sign)
    }
    if (of.size) rows.push({ of, is })
  }
  for (const n of nodes) {
    for (const code of n.figures.keys())
      if (n.children.length)
        equation([[n, code, -1], ...n.children.map((c): [FamilyNode, string, number] => [c, code, 1])])
    equation([
      [n, 't', -1],
      ...[...n.figures.keys()].filter(c => c !== 't').map((c): [FamilyNode, string, number] => [n, c, 1]),
    ])
  }
  return maximise(unknown.size, rows, unknown.get(wanted) as number)
}

/** max x[target] subject to the equations and x ≥ 0, in two phases; Infinity where nothing bounds it. */
function maximise(n: number, rows: { of: Map<number, number>; is: number }[], target: number): number {
  const m = rows.length
  const width = n + m + 1
  const table = rows.map((r, i) => {
    const line = new Float64Array(width)
    const sign = r.is < 0 ? -1 : 1
    for (const [v, x] of r.of) line[v] = x * sign
    line[n + i] = 1
    line[width - 1] = r.is * sign
    return line
  })
  const basis = rows.map((_, i) => n + i)
  const run = (cost: Float64Array, columns: number): boolean => {
    for (;;) {
      let enter = -1
      for (let j = 0; j < columns && enter < 0; j++) if ((cost[j] as number) > 1e-9) enter = j
      if (enter < 0) return true
      let leave = -1
      let best = Infinity
      for (let i = 0; i < m; i++) {
        const a = table[i]![enter] as number
        if (a <= 1e-9) continue
        const ratio = (table[i]![width - 1] as number) / a
        if (ratio < best - 1e-12 || (ratio < best + 1e-12 && (leave < 0 || basis[i]! < basis[leave]!))) {
          best = ratio
          leave = i
        }
      }
      if (leave < 0) return false
      const pivot = table[leave] as Float64Array
      const by = pivot[enter] as number
      for (let j = 0; j < width; j++) pivot[j] = (pivot[j] as number) / by
      for (const line of [...table, cost]) {
        if (line === pivot) continue
        const f = line[enter] as number
        if (f) for (let j = 0; j < width; j++) line[j] = (line[j] as number) - f * (pivot[j] as number)
      }
      basis[leave] = enter
    }
  }
  const first = new Float64Array(width)
  for (const line of table)
    for (let j = 0; j < width; j++) if (j < n || j === width - 1) first[j] = first[j]! + line[j]!
  run(first, n)
  expect(Math.abs(first[width - 1] as number)).toBeLessThan(1e-6) // the truth itself fits
  const second = new Float64Array(width)
  second[target] = 1
  for (let i = 0; i < m; i++)
    if (basis[i] === target) for (let j = 0; j < width; j++) second[j] = second[j]! - (table[i]![j] as number)
  return run(second, n) ? -(second[width - 1] as number) : Infinity
}

/** Every small cell that the attacker can tell to be small. */
function derived(root: FamilyNode, hidden: ReadonlySet<number>): string[] {
  return all(root).flatMap(n =>
    [...n.figures].flatMap(([code, x]) => {
      if (x <= 0 || x >= smallCell) return []
      if (!hidden.has(n.id)) return [`${cell(n, code)} is shown`]
      return largest(root, hidden, cell(n, code)) < smallCell - 1e-6 ? [`${cell(n, code)} = ${x}`] : []
    }),
  )
}

describe('small cells', () => {
  it('nothing is withheld where nothing is small; zero is not small', () => {
    expect([...withheldUnits(flat(5, 0, 12, 700))]).toEqual([])
  })
  it('one small cell takes another with it: subtraction from the total would give it away', () => {
    expect([...withheldUnits(flat(2, 9, 30, 700))]).toEqual([2, 3])
    expect(derived(flat(2, 9, 30), new Set([2]))).toEqual(['2.o0 = 2', '2.t = 2'])
  })
  it('two small cells that come to less than five protect nobody: a third is withheld', () => {
    expect([...withheldUnits(flat(1, 2, 9, 30))]).toEqual([2, 3, 4])
    expect([...withheldUnits(flat(3, 4, 9, 30))]).toEqual([2, 3])
  })
  it('where nothing else is left the total itself is withheld', () => {
    expect([...withheldUnits(flat(1, 0, 0))].sort()).toEqual([1, 2])
    expect([...withheldUnits(flat(3, 3))].sort()).toEqual([2, 3])
  })
  it('a breakdown goes with its total: 7 people of whom 2 are women are withheld whole', () => {
    const root = build({ below: [leaf(5, 2), leaf(20, 30), leaf(40, 8)] })
    const hidden = withheldUnits(root)
    expect(hidden.has(2)).toBe(true)
    expect(derived(root, hidden)).toEqual([])
  })
  it('holds from province to country, where a province is withheld with its communes', () => {
    const root = build({ below: [{ below: [leaf(1), leaf(2)] }, { below: [leaf(50), leaf(60)] }, leaf(30)] })
    const hidden = withheldUnits(root)
    expect(derived(root, hidden)).toEqual([])
  })
  it('no reader without the right can derive a cell below five from any set of answers', () => {
    const count = fc.oneof(
      { weight: 3, arbitrary: fc.nat(6) },
      { weight: 1, arbitrary: fc.nat(60) },
      { weight: 2, arbitrary: fc.constant(0) },
    )
    const leaves = (k: number) => fc.array(count, { minLength: k, maxLength: k }).map((parts): Tree => ({ parts }))
    const trees = fc.integer({ min: 1, max: 3 }).chain(k => {
      const province = fc.array(leaves(k), { minLength: 1, maxLength: 5 }).map((below): Tree => ({ below }))
      return fc.oneof(
        province,
        fc.array(province, { minLength: 1, maxLength: 4 }).map((below): Tree => ({ below })),
      )
    })
    let small = 0
    let shown = 0
    fc.assert(
      fc.property(trees, tree => {
        const root = build(tree)
        const hidden = withheldUnits(root)
        small += all(root).filter(n => [...n.figures.values()].some(x => x > 0 && x < smallCell)).length
        shown += all(root).filter(n => !hidden.has(n.id)).length
        expect(derived(root, hidden)).toEqual([])
      }),
      { numRuns: 600 },
    )
    // the property was tried on something, and not by withholding everything
    expect(small).toBeGreaterThan(500)
    expect(shown).toBeGreaterThan(500)
  })
  it('the attacker is one: withholding only what is small is broken by it', () => {
    let broken = 0
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 6 }), values => {
        const root = flat(...values)
        const naive = new Set(
          all(root).flatMap(n => ([...n.figures.values()].some(x => x > 0 && x < smallCell) ? [n.id] : [])),
        )
        if (derived(root, naive).length) broken++
      }),
      { numRuns: 200 },
    )
    expect(broken).toBeGreaterThan(40)
  })
})
