/** Positions as [longitude, latitude]. */
export type Geometry =
  | { type: 'point'; at: [number, number] }
  | { type: 'line'; points: [number, number][] }
  | { type: 'polygon'; rings: [number, number][][] }

/** A border drawn by hand has a few dozen points; more is a file. */
const POINTS = 1000

/** Reads POINT, LINESTRING and POLYGON of well-known text, with an optional SRID of 4326; else says what is wrong. */
export function readWkt(text: string): Geometry | { why: string; whyEn: string } {
  const body = text.trim().replace(/^SRID=4326;/i, '')
  const m = /^(POINT|LINESTRING|POLYGON)(?: ?Z)?\s*\(([-+\d.eE,() \t]*)\)$/i.exec(body)
  if (!m)
    return {
      why: 'hình phải là POINT, LINESTRING hay POLYGON như POINT(106.4 21.5)',
      whyEn: 'a shape is POINT, LINESTRING or POLYGON, like POINT(106.4 21.5)',
    }
  const kind = (m[1] as string).toUpperCase()
  const inner = (m[2] as string).trim()
  let count = 0
  const point = (part: string): [number, number] | null => {
    const numbers = part
      .trim()
      .split(/[ \t]+/)
      .map(Number)
    const [x, y] = numbers
    if (numbers.length < 2 || numbers.length > 3 || x === undefined || y === undefined) return null
    count++
    return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [x, y] : null
  }
  const line = (part: string): [number, number][] | null => {
    if (/[()]/.test(part)) return null
    const points = part.split(',', POINTS + 1).map(point)
    return points.every(p => p !== null) ? points : null
  }
  const wrong = {
    why: 'toạ độ phải là kinh độ (−180…180) rồi vĩ độ (−90…90), hình phải đủ điểm',
    whyEn: 'positions are longitude (−180…180), then latitude (−90…90), and a shape needs enough of them',
  }
  let shape: Geometry | null = null
  if (kind === 'POINT') {
    const at = /[(),]/.test(inner) ? null : point(inner)
    shape = at && { type: 'point', at }
  } else if (kind === 'LINESTRING') {
    const points = line(inner)
    shape = points && points.length >= 2 ? { type: 'line', points } : null
  } else if (inner.startsWith('(') && inner.endsWith(')')) {
    const rings = inner
      .slice(1, -1)
      .split(/\)[ \t]*,[ \t]*\(/, 50)
      .map(line)
    shape = rings.every(r => r !== null && r.length >= 4)
      ? { type: 'polygon', rings: rings as [number, number][][] }
      : null
  }
  if (count > POINTS) return { why: `hình có hơn ${POINTS} điểm`, whyEn: `the shape has more than ${POINTS} points` }
  return shape ?? wrong
}
