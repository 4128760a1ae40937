const HOUR = 3_600_000

/**
 * Running sums of one rain gauge over the last 12 and 24 hours, the interval open at its start: (t − 24 h, t].
 * Amounts are kept as whole thousandths of a millimetre, so that ten times 0,1 mm is 1 mm and not a little less.
 * Readings must come in order of time; appending costs O(1).
 */
export class RainWindow {
  private times = new Float64Array(256)
  private cumulated = new Float64Array(256)
  private length = 0
  private tail24 = 0
  private tail12 = 0

  get lastAt(): number {
    return this.length ? (this.times[this.length - 1] as number) : Number.NEGATIVE_INFINITY
  }

  /** Adds an amount; a second amount for the same instant replaces the first. */
  push(at: number, thousandths: number): void {
    if (this.length && at === this.lastAt) this.length--
    if (this.length === this.times.length) this.grow()
    const before = this.length ? (this.cumulated[this.length - 1] as number) : this.base
    this.times[this.length] = at
    this.cumulated[this.length] = before + thousandths
    this.length++
    this.tail24 = this.advance(this.tail24, at - 24 * HOUR)
    this.tail12 = this.advance(this.tail12, at - 12 * HOUR)
  }

  /** Thousandths of a millimetre in the 24 hours up to the last reading. */
  get sum24(): number {
    return this.sumFrom(this.tail24)
  }
  get sum12(): number {
    return this.sumFrom(this.tail12)
  }

  private base = 0

  private sumFrom(index: number): number {
    if (!this.length) return 0
    const before = index > 0 ? (this.cumulated[index - 1] as number) : this.base
    return (this.cumulated[this.length - 1] as number) - before
  }

  private advance(index: number, limit: number): number {
    while (index < this.length && (this.times[index] as number) <= limit) index++
    return index
  }

  private grow(): void {
    const drop = this.tail24
    if (drop > this.length / 2) {
      this.base = this.cumulated[drop - 1] as number
      this.times.copyWithin(0, drop, this.length)
      this.cumulated.copyWithin(0, drop, this.length)
      this.length -= drop
      this.tail24 -= drop
      this.tail12 -= drop
      return
    }
    const times = new Float64Array(this.times.length * 2)
    const cumulated = new Float64Array(this.times.length * 2)
    times.set(this.times)
    cumulated.set(this.cumulated)
    this.times = times
    this.cumulated = cumulated
  }
}
