import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  backTest,
  cusum,
  type Detection,
  DetectionError,
  ears,
  endemicOutbreak,
  endemicWarning,
  farrington,
  farringtonFlexible,
  forecastRiver,
  forecastSmoothing,
  persistence,
  seasonalNaive,
} from './index.ts'

const number = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom(0, 0, 0, null, NaN, 1e12, 1e-300, 0.5),
  fc.double(),
)
const sane = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, NaN, 1e12, 0) },
)
const counts = fc.oneof(
  fc.array(number, { maxLength: 40 }),
  fc.array(sane, { maxLength: 400, minLength: 200 }),
  fc.constant([]),
)
const option = fc.oneof(
  fc.constant(undefined),
  fc.integer({ min: -2, max: 60 }),
  fc.double(),
  fc.double({ min: 0, max: 1 }),
)
const truth = fc.constantFrom(undefined, true, false)
const options = fc.record({
  b: fc.constantFrom(undefined, 1, 2, 3, 5, -1),
  w: fc.constantFrom(undefined, 0, 1, 3, 99),
  alpha: fc.oneof(fc.constant(undefined), fc.double({ min: 0, max: 1 })),
  baseline: option,
  minSigma: option,
  noPeriods: fc.constantFrom(undefined, 1, 2, 5, 10, 400),
  pastWeeksNotIncluded: fc.constantFrom(undefined, 0, 3, 26, 9999),
  thresholdMethod: fc.constantFrom(undefined, 'delta', 'nbPlugin', 'muan'),
  powertrans: fc.constantFrom(undefined, '2/3', '1/2', 'none'),
  standardErrors: fc.constantFrom(undefined, 'model', 'surveillance'),
  weightsThreshold: fc.constantFrom(undefined, 0, 1, 2.58),
  pThresholdTrend: fc.constantFrom(undefined, 0, 0.05, 1),
  limit54: fc.constantFrom(undefined, [0, 1], [5, 4], [-1, 0]),
  trend: truth,
  reweight: truth,
  k: option,
  h: option,
  m: fc.oneof(option, fc.constant('glm')),
  trans: fc.constantFrom(
    undefined,
    'standard',
    'rossi',
    'anscombe',
    'anscombe2nd',
    'pearsonNegBin',
    'anscombeNegBin',
    'none',
  ),
  reset: truth,
})

/** A sound answer, or a refusal in one sentence. */
function sound(run: () => Detection[]): void {
  let found: Detection[]
  try {
    found = run()
  } catch (error) {
    expect(error).toBeInstanceOf(DetectionError)
    expect((error as Error).message.length).toBeGreaterThan(10)
    return
  }
  for (const d of found) {
    for (const v of [d.count, d.expected, d.upperbound, d.score]) expect(v === null || Number.isFinite(v)).toBe(true)
    if (d.count === null) expect(d.alarm).toBe(false)
    // what has no bound says why, or cannot be reached
    if (d.upperbound === null && d.note === null) expect(d.expected).not.toBe(null)
  }
}

it('no numbers and no options crash a method of detection', () => {
  fc.assert(
    fc.property(counts, options, fc.constantFrom(1, 4, 12, 52, 365, NaN), (given, o, frequency) => {
      const series = { counts: given, frequency }
      const any = o as never
      for (const method of ['C1', 'C2', 'C3'] as const) sound(() => ears(series, { ...(o as object), method }))
      sound(() => farrington(series, any))
      sound(() => farringtonFlexible(series, any))
      sound(() => cusum(series, any))
      const dates = given.map((_, i) => new Date(Date.UTC(2015, i, 1)).toISOString().slice(0, 10))
      sound(() => endemicWarning({ ...series, dates }))
      sound(() => endemicOutbreak({ ...series, dates }))
      sound(() =>
        farringtonFlexible({ ...series, dates, population: given }, { ...(o as object), populationOffset: true }),
      )
    }),
    { numRuns: 150 },
  )
})

it('no numbers crash a forecast', () => {
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(1, 7, 12, 52),
      truth,
      (given, horizon, season, isCounts) => {
        for (const run of [
          () => forecastSmoothing(given, horizon, { season, counts: isCounts }),
          () => forecastSmoothing(given, horizon, { season, model: 'hw-multiplicative' }),
          () => forecastRiver(given, horizon),
          () => persistence(given, horizon),
          () => seasonalNaive(given, horizon, season),
        ])
          try {
            const { point, intervals } = run()
            expect(point.length).toBe(horizon)
            for (const { lower, upper } of intervals)
              for (let h = 0; h < horizon; h++) {
                const [low, high] = [lower[h], upper[h]]
                if (low !== null && low !== undefined && high !== null && high !== undefined)
                  expect(low <= high || Number.isNaN(low) || Number.isNaN(high)).toBe(true)
              }
          } catch (error) {
            if (!(error instanceof DetectionError)) throw error
          }
      },
    ),
    { numRuns: 60 },
  )
  expect(backTest([], { persistence }, { horizon: 1, from: 1 }).persistence?.compared).toBe(0)
})
