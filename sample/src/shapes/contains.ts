/** A ring of [lon, lat] points; closed or not makes no difference here. */
export type Ring = readonly (readonly [number, number])[]

/** Whether a point lies inside a ring (even-odd rule). */
export function contains(ring: Ring, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!
    const [xj, yj] = ring[j]!
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}
