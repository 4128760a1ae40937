import { expect, it } from 'vitest'
import { publicAdvice } from './public-advice.ts'

it('covers three hazards in three phases with one to eight short lines in both languages', () => {
  expect(publicAdvice.map(a => a.hazard)).toEqual(['flood', 'heavy-rain', 'flash-flood-landslide'])
  for (const a of publicAdvice)
    for (const phase of ['before', 'during', 'after'] as const) {
      const lines = a.phases[phase]
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.length).toBeLessThanOrEqual(8)
      for (const l of lines) {
        expect(l.vi.length, l.vi).toBeLessThanOrEqual(60)
        expect(l.en.length, l.en).toBeLessThanOrEqual(75)
        expect(l.vi).toBe(l.vi.normalize('NFC'))
      }
    }
})
