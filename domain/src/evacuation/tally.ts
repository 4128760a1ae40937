import type { MoveState } from './moves.ts'

/** One household as counts see it. */
export type Counted = { people: number; state: MoveState; help: boolean; refused: boolean }
export type Figure = { households: number; people: number }
export type Tally = Record<MoveState, Figure> & { help: Figure; refused: Figure; total: Figure }

/** Households and people by state. `total` counts everybody in the plan once; help and refusal are flags beside the states. */
export function tally(list: Iterable<Counted>): Tally {
  const zero = (): Figure => ({ households: 0, people: 0 })
  const t: Tally = {
    planned: zero(),
    left: zero(),
    moving: zero(),
    arrived: zero(),
    returned: zero(),
    help: zero(),
    refused: zero(),
    total: zero(),
  }
  const add = (f: Figure, people: number) => {
    f.households++
    f.people += people
  }
  for (const h of list) {
    add(t[h.state], h.people)
    add(t.total, h.people)
    if (h.help) add(t.help, h.people)
    if (h.refused) add(t.refused, h.people)
  }
  return t
}

/**
 * What looks wrong in a pair of totals: people below households is impossible; an average outside 2–8 people a household is
 * a warning (reports of October 2025 read "300 hộ với 200 nhân khẩu").
 */
export function checkRatio(f: Figure): 'impossible' | 'odd' | null {
  if (f.people < f.households) return 'impossible'
  if (!f.households) return null
  const ratio = f.people / f.households
  return ratio < 2 || ratio > 8 ? 'odd' : null
}
