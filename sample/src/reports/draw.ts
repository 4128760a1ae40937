import type { Random } from '../random.ts'

/** Draws from a Poisson distribution (Knuth, The Art of Computer Programming vol. 2, 3.4.1): counts of rare things. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let n = 0
  for (let p = random.next(); p > limit; p *= random.next()) n++
  return n
}

/** One decimal. */
export const money = (x: number): number => Math.round(x * 10) / 10

/** Divides `total` people at random, one by one, by weight: the parts of a breakdown add up to it. */
export function divide(random: Random, total: number, weights: readonly number[]): number[] {
  const parts = weights.map(() => 0)
  const sum = weights.reduce((a, b) => a + b, 0)
  for (let i = 0; i < total; i++) {
    let left = random.next() * sum
    const at = weights.findIndex(w => (left -= w) < 0)
    parts[Math.max(0, at)] = (parts[Math.max(0, at)] as number) + 1
  }
  return parts
}
