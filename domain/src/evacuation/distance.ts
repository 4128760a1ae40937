export type Point = { lat: number; lon: number }

const earthKm = 6371.0088 // mean radius, IUGG
const rad = Math.PI / 180

/** Great-circle distance in kilometres (haversine): as the crow flies, so always a lower bound of the road. */
export function haversineKm(a: Point, b: Point): number {
  const s =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(s)))
}
