type Position = readonly number[]
type Rings = readonly (readonly Position[])[]

/** Whether a point lies in a GeoJSON Polygon or MultiPolygon: even-odd, holes included. */
export function placeIn(boundary: unknown, lon: number, lat: number): boolean {
  const b = boundary as { type?: string; coordinates?: unknown } | null
  const polygons: readonly Rings[] =
    b?.type === 'Polygon' ? [b.coordinates as Rings] : b?.type === 'MultiPolygon' ? (b.coordinates as Rings[]) : []
  return polygons.some(rings => {
    let inside = false
    for (const ring of rings)
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi = 0, yi = 0] = ring[i] ?? []
        const [xj = 0, yj = 0] = ring[j] ?? []
        if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
      }
    return inside
  })
}
