import { describe, expect, it } from 'vitest'
import { needsTransport, priorityOf, saysNeeds } from './priority.ts'
import { type Call, mustGo } from './who-must-go.ts'

const call = (over: Partial<Call>): Call => ({
  hazard: 'flood',
  level: null,
  alarm: null,
  rising: false,
  everyone: false,
  ...over,
})
const flood = (floodGroup: 1 | 2 | null) => ({ hazards: ['flood' as const], floodGroup })
const goes = (group: 1 | 2 | null, over: Partial<Call>) => mustGo(flood(group), [call(over)])?.code ?? null

describe('who must go', () => {
  it('group 1 at alarm 2 and rising, not at alarm 2 and falling', () => {
    expect(goes(1, { alarm: 2, rising: true })).toBe('flood-group-1-alarm')
    expect(goes(1, { alarm: 2, rising: false })).toBe(null)
    expect(goes(1, { alarm: 3, rising: false })).toBe('flood-group-1-alarm')
    expect(goes(1, { level: 2 })).toBe('flood-group-1-level')
    expect(goes(1, { level: 1 })).toBe(null)
  })
  it('group 2 at alarm 3 or from level 3', () => {
    expect(goes(2, { alarm: 2, rising: true, level: 2 })).toBe(null)
    expect(goes(2, { alarm: 3 })).toBe('flood-group-2')
    expect(goes(2, { level: 3 })).toBe('flood-group-2')
  })
  it('no group yet: with group 1, because unknown is not safe', () => {
    expect(goes(null, { alarm: 2, rising: true })).toBe('flood-group-1-alarm')
  })
  it('what is not known moves nobody, an order for everyone moves all at that risk only', () => {
    expect(goes(1, {})).toBe(null)
    expect(goes(2, { everyone: true })).toBe('everyone')
    expect(mustGo({ hazards: ['landslide'], floodGroup: null }, [call({ everyone: true })])).toBe(null)
    expect(mustGo({ hazards: ['landslide'], floodGroup: null }, [call({ hazard: 'landslide', level: 1 })])?.code).toBe(
      'landslide',
    )
  })
})

describe('priority', () => {
  const v = { childrenUnder6: 0, elderly: 0, pregnantOrInfant: 0, disabled: 0, bedridden: 0, poor: 0, livesAlone: 0 }
  it('is the gravest need of the household', () => {
    expect(priorityOf(v)).toBe(8)
    expect(priorityOf({ ...v, elderly: 1, bedridden: 1 })).toBe(1)
    expect(priorityOf({ ...v, elderly: 1, livesAlone: 1 })).toBe(4)
    expect(priorityOf({ ...v, poor: 4 })).toBe(7)
    expect(needsTransport({ ...v, elderly: 2 })).toBe(false)
    expect(needsTransport({ ...v, livesAlone: 1 })).toBe(true)
    expect(saysNeeds({ ...v, bedridden: 1, livesAlone: 1, poor: 1 })).toBe(
      '1 người nằm một chỗ, người già sống một mình',
    )
  })
})
