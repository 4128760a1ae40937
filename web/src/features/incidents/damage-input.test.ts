import { describe, expect, it } from 'vitest'
import { readDamage } from './damage-input.ts'

describe('readDamage', () => {
  it('sends what changed, and keeps blank apart from zero', () => {
    expect(
      readDamage(
        { 'people.dead': '0', 'people.missing': '', 'house.flooded': '1.530', 'crops.rice': '17,5' },
        { 'house.flooded': 1200, 'crops.rice': 17.5 },
      ),
    ).toEqual({ figures: { 'people.dead': 0, 'house.flooded': 1530 }, wrong: [], falls: false })
  })
  it('a figure that falls or is emptied needs a reason', () => {
    expect(readDamage({ 'house.flooded': '31' }, { 'house.flooded': 43 }).falls).toBe(true)
    expect(readDamage({ 'house.flooded': ' ' }, { 'house.flooded': 43 })).toEqual({
      figures: { 'house.flooded': null },
      wrong: [],
      falls: true,
    })
  })
  it('names what is no number', () => {
    expect(readDamage({ a: 'hai', b: '1,530', c: '-3' }, {}).wrong).toEqual(['a', 'b', 'c'])
  })
})
