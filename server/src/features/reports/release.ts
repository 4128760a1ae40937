import { figureOf, type FamilyNode, type FormElement, withheldUnits } from '@tusom/domain'
import { lockReleases, overlappingReleases, type Tx } from '@tusom/store'
import type { Consolidation } from './consolidate.ts'

export type Release = {
  elements: string[]
  leftOut: string[]
  figures: Record<string, Record<string, number | null>>
}

/**
 * What a reader without the right to small cells will see of a period's sensitive counts: for the unit and each of its communes the figure,
 * or null where it is withheld. Figures that were released for another period over some of the same days are left out: the two
 * could be subtracted.
 */
export async function releaseFigures(tx: Tx, c: Consolidation, sensitive: readonly string[]): Promise<Release> {
  // only counts are released: of a share or a sum of money nobody can tell how many people stand behind it
  const counts = c.form.elements.filter(e => sensitive.includes(e.code) && (e.kind === 'count' || e.kind === 'people'))
  const codes = counts.map(e => e.code)
  await lockReleases(tx, c.over.id)
  const taken = new Set(
    (await overlappingReleases(tx, c.over.id, codes, c.period.start, c.period.end)).flatMap(r => r.elements),
  )
  const whole = (e: FormElement) => e.of ?? e.code
  const leftOut = codes.filter(code => {
    const e = counts.find(x => x.code === code)
    return e !== undefined && counts.some(x => whole(x) === whole(e) && taken.has(x.code))
  })
  const left = new Set(leftOut)
  const figures: Release['figures'] = { [c.over.id]: {} }
  const reported = c.communes.filter(x => x.cells !== null)
  for (const x of reported) figures[x.unit.id] = {}
  for (const family of new Set(counts.map(whole))) {
    const members = counts.filter(e => whole(e) === family)
    if (members.some(e => left.has(e.code))) {
      for (const own of Object.values(figures)) for (const e of members) own[e.code] = null
      continue
    }
    const said = (x: (typeof reported)[number], e: FormElement) => figureOf(x.cells?.get(e.code))
    const saying = reported.filter(x => members.some(e => said(x, e) !== null))
    // a member that is missing counts as none: what is withheld then does not even say what is missing
    const leaves: FamilyNode[] = saying.map(x => ({
      id: x.unit.id,
      figures: new Map(members.map(e => [e.code, said(x, e) ?? 0])),
      children: [],
    }))
    const sums = new Map(members.map(e => [e.code, leaves.reduce((s, l) => s + (l.figures.get(e.code) ?? 0), 0)]))
    const withheld = withheldUnits({ id: c.over.id, figures: sums, children: leaves })
    for (const x of saying)
      for (const e of members) {
        const value = said(x, e)
        const own = figures[x.unit.id] as Record<string, number | null>
        if (withheld.has(x.unit.id)) own[e.code] = null
        else if (value !== null) own[e.code] = value
      }
    const over = figures[c.over.id] as Record<string, number | null>
    for (const e of members) {
      const n = saying.filter(x => said(x, e) !== null).length
      // how many gave it could be told apart from how many are withheld: it is said only with the total
      if (withheld.has(c.over.id)) over[e.code] = null
      else if (n) {
        over[e.code] = sums.get(e.code) ?? 0
        over[`${e.code} n`] = n
      }
    }
  }
  return { elements: codes.filter(code => !left.has(code)), leftOut, figures }
}

/** How many cells are withheld. */
export const hiddenFrom = (figures: Release['figures']): number =>
  Object.values(figures).reduce((n, own) => n + Object.values(own).filter(v => v === null).length, 0)
