import type { TallyOut } from '@tusom/contract'
import type { EvacuationCount } from '@tusom/store'

/** Adds counts by state; the states stay apart, `total` is everybody once. */
export function tallyOf(counts: readonly EvacuationCount[]): TallyOut {
  const zero = () => ({ households: 0, people: 0 })
  const t: TallyOut = {
    planned: zero(),
    left: zero(),
    moving: zero(),
    arrived: zero(),
    returned: zero(),
    help: zero(),
    refused: zero(),
    total: zero(),
  }
  for (const c of counts) {
    for (const f of [t[c.state], t.total]) {
      f.households += c.households
      f.people += c.people
    }
    t.help.households += c.helpHouseholds
    t.help.people += c.helpPeople
    t.refused.households += c.refusedHouseholds
    t.refused.people += c.refusedPeople
  }
  return t
}
