import { seededRandom } from '../src/forecast/random.ts'

/** Hourly river levels (m): bursts of rain through two linear reservoirs, with gauge noise of a centimetre. Invented, the same every time. */
export function inventedRiver(hours: number, seed: number): number[] {
  const random = seededRandom(seed)
  let rain = 0
  let left = 0
  let soil = 0
  let channel = 0
  return Array.from({ length: hours }, () => {
    if (left <= 0 && random() < 1 / 150) {
      left = 6 + Math.floor(30 * random())
      rain = 0.1 + 0.5 * random() ** 2
    }
    const fall = left-- > 0 ? rain * (0.5 + random()) : 0
    soil += fall - 0.12 * soil
    channel += 0.12 * soil - 0.03 * channel
    const noise = random() + random() + random() - 1.5
    return Math.round((12 + channel + 0.01 * noise) * 100) / 100
  })
}

/** Weekly counts with a season, overdispersed as real reports are. Invented, the same every time. */
export function inventedCounts(weeks: number, seed: number, mean = 12): number[] {
  const random = seededRandom(seed)
  const poisson = (m: number): number => {
    let k = 0
    let p = Math.exp(-m)
    let sum = p
    const u = random()
    while (u > sum && k < 1000) {
      k++
      p *= m / k
      sum += p
    }
    return k
  }
  let slow = 0
  return Array.from({ length: weeks }, (_, t) => {
    slow = 0.9 * slow + 0.12 * (random() + random() + random() - 1.5)
    return poisson(mean * Math.exp(0.5 * Math.cos((2 * Math.PI * t) / 52) + slow))
  })
}
