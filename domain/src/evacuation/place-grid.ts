/** Places on a plane (kilometres), in square cells, so that the nearest are found without looking at all of them. */
export class PlaceGrid {
  private readonly cells = new Map<number, number[]>()
  private readonly size: number
  private readonly x: Float64Array
  private readonly y: Float64Array
  private readonly minX: number
  private readonly minY: number
  private readonly columns: number
  private readonly rows: number

  /** `members`: indices into `x`, `y` that are in the grid. */
  constructor(x: Float64Array, y: Float64Array, members: readonly number[]) {
    this.x = x
    this.y = y
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const m of members) {
      minX = Math.min(minX, x[m]!)
      maxX = Math.max(maxX, x[m]!)
      minY = Math.min(minY, y[m]!)
      maxY = Math.max(maxY, y[m]!)
    }
    const n = Math.max(1, members.length)
    this.minX = Number.isFinite(minX) ? minX : 0
    this.minY = Number.isFinite(minY) ? minY : 0
    const width = Math.max(0.001, maxX - minX || 0)
    const height = Math.max(0.001, maxY - minY || 0)
    // about two places a cell, and never more cells than a few per place even when all stand on one line
    this.size = Math.max(Math.sqrt((width * height * 2) / n), Math.max(width, height) / (2 * n), 0.05)
    this.columns = Math.floor(width / this.size) + 1
    this.rows = Math.floor(height / this.size) + 1
    for (const m of members) {
      const key = this.row(y[m]!) * this.columns + this.column(x[m]!)
      const cell = this.cells.get(key)
      if (cell) cell.push(m)
      else this.cells.set(key, [m])
    }
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.minX) / this.size)))
  }
  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.minY) / this.size)))
  }

  /**
   * Writes the `k` nearest members that `takes` into `found` (indices) and `distance` (km), nearest first, ties by index;
   * returns how many there were.
   */
  nearest(
    px: number,
    py: number,
    k: number,
    found: Int32Array,
    distance: Float64Array,
    takes?: (m: number) => boolean,
  ) {
    const column = this.column(px)
    const row = this.row(py)
    let n = 0
    const most = Math.max(column, this.columns - 1 - column, row, this.rows - 1 - row)
    for (let ring = 0; ring <= most; ring++) {
      // nothing in this ring or beyond can be nearer than the ring's inner edge
      if (n === k && ring > 0 && distance[k - 1]! < this.edge(px, py, column, row, ring)) break
      for (let r = row - ring; r <= row + ring; r++) {
        if (r < 0 || r >= this.rows) continue
        const step = r === row - ring || r === row + ring ? 1 : 2 * ring || 1
        for (let c = column - ring; c <= column + ring; c += step) {
          if (c < 0 || c >= this.columns) continue
          for (const m of this.cells.get(r * this.columns + c) ?? []) {
            const d = Math.hypot(this.x[m]! - px, this.y[m]! - py)
            if (n === k && !before(d, m, distance[n - 1]!, found[n - 1]!)) continue
            if (takes && !takes(m)) continue
            let at = n < k ? n++ : k - 1
            for (; at > 0 && before(d, m, distance[at - 1]!, found[at - 1]!); at--) {
              distance[at] = distance[at - 1]!
              found[at] = found[at - 1]!
            }
            distance[at] = d
            found[at] = m
          }
        }
      }
    }
    return n
  }

  /** Distance from the point to the nearest edge of the square of cells inside `ring`. */
  private edge(px: number, py: number, column: number, row: number, ring: number): number {
    const left = px - (this.minX + (column - ring + 1) * this.size)
    const right = this.minX + (column + ring) * this.size - px
    const down = py - (this.minY + (row - ring + 1) * this.size)
    const up = this.minY + (row + ring) * this.size - py
    return Math.max(0, Math.min(left, right, down, up))
  }
}

const before = (d: number, m: number, otherD: number, other: number) => d < otherD || (d === otherD && m < other)
