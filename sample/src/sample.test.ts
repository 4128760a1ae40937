import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import * as sample from './index.ts'

/** Everything the sample can say, as one text. */
function everything(): string {
  return JSON.stringify([
    sample.units,
    sample.communeShapes(),
    sample.stations,
    [...sample.floodReadings({ startMs: 0 })],
    [...sample.calmReadings({ endMs: 0, hours: 72 })],
    sample.households(),
    sample.hostHouseholds(),
    sample.shelters(),
    sample.accounts,
    sample.samplePlanText,
    sample.plantedFaults,
    sample.sampleReports('2026-11-22').map(r => ({
      ...r,
      form: r.form.code,
      period: r.period.key,
      cells: [...r.cells],
      narratives: [...r.narratives],
    })),
    sample.floodLandslideScenario,
    sample.functions,
    sample.publicAdvice,
  ])
}

it('is the same, byte for byte, on every machine', () => {
  // Changed the sample on purpose? Put the new digest here; the review then shows that it changed.
  expect(createHash('sha256').update(everything()).digest('hex')).toBe(
    'ce8ddcd72ba00371c8014ae1f877af803aa327485b492f3ae0e70eef7f4e899d',
  )
})

it('is plain data: it survives a trip through JSON', () => {
  const text = everything()
  expect(JSON.stringify(JSON.parse(text))).toBe(text)
  expect(text).not.toMatch(/NaN|Infinity|undefined/)
  expect(text).toBe(text.normalize('NFC'))
})
