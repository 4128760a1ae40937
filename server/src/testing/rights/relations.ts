import { roles, type Role } from '@tusom/domain'

/** How a unit can stand to what is acted on. `watched`: a unit whose situation may be read by mandate. */
export const relationNames = [
  'own',
  'child',
  'sibling',
  'parent',
  'led',
  'cooperating',
  'watched',
  'unrelated',
] as const
export type Relation = (typeof relationNames)[number]

/** Whose an object is and who has a part in it, by unit code of the test province. A thing that lies in a place lies at `owner`. */
export type Stand = { owner: string; lead: string; cooperating: readonly string[] }

const of = (owner: string, lead = owner, ...cooperating: string[]): Stand => ({ owner, lead, cooperating })

/** Every unit named: what `reach` holds. */
export const reachOf = (s: Stand): string[] => [...new Set([s.owner, s.lead, ...s.cooperating])]

/**
 * Units at which somebody sits, and objects standing in each relation to them. `commune` is the seat from which everything
 * is walked; the others see what no commune can: a mandate, a hamlet's own commune, the province itself.
 */
export const seats = {
  commune: {
    unit: '20A',
    stands: {
      own: of('20A'),
      child: of('20A-T01'),
      sibling: of('20B'),
      parent: of('20'),
      led: of('20', '20A'),
      cooperating: of('20B', '20B', '20A'),
      unrelated: of('19A'),
    },
  },
  /** 20-NN watches the province by mandate: every unit of it is watched, none is held */
  watcher: {
    unit: '20-NN',
    stands: { own: of('20-NN'), watched: of('20A'), led: of('20', '20-NN'), unrelated: of('19A') },
  },
  /** 20-CA consolidates the communes: their reports name it in their reach */
  agency: {
    unit: '20-CA',
    stands: { led: of('20A', '20-CA'), unrelated: of('19A') },
  },
  /** a hamlet watches its own commune */
  hamlet: {
    unit: '20A-T01',
    stands: { own: of('20A-T01'), sibling: of('20A-T02'), watched: of('20A'), unrelated: of('20B-T01') },
  },
  province: {
    unit: '20',
    stands: { own: of('20'), child: of('20A'), unrelated: of('19A') },
  },
} satisfies Record<string, { unit: string; stands: Partial<Record<Relation, Stand>> }>
export type Seat = keyof typeof seats

export const standsOf = (seat: Seat): [Relation, Stand][] => Object.entries(seats[seat].stands) as [Relation, Stand][]

/** The rule, by hand: which relations each kind of reach lets through. `none` has no target. */
export const lets: Record<'subtree' | 'reach' | 'watch', readonly Relation[]> = {
  subtree: ['own', 'child'],
  reach: ['own', 'child', 'led', 'cooperating'],
  watch: ['own', 'child', 'watched'],
}

export type Case = { seat: Seat; role: Role; relation: Relation }
export const allRoles = roles
