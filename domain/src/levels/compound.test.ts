import { describe, expect, it } from 'vitest'
import { compoundOf } from './compound.ts'

describe('Điều 4 QĐ 18/2021: hazards that come together', () => {
  it('one hazard is none, also twice or beside one that is calm or undetermined', () => {
    expect(compoundOf([{ hazard: 'flood', level: 3 }])).toBeNull()
    expect(
      compoundOf([
        { hazard: 'flood', level: 3 },
        { hazard: 'flood', level: 2 },
      ]),
    ).toBeNull()
    expect(
      compoundOf([
        { hazard: 'flood', level: 3 },
        { hazard: 'storm', level: 0 },
        { hazard: 'fog', level: null },
      ]),
    ).toBeNull()
  })
  it('one step by itself, two with a reason, never above 5', () => {
    const of = (a: number, b: number) =>
      compoundOf([
        { hazard: 'flood', level: a },
        { hazard: 'storm', level: b },
      ])
    expect(of(2, 1)).toEqual({ hazards: ['flood', 'storm'], base: 2, raised: 3, most: 4 })
    expect(of(4, 3)).toMatchObject({ raised: 5, most: 5 })
    expect(of(5, 3)).toMatchObject({ raised: 5, most: 5 })
  })
})
