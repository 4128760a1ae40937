import { checkNumber } from '../series.ts'
import { checkHorizon, type Forecaster, valuesOf } from './forecast.ts'

export type BackTestOptions = {
  /** steps ahead that are scored */
  horizon: number
  /** first value that is forecast from the ones before it */
  from: number
  /** a forecast every so many values (1) */
  every?: number | undefined
}

export type BackTestScore = {
  /** forecast values compared with what came */
  compared: number
  /** mean absolute error */
  mae: number
  /** mean pinball loss over the point and the ends of all intervals: the lower the better, and it rewards narrow intervals that hold */
  pinball: number
  /** level of an interval → share of values inside it */
  coverage: Record<string, number>
  /** mean absolute error of each step ahead */
  maeByStep: number[]
}

const pinball = (y: number, q: number, p: number): number => (y >= q ? p * (y - q) : (1 - p) * (q - y))

/**
 * Forecasts again and again from the values known at the time, and scores what came, every forecaster on the same values. A method that does not beat
 * persistence and the seasonal naive one here is not worth its code.
 *
 * @example backTest(counts, { ours: (past, h) => forecastSmoothing(past, h), persistence }, { horizon: 4, from: 200 })
 */
export function backTest<Name extends string>(
  values: readonly (number | null)[],
  forecasters: Record<Name, Forecaster>,
  options: BackTestOptions,
): Record<Name, BackTestScore> {
  const known = valuesOf(values)
  const horizon = checkHorizon(options.horizon)
  const from = checkNumber('from', options.from, 1, 1e6, true)
  const every = checkNumber('every', options.every ?? 1, 1, 1e6, true)
  const names = Object.keys(forecasters) as Name[]
  const sums = new Map(
    names.map(name => [
      name,
      {
        compared: 0,
        absolute: 0,
        loss: 0,
        losses: 0,
        held: new Map<number, [number, number]>(),
        step: new Float64Array(horizon),
        steps: new Float64Array(horizon),
      },
    ]),
  )
  for (let origin = from; origin < known.length; origin += every) {
    const past = values.slice(0, origin)
    for (const name of names) {
      const sum = sums.get(name)
      if (!sum) continue
      const { point, intervals } = forecasters[name](past, horizon)
      for (let h = 0; h < horizon && origin + h < known.length; h++) {
        const y = known[origin + h] as number
        const guess = point[h] as number
        if (Number.isNaN(y) || Number.isNaN(guess)) continue
        sum.compared++
        sum.absolute += Math.abs(y - guess)
        sum.step[h] = (sum.step[h] as number) + Math.abs(y - guess)
        sum.steps[h] = (sum.steps[h] as number) + 1
        sum.loss += pinball(y, guess, 0.5)
        sum.losses++
        for (const { level, lower, upper } of intervals) {
          const [low, high] = [lower[h], upper[h]]
          if (low === null || low === undefined || high === null || high === undefined) continue
          const held = sum.held.get(level) ?? [0, 0]
          sum.held.set(level, [held[0] + (y >= low && y <= high ? 1 : 0), held[1] + 1])
          sum.loss += pinball(y, low, (1 - level) / 2) + pinball(y, high, (1 + level) / 2)
          sum.losses += 2
        }
      }
    }
  }
  return Object.fromEntries(
    [...sums].map(([name, s]) => [
      name,
      {
        compared: s.compared,
        mae: s.absolute / s.compared,
        pinball: s.loss / s.losses,
        coverage: Object.fromEntries([...s.held].map(([level, [inside, all]]) => [String(level), inside / all])),
        maeByStep: Array.from(s.step, (v, h) => v / (s.steps[h] as number)),
      },
    ]),
  ) as Record<Name, BackTestScore>
}
