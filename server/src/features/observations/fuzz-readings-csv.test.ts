import { expect, it } from 'vitest'
import { fuzzReadingsCsv } from './fuzz-readings-csv.ts'

it('odd files and messages are read or refused, never thrown at, and both happen', () => {
  const accepted = fuzzReadingsCsv(20251008, 3000)
  expect(accepted).toBeGreaterThan(300)
  expect(accepted).toBeLessThan(2900)
})
it('the same seed makes the same cases', () => expect(fuzzReadingsCsv(7, 300)).toBe(fuzzReadingsCsv(7, 300)))
