import type { EntitySet, ValueType } from './model.ts'
import type { Geometry } from './read-wkt.ts'

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof comparisons)[number]
export const arithmetic = ['add', 'sub', 'mul', 'div', 'mod'] as const
export type Arithmetic = (typeof arithmetic)[number]

/** A property reached from the entity that is asked: over links (`Datastream/Thing`) and into JSON (`properties/code`). */
export type PathExpr = {
  kind: 'path'
  links: readonly { name: string; from: EntitySet; to: EntitySet; many: boolean }[]
  of: EntitySet
  property: string
  sub: readonly string[]
  type: ValueType
}
export type Literal =
  | { kind: 'literal'; type: 'text' | 'date' | 'clock'; value: string }
  | { kind: 'literal'; type: 'number' | 'time' | 'duration'; value: number }
  | { kind: 'literal'; type: 'boolean'; value: boolean }
  | { kind: 'literal'; type: 'span'; value: readonly [number, number] }
  | { kind: 'literal'; type: 'geo'; value: Geometry }
  | { kind: 'literal'; type: 'null' }
/** A typed expression: what the parser lets through can be compiled without asking again. */
export type Expr =
  | PathExpr
  | Literal
  | { kind: 'call'; name: string; args: readonly Expr[]; type: ValueType }
  | { kind: 'compare'; op: Comparison; left: Expr; right: Expr; type: 'boolean' }
  | { kind: 'arithmetic'; op: Arithmetic; left: Expr; right: Expr; type: 'number' | 'time' | 'duration' }
  | { kind: 'all' | 'any'; of: readonly Expr[]; type: 'boolean' }
  | { kind: 'not'; of: Expr; type: 'boolean' }

/** Every property that an expression names. */
export function pathsOf(e: Expr): PathExpr[] {
  const found: PathExpr[] = []
  const open: Expr[] = [e]
  for (let x = open.pop(); x; x = open.pop()) {
    if (x.kind === 'path') found.push(x)
    else if (x.kind === 'call') open.push(...x.args)
    else if (x.kind === 'compare' || x.kind === 'arithmetic') open.push(x.left, x.right)
    else if (x.kind === 'all' || x.kind === 'any') open.push(...x.of)
    else if (x.kind === 'not') open.push(x.of)
  }
  return found
}
