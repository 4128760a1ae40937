const HOUR = 3_600_000

/** Figures over the last hours, the interval open at its start: (t − h, t]. Readings come in order of time; O(1) each, amortised. */
export class InputWindow {
  private readonly at: number[] = []
  private readonly value: number[] = []
  private head = 0
  private total = 0
  /** indexes of candidates for the largest and the smallest, best first */
  private readonly high: number[] = []
  private readonly low: number[] = []
  private readonly span: number

  constructor(hours: number) {
    this.span = hours * HOUR
  }

  push(at: number, value: number): void {
    this.at.push(at)
    this.value.push(value)
    this.total += value
    const i = this.at.length - 1
    while (this.high.length && (this.value[this.high.at(-1) as number] as number) <= value) this.high.pop()
    while (this.low.length && (this.value[this.low.at(-1) as number] as number) >= value) this.low.pop()
    this.high.push(i)
    this.low.push(i)
    const limit = at - this.span
    while ((this.at[this.head] as number) <= limit) {
      this.total -= this.value[this.head] as number
      this.head++
    }
    while ((this.high[0] as number) < this.head) this.high.shift()
    while ((this.low[0] as number) < this.head) this.low.shift()
    if (this.head > 1024 && this.head > this.at.length / 2) this.compact()
  }

  get sum(): number {
    return this.total
  }
  get max(): number {
    return this.value[this.high[0] as number] as number
  }
  get min(): number {
    return this.value[this.low[0] as number] as number
  }
  get mean(): number {
    return this.total / (this.at.length - this.head)
  }
  /** by how much the last figure stands above the lowest of the window: a rise is a rise from wherever it began */
  get rise(): number {
    return (this.value.at(-1) as number) - this.min
  }

  private compact(): void {
    const drop = this.head
    this.at.splice(0, drop)
    this.value.splice(0, drop)
    for (const list of [this.high, this.low]) for (let i = 0; i < list.length; i++) list[i] = (list[i] as number) - drop
    this.head = 0
  }
}
