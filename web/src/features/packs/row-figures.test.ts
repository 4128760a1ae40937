import { defaultPack, readPack } from '@tusom/domain'
import { expect, test } from 'vitest'
import { figuresOf, withValue } from './row-figures.ts'

test('finds every threshold of every row and changes one of them without touching the rest', () => {
  for (const h of defaultPack.hazards) {
    if (!('rows' in h)) continue
    for (const row of h.rows)
      for (const f of figuresOf(row)) {
        const changed = withValue(row, f.path, 1)
        expect(figuresOf(changed).find(x => x.path.join() === f.path.join())?.value).toBe(1)
        expect(figuresOf(row).find(x => x.path.join() === f.path.join())?.value).toBe(f.value)
      }
  }
  const pack = withValue(defaultPack, ['hazards', 0, 'rows', 3, 'level'], 3)
  expect('pack' in readPack(pack)).toBe(true)
  expect(defaultPack.hazards[0]).not.toBe(pack.hazards[0])
  expect(defaultPack.hazards[1]).toBe(pack.hazards[1])
})
