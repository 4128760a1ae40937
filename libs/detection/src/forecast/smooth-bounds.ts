import type { Interval } from './forecast.ts'

/**
 * Doubt does not shrink the further one looks: quantiles of past errors, taken step by step, jump about because each rests on other
 * errors. The distance of each bound from its point is made never to shrink (isotonic regression by pooling adjacent violators: Barlow and
 * others 1972), then averaged with its neighbours, which keeps that. The mean distance stays, and so, nearly, does the coverage.
 * Bounds that are unknown stay so.
 */
export function smoothBounds(point: readonly number[], intervals: readonly Interval[]): Interval[] {
  const side = (bounds: readonly (number | null)[], sign: 1 | -1) => {
    const known = bounds.flatMap((b, h) => (b === null ? [] : [{ h, distance: sign * (b - (point[h] as number)) }]))
    const smooth = averaged(rising(known.map(k => k.distance)))
    const out = [...bounds]
    known.forEach(({ h }, i) => (out[h] = (point[h] as number) + sign * (smooth[i] as number)))
    return out
  }
  return intervals.map(i => ({ ...i, lower: side(i.lower, -1), upper: side(i.upper, 1) }))
}

/** The nearest sequence, by least squares, that never falls. */
function rising(values: readonly number[]): number[] {
  const blocks: { sum: number; n: number }[] = []
  for (const v of values) {
    let block = { sum: v, n: 1 }
    for (let before = blocks.at(-1); before && before.sum * block.n > block.sum * before.n; before = blocks.at(-1)) {
      blocks.pop()
      block = { sum: before.sum + block.sum, n: before.n + block.n }
    }
    blocks.push(block)
  }
  return blocks.flatMap(b => Array.from({ length: b.n }, () => b.sum / b.n))
}

/** Each with two neighbours on both sides, fewer at the ends but always as many on each: a rising sequence stays one. */
function averaged(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const reach = Math.min(2, i, values.length - 1 - i)
    const near = values.slice(i - reach, i + reach + 1)
    return near.reduce((a, b) => a + b, 0) / near.length
  })
}
