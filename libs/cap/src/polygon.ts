import { type Budget, examineRing, newBudget, type RingReport } from './crossing.ts'

/** Latitude and longitude in degrees, WGS 84. */
export type Point = readonly [lat: number, lon: number]

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
/** 1e-12 degree is a tenth of a micrometre; more digits are rounded, so that the scaled coordinate stays exact. */
const MOST_DIGITS = 12

export type PolygonReading = {
  points: Point[]
  /** the pairs that are no pairs, as they stand */
  bad: string[]
  /** most digits after the decimal point, at most 12 */
  digits: number
}

function digitsOf(decimal: string): number {
  const point = decimal.indexOf('.')
  return point < 0 ? 0 : decimal.length - point - 1
}

function readPair(text: string): { point: Point; digits: number } | null {
  const comma = text.indexOf(',')
  if (comma < 0) return null
  const lat = text.slice(0, comma)
  const lon = text.slice(comma + 1)
  if (text.length > 64 || !DECIMAL.test(lat) || !DECIMAL.test(lon)) return null
  return { point: [Number(lat), Number(lon)], digits: Math.min(MOST_DIGITS, Math.max(digitsOf(lat), digitsOf(lon))) }
}

/** Reads the pairs of a `<polygon>`; white space of any kind, line breaks too, stands between them. */
export function readPolygon(text: string): PolygonReading {
  const reading: PolygonReading = { points: [], bad: [], digits: 0 }
  for (const part of text.split(/[ \t\r\n]+/)) {
    if (part === '') continue
    const pair = readPair(part)
    if (!pair) {
      reading.bad.push(part)
      continue
    }
    reading.points.push(pair.point)
    reading.digits = Math.max(reading.digits, pair.digits)
  }
  return reading
}

/**
 * The points of a `<polygon>`, first = last.
 * @returns null if any pair is malformed; use `checkAlert` to learn what and where
 */
export function parsePolygon(text: string): Point[] | null {
  const { points, bad } = readPolygon(text)
  return bad.length > 0 || points.length === 0 ? null : points
}

/** Reads a `<circle>`: "lat,lon radius", radius in kilometres. @returns null if malformed */
export function parseCircle(text: string): { centre: Point; radiusKm: number } | null {
  const [pair, radius, ...rest] = text.split(/[ \t\r\n]+/).filter(part => part !== '')
  if (!pair || !radius || rest.length > 0 || radius.length > 32 || !DECIMAL.test(radius)) return null
  const read = readPair(pair)
  return read ? { centre: read.point, radiusKm: Number(radius) } : null
}

/** A number without exponent, at most `digits` after the point, no trailing zeros. */
const decimal = (value: number, digits: number) => {
  const text = value.toFixed(digits)
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text
}

/**
 * Writes points as the text of a `<polygon>`, closing the ring if it is open.
 *
 * @param points latitude and longitude in degrees
 * @param digits after the decimal point; 5 is about a metre
 */
export function polygonText(points: readonly Point[], digits = 5): string {
  const pairs = points.map(([lat, lon]) => `${decimal(lat, digits)},${decimal(lon, digits)}`)
  const first = pairs[0]
  if (first !== undefined && pairs.at(-1) !== first) pairs.push(first)
  return pairs.join(' ')
}

/** Writes the text of a `<circle>`. @param radiusKm kilometres */
export function circleText(centre: Point, radiusKm: number, digits = 5): string {
  return `${decimal(centre[0], digits)},${decimal(centre[1], digits)} ${decimal(radiusKm, 3)}`
}

export const inRange = ([lat, lon]: Point) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

/**
 * Where a closed ring crosses, overlaps or touches itself; exact in the decimal digits given.
 *
 * @param points first = last; points that repeat the one before are passed over
 * @param digits how many digits after the decimal point the coordinates have (at most 12)
 * @returns null for a ring that does none of these
 */
export function examinePolygon(
  points: readonly Point[],
  digits = MOST_DIGITS,
  budget: Budget = newBudget(),
): { fault: RingReport['fault']; at: Point } | null {
  const scale = 10 ** digits
  const x: number[] = []
  const y: number[] = []
  for (const [lat, lon] of points) {
    const px = Math.round(lon * scale)
    const py = Math.round(lat * scale)
    if (px !== x.at(-1) || py !== y.at(-1)) {
      x.push(px)
      y.push(py)
    }
  }
  if (x.length > 1 && x[0] === x.at(-1) && y[0] === y.at(-1)) {
    x.pop()
    y.pop()
  }
  const report = examineRing(Float64Array.from(x), Float64Array.from(y), budget)
  return report && { fault: report.fault, at: [(y[report.at] ?? 0) / scale, (x[report.at] ?? 0) / scale] }
}
