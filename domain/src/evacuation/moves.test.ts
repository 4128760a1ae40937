import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveMove, type MoveEvent, moveKinds } from './moves.ts'
import { checkRatio, tally } from './tally.ts'

let n = 0
const event = (kind: MoveEvent['kind'], at: number, over: Partial<MoveEvent> = {}): MoveEvent => ({
  id: `e${++n}`,
  kind,
  at,
  ...over,
})
const state = (...events: MoveEvent[]) => {
  const s = deriveMove(events)
  return [s.state, ...(s.help ? ['help'] : []), ...(s.refusedSince === null ? [] : ['refused'])].join(' ')
}

describe('the state of a household', () => {
  it('goes from planned to returned', () => {
    const line = [
      event('moving', 10),
      event('arrived', 20, { place: { kind: 'shelter', id: 3 } }),
      event('returned', 90),
    ]
    expect(state()).toBe('planned')
    expect(state(line[0]!)).toBe('moving')
    expect(deriveMove(line.slice(0, 2))).toMatchObject({ state: 'arrived', since: 20, place: { id: 3 } })
    expect(deriveMove(line)).toMatchObject({ state: 'returned', place: null })
  })
  it('who has arrived is not taken back by a late "left" of another phone', () => {
    expect(state(event('arrived', 20), event('left', 25))).toBe('arrived')
  })
  it('after the return a new leg begins', () => {
    expect(state(event('left', 1), event('arrived', 2), event('returned', 3), event('moving', 4))).toBe('moving')
  })
  it('a call for help stands until somebody helped or they arrived; a refusal until they go', () => {
    expect(state(event('help', 1))).toBe('planned help')
    expect(state(event('help', 1), event('moving', 2))).toBe('moving help')
    expect(state(event('help', 1), event('helped', 2))).toBe('planned')
    expect(state(event('help', 1), event('arrived', 2))).toBe('arrived')
    expect(state(event('refused', 1))).toBe('planned refused')
    expect(state(event('refused', 1), event('left', 2))).toBe('left')
  })
  it('an undo takes back exactly its event, also when it comes before it', () => {
    const left = event('left', 5)
    const undo = event('undo', 6, { undoes: left.id })
    expect(state(undo, left)).toBe('planned')
    expect(state(event('moving', 1), left, undo)).toBe('moving')
  })
  it('coming home without having gone changes nothing', () => {
    expect(state(event('returned', 5))).toBe('planned')
  })
})

const events = fc.array(
  fc.record({
    id: fc.integer({ min: 1, max: 30 }).map(String),
    kind: fc.constantFrom(...moveKinds),
    at: fc.integer({ min: 0, max: 8 }),
    place: fc.option(
      fc.record({ kind: fc.constantFrom('shelter' as const, 'host' as const), id: fc.integer({ min: 1, max: 3 }) }),
    ),
    people: fc.option(fc.integer({ min: 1, max: 5 })),
    undoes: fc.option(fc.integer({ min: 1, max: 30 }).map(String)),
  }),
  { maxLength: 25 },
)

describe('deriveMove', () => {
  it('does not depend on the order of arrival, nor on what came twice', () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (list, chance) => {
        const other = list.flatMap(e => ((chance.next().value as number) % 3 ? [e] : [e, e]))
        for (let i = other.length - 1; i > 0; i--) {
          const j = (chance.next().value as number) % (i + 1)
          ;[other[i], other[j]] = [other[j]!, other[i]!]
        }
        expect(deriveMove(other)).toEqual(deriveMove(list))
      }),
      { numRuns: 500 },
    )
  })
})

describe('tally', () => {
  it('keeps the states apart and counts everybody once in the total', () => {
    const t = tally([
      { people: 4, state: 'left', help: false, refused: false },
      { people: 2, state: 'planned', help: true, refused: true },
    ])
    expect(t.total).toEqual({ households: 2, people: 6 })
    expect([t.left.people, t.planned.people, t.arrived.people, t.help.people, t.refused.households]).toEqual([
      4, 2, 0, 2, 1,
    ])
  })
  it('finds the totals of a report that cannot be', () => {
    expect(checkRatio({ households: 300, people: 200 })).toBe('impossible')
    expect(checkRatio({ households: 100, people: 900 })).toBe('odd')
    expect(checkRatio({ households: 380, people: 1304 })).toBe(null)
  })
})
