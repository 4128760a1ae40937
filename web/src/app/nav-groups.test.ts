import { describe, expect, it } from 'vitest'
import { features } from './features.ts'
import { groupOf, inGroups } from './nav-groups.ts'

describe('groups of the navigation', () => {
  it('an item stands where its order falls; what comes first stands alone', () => {
    expect([1, 9, 10, 49, 50, 59, 60, 70, 200].map(groupOf)).toEqual([
      null,
      null,
      'respond',
      'respond',
      'direct',
      'direct',
      'account',
      'watch',
      'watch',
    ])
    expect(inGroups([{ order: 2 }, { order: 10 }, { order: 20 }, { order: 70 }])).toEqual([
      { group: null, items: [{ order: 2 }] },
      { group: 'respond', items: [{ order: 10 }, { order: 20 }] },
      { group: 'watch', items: [{ order: 70 }] },
    ])
  })

  it('no two pages have the same icon, name or address', () => {
    const items = features.flatMap(f => f.nav ?? [])
    for (const of of ['icon', 'vi', 'en', 'path'] as const) {
      const seen = items.map(i => i[of])
      expect(seen.filter((x, i) => seen.indexOf(x) !== i)).toEqual([])
    }
  })
})
