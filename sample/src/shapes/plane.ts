/** A flat plane in kilometres around the middle of the province: good to a few metres over 150 km, which is plenty here. */
export interface Point {
  x: number
  y: number
}

const LAT0 = 21.88
const KM_PER_DEGREE = 111.195
const COS = Math.cos((LAT0 * Math.PI) / 180)

export const toPlane = (lat: number, lon: number): Point => ({
  x: lon * KM_PER_DEGREE * COS,
  y: lat * KM_PER_DEGREE,
})

/** Back to degrees, rounded to 4 decimals (11 m): [lon, lat], the order of GeoJSON. */
export const toLonLat = (p: Point): [number, number] => [
  Math.round((p.x / (KM_PER_DEGREE * COS)) * 1e4) / 1e4,
  Math.round((p.y / KM_PER_DEGREE) * 1e4) / 1e4,
]

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Signed area (km²): positive when the ring runs counter-clockwise. The ring need not repeat its first point. */
export function signedArea(ring: readonly Point[]): number {
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    sum += a.x * b.y - b.x * a.y
  }
  return sum / 2
}

/** Twice the signed area of the triangle a b c. */
export const cross = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
