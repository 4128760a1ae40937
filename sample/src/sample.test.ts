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
    sample.reportElements,
    sample.reportHistory({ periodStart: '2026-06-15' }),
    sample.currentPeriodDrafts({ periodStart: '2026-06-15' }),
    sample.weeklyScamHistory({ weekStart: '2026-11-16' }),
    sample.floodLandslideScenario,
    sample.functions,
    sample.publicAdvice,
  ])
}

it('is the same, byte for byte, on every machine', () => {
  // Changed the sample on purpose? Put the new digest here; the review then shows that it changed.
  expect(createHash('sha256').update(everything()).digest('hex')).toBe(
    '5a2d1265b4d230c0440f8cee461875c655cccb3e40f63efd42b72b032f9b1200',
  )
})

it('is plain data: it survives a trip through JSON', () => {
  const text = everything()
  expect(JSON.stringify(JSON.parse(text))).toBe(text)
  expect(text).not.toMatch(/NaN|Infinity|undefined/)
  expect(text).toBe(text.normalize('NFC'))
})
