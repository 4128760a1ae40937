import { type Expr, pathsOf } from '@tusom/domain'

/** A condition on readings, split: what is said of their series alone, as a condition on it, and the rest. */
export type SplitFilter = { series: Expr | null; rest: Expr | null }

/**
 * Of conditions that must all hold, those that speak only of the Datastream are moved to it. Else PostgreSQL reads every reading
 * of every series before it asks of which it is (measured: 190,000 rows read for a page of 101).
 */
export function splitFilter(filter: Expr | null): SplitFilter {
  const series: Expr[] = []
  const rest: Expr[] = []
  for (const e of parts(filter)) {
    const paths = pathsOf(e)
    if (paths.length && paths.every(p => p.links[0]?.name === 'Datastream')) series.push(withoutLink(e))
    else rest.push(e)
  }
  return { series: joined(series), rest: joined(rest) }
}

const besideColumn: Readonly<Record<string, string>> = {
  parameters: 'parameters',
  resultTime: 'result_time',
  validTime: 'valid_to',
}

/**
 * Columns that must hold something for the condition to be true: what few senders say besides the value. PostgreSQL cannot see it
 * through the expressions, and would read every reading to look beside it.
 */
export function saidOf(filter: Expr): string[] {
  const columns = new Set<string>()
  for (const e of parts(filter))
    if (e.kind === 'compare' && e.left.type !== 'null' && e.right.type !== 'null')
      for (const p of pathsOf(e))
        if (p.of === 'Observations' && !p.links.length) {
          const name = besideColumn[p.property]
          if (name) columns.add(name)
        }
  return [...columns]
}

const parts = (e: Expr | null): Expr[] => (e === null ? [] : e.kind === 'all' ? e.of.flatMap(parts) : [e])
const joined = (of: Expr[]): Expr | null => (of.length > 1 ? { kind: 'all', of, type: 'boolean' } : (of[0] ?? null))

/** The same expression, asked of the Datastream itself. */
function withoutLink(e: Expr): Expr {
  switch (e.kind) {
    case 'path':
      return { ...e, links: e.links.slice(1) }
    case 'call':
      return { ...e, args: e.args.map(withoutLink) }
    case 'compare':
      return { ...e, left: withoutLink(e.left), right: withoutLink(e.right) }
    case 'arithmetic':
      return { ...e, left: withoutLink(e.left), right: withoutLink(e.right) }
    case 'all':
    case 'any':
      return { ...e, of: e.of.map(withoutLink) }
    case 'not':
      return { ...e, of: withoutLink(e.of) }
    default:
      return e
  }
}
