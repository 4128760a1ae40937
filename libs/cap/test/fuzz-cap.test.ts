import { expect, it } from 'vitest'
import { fuzzCap } from './fuzz-cap.ts'

// A taste; `scripts/fuzz.ts cap 1000000` is the meal.
it('3,000 mutants break no promise, and some of them are still valid', () => {
  expect(fuzzCap(1, 3000)).toBeGreaterThan(200)
})
