import type { Expr, Geometry, PathExpr } from '@tusom/domain'
import type { Scope } from './compile.ts'

const pair = ([x, y]: readonly [number, number]) => `(${x},${y})`
const closed = (ring: [number, number][]): [number, number][] => [...ring, ...ring.slice(0, 1)]
const list = (points: readonly (readonly [number, number])[]) => points.map(pair).join(',')

/**
 * Places and shapes in degrees of WGS 84, as the standard's CRS has them, with PostgreSQL's own geometry: no extension is needed.
 * Places are points; borders count as inside for `intersects`, not for `within` (equal to a millionth of a degree).
 */
export function shapes(e: Extract<Expr, { kind: 'call' }>, scope: Scope): string {
  const { params } = scope
  const of = (x: Expr): { at: string } | { shape: Geometry } => {
    if (x.kind === 'literal' && x.type === 'geo') return { shape: x.value }
    const alias = scope.at(x as PathExpr)
    return { at: `point(${alias}.lon, ${alias}.lat)` }
  }
  const [first, second] = e.args.map(of)
  const literal = [first, second].find(x => x !== undefined && 'shape' in x) as { shape: Geometry } | undefined
  const place = [first, second].find(x => x !== undefined && 'at' in x) as { at: string } | undefined
  if (e.name === 'geo.length') return literal ? params.add(lengthOf(literal.shape), 'float8') : '0::float8'
  if (!literal || !place) throw new Error(`${e.name} needs a place and a shape`)
  const { shape } = literal
  const { at } = place
  // an open path is its line; a closed one would be taken for the area within
  const path = (points: readonly [number, number][]) => params.add(`[${list(points)}]`, 'path')
  const inside = (rings: readonly [number, number][][]) => {
    const [outer = [], ...holes] = rings
    const edge = (ring: [number, number][]) => `${at} <@ ${path(closed(ring))}`
    const within = (ring: [number, number][]) => `${params.add(`(${list(ring)})`, 'polygon')} @> ${at}`
    return {
      touching: [within(outer), ...holes.map(h => `(not (${within(h)}) or ${edge(h)})`)].join(' and '),
      strictly: [within(outer), `not (${edge(outer)})`, ...holes.map(h => `not (${within(h)})`)].join(' and '),
    }
  }
  const touches = (): string =>
    shape.type === 'point'
      ? `${at} ~= ${params.add(pair(shape.at), 'point')}`
      : shape.type === 'line'
        ? `${at} <@ ${path(shape.points)}`
        : `(${inside(shape.rings).touching})`
  switch (e.name) {
    case 'geo.distance':
      if (shape.type === 'point') return `(${at} <-> ${params.add(pair(shape.at), 'point')})`
      if (shape.type === 'line') return `(${at} <-> ${path(shape.points)})`
      return `(case when ${inside(shape.rings).touching} then 0 else least(${shape.rings.map(r => `${at} <-> ${path(closed(r))}`).join(', ')}) end)`
    case 'st_equals':
      return shape.type === 'point' ? touches() : `(false and ${at} is null)`
    case 'st_within':
      return shape.type === 'polygon' ? `(${inside(shape.rings).strictly})` : touches()
    case 'st_disjoint':
      return `not (${touches()})`
    default:
      return touches()
  }
}

function lengthOf(shape: Geometry): number {
  const along = (points: readonly (readonly [number, number])[]) =>
    points
      .slice(1)
      .reduce((sum, p, i) => sum + Math.hypot(p[0] - (points[i]?.[0] ?? 0), p[1] - (points[i]?.[1] ?? 0)), 0)
  if (shape.type === 'point') return 0
  return shape.type === 'line' ? along(shape.points) : shape.rings.reduce((sum, r) => sum + along(r), 0)
}
