const DAY = 86_400_000
/** How long readings are kept for judging late ones; a reading older than this before its series' last is stored, not judged. */
export const RETENTION_MS = 16 * DAY
/** What has been judged of one series, in order of time, to judge it again when something late comes in. */
export class ReadingBuffer {
  at: number[] = []
  value: number[] = []
  readonly retention: number
  constructor(retention = RETENTION_MS) {
    this.retention = retention
  }
  /** Inserts or replaces; true where it went in at the end. */
  put(at: number, value: number): boolean {
    const n = this.at.length
    if (!n || at > (this.at[n - 1] as number)) {
      this.at.push(at)
      this.value.push(value)
      return true
    }
    let lo = 0
    let hi = n
    while (lo < hi) {
      const mid = (lo + hi) >> 1
      if ((this.at[mid] as number) < at) lo = mid + 1
      else hi = mid
    }
    if (this.at[lo] === at) this.value[lo] = value
    else {
      this.at.splice(lo, 0, at)
      this.value.splice(lo, 0, value)
    }
    return false
  }
  trim(): void {
    const n = this.at.length
    if (n < 4096 || n % 1024) return
    const limit = (this.at[n - 1] as number) - this.retention
    let drop = 0
    while ((this.at[drop] as number) < limit) drop++
    if (drop > n / 2) {
      this.at.splice(0, drop)
      this.value.splice(0, drop)
    }
  }
}
