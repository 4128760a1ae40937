/** A horizontal or vertical line drawn on the page: `at` is its place across, `from`–`to` its reach. */
export type Segment = { at: number; from: number; to: number }
export type Ruling = { across: Segment[]; down: Segment[] }

/** Numbers of the operators of pdf.js that matter here. */
export type Operators = {
  save: number
  restore: number
  transform: number
  constructPath: number
  paintFormXObjectBegin: number
  paintFormXObjectEnd: number
  stroke: number
  closeStroke: number
  fill: number
  eoFill: number
  fillStroke: number
  eoFillStroke: number
  closeFillStroke: number
  closeEOFillStroke: number
}

type Matrix = [number, number, number, number, number, number]

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

const maxSegments = 20_000

/** Lines of tables: strokes along an axis, and bars thin enough to be lines. */
export function readRuling(fns: number[], args: unknown[], ops: Operators): Ruling {
  const out: Ruling = { across: [], down: [] }
  const strokes = new Set([
    ops.stroke,
    ops.closeStroke,
    ops.fillStroke,
    ops.eoFillStroke,
    ops.closeFillStroke,
    ops.closeEOFillStroke,
  ])
  const fills = new Set([
    ops.fill,
    ops.eoFill,
    ops.fillStroke,
    ops.eoFillStroke,
    ops.closeFillStroke,
    ops.closeEOFillStroke,
  ])
  const stack: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  const add = (x0: number, y0: number, x1: number, y1: number) => {
    if (out.across.length + out.down.length >= maxSegments) return
    const dx = Math.abs(x1 - x0)
    const dy = Math.abs(y1 - y0)
    if (dy <= 1.5 && dx > 4) out.across.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
    else if (dx <= 1.5 && dy > 4) out.down.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
  }
  for (const [i, fn] of fns.entries()) {
    const arg = args[i]
    if (fn === ops.save || fn === ops.paintFormXObjectBegin) {
      stack.push(matrix)
      if (fn === ops.paintFormXObjectBegin && Array.isArray(arg) && isMatrix(arg[0])) matrix = times(matrix, arg[0])
    } else if (fn === ops.restore || fn === ops.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (fn === ops.transform && isMatrix(arg)) matrix = times(matrix, arg)
    else if (fn === ops.constructPath && Array.isArray(arg)) {
      const painted = Number(arg[0])
      const data: unknown = Array.isArray(arg[1]) ? arg[1][0] : null
      if (!(data instanceof Float32Array)) continue
      for (const path of subpaths(data, matrix)) {
        if (strokes.has(painted)) for (let k = 1; k < path.length; k++) add(...corner(path, k - 1), ...corner(path, k))
        else if (fills.has(painted)) bar(path, add)
      }
    }
  }
  return out
}

const isMatrix = (a: unknown): a is Matrix =>
  Array.isArray(a) && a.length === 6 && a.every(n => typeof n === 'number' && Number.isFinite(n))

type Point = [number, number]
const corner = (path: Point[], k: number): Point => path[k] ?? [0, 0]

/** A filled shape that is no thicker than a line. */
function bar(path: Point[], add: (x0: number, y0: number, x1: number, y1: number) => void) {
  const xs = path.map(p => p[0])
  const ys = path.map(p => p[1])
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (y1 - y0 <= 2.5 && x1 - x0 > 4) add(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
  else if (x1 - x0 <= 2.5 && y1 - y0 > 4) add((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
}

/** The straight parts of a path; pdf.js packs 0 move, 1 line, 2 curve (6 numbers), 3 quadratic (4), 4 close. */
function subpaths(data: Float32Array, m: Matrix): Point[][] {
  const out: Point[][] = []
  let path: Point[] = []
  const point = (i: number): Point => {
    const x = data[i] ?? 0
    const y = data[i + 1] ?? 0
    return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
  }
  for (let i = 0; i < data.length; ) {
    const op = data[i]
    if (op === 0) {
      if (path.length > 1) out.push(path)
      path = [point(i + 1)]
      i += 3
    } else if (op === 1) {
      path.push(point(i + 1))
      i += 3
    } else if (op === 2 || op === 3) {
      // A curve is no line of a table: what follows it starts anew.
      if (path.length > 1) out.push(path)
      path = [point(i + (op === 2 ? 5 : 3))]
      i += op === 2 ? 7 : 5
    } else if (op === 4) {
      const first = path[0]
      if (first && path.length > 1) path.push(first)
      i += 1
    } else return out
  }
  if (path.length > 1) out.push(path)
  return out
}
