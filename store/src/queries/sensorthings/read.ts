import { type EntitySet, entityTypes, type Expr, own, type Query } from '@tusom/domain'
import type { Row, Tx } from '../../database.ts'
import { bases, column, linkOn, spanColumns } from './bases.ts'
import { condition, Params, Scope, value } from './compile.ts'
import { saidOf, splitFilter } from './split-filter.ts'

/** From which entities the wanted ones hang. `ids: null`: from every one that may be seen. */
export type From = { set: EntitySet; link: string; ids: readonly number[] | null }

/** What is wanted. `properties`: those that will be shown; `links`: those that will be expanded, so their key is needed. */
export type Wanted = {
  set: EntitySet
  /** null: the whole set */
  from: From | null
  /** a page of its own for each entity of `from` */
  each: boolean
  query: Query
  ids: readonly number[] | null
  properties: readonly string[]
  links: readonly string[]
  runId: number
  now: Date
}

const keys: Readonly<Partial<Record<EntitySet, readonly string[]>>> = {
  HistoricalLocations: ['thing_id', 'location_id'],
  Datastreams: ['thing_id', 'sensor_id', 'property_id'],
  Observations: ['series_id', 'at'],
}
/** The column that holds the key of a link to one. */
export const keyOf: Readonly<Record<string, string>> = {
  'HistoricalLocations.Thing': 'thing_id',
  'Datastreams.Thing': 'thing_id',
  'Datastreams.Sensor': 'sensor_id',
  'Datastreams.ObservedProperty': 'property_id',
  'Observations.Datastream': 'series_id',
  'Observations.FeatureOfInterest': 'feature_id',
}

function columnsOf(w: Wanted, x: string): string {
  const list = w.set === 'Observations' ? [] : [`${x}.id`]
  for (const k of keys[w.set] ?? []) list.push(`${x}.${k}`)
  if (w.set === 'Observations' && w.links.includes('FeatureOfInterest')) list.push(`${x}.feature_id`)
  for (const p of w.properties) {
    if (p === 'id' || !own(entityTypes[w.set].properties, p)) continue
    const span = spanColumns[`${w.set}.${p}`]?.(x)
    if (span) list.push(`${span[0]} as "${p}_from"`, `${span[1]} as "${p}_to"`)
    else list.push(`${column(w.set, p, x)} as "${p}"`)
  }
  return list.join(', ')
}

type Order = { sql: string; down: boolean; type: string }
function orderOf(w: Wanted, scope: Scope): Order[] {
  return w.query.order.map(({ by, down }) => {
    const isEnd = by.kind === 'path' && by.of === 'Observations' && by.property === 'phenomenonTime'
    // readings are kept, and indexed, by the time at which they end
    const sql = isEnd
      ? `${scope.at(by)}.at`
      : value(by, scope, by.type === 'span' ? 'time' : by.type === 'json' ? 'text' : by.type)
    return { sql, down, type: by.type }
  })
}
const direction = (down: boolean) => (down ? ' desc nulls last' : ' asc nulls last')
/** Without `nulls last` where there are no nulls: PostgreSQL would not see that the index gives this order. */
const ordered = (o: Order) => `${o.sql}${/^\w+\.at$/.test(o.sql) ? (o.down ? ' desc' : '') : direction(o.down)}`

/** True where readings are asked in order of their time or of their id only: such pages go on from where the last one ended. */
export const followsTime = (w: { set: EntitySet; query: Query }): boolean => {
  const [first, ...more] = w.query.order
  if (w.set !== 'Observations' || more.length) return false
  return (
    first === undefined ||
    (first.by.kind === 'path' && first.by.property === 'phenomenonTime' && !first.by.links.length)
  )
}

/**
 * The statement of a page. Readings are always read series by series, each by the primary key (run, series, time) and no further
 * than the page needs: an order over all series is then merged from the beginnings of each.
 */
export function pageStatement(
  w: Wanted,
  limit: number,
  way: 'by-series' | 'at-once' = 'by-series',
): { sql: string; values: unknown[] } {
  const params = new Params(w.runId)
  const scope = new Scope(params, w.set, 'c', w.now)
  const tests: string[] = []
  const order = orderOf(w, scope)
  const readings = w.set === 'Observations'
  const from = fromOf(w)
  const { parents, rest } = parentsOf(w, from, params)
  if (rest) tests.push(condition(rest, scope), ...saidOf(rest).map(c => `c.${c} is not null`))
  if (w.ids && !readings) tests.push(`c.id = any (${params.add(w.ids, 'int[]')})`)
  const skip = w.query.skip
  const down = order[0]?.down ?? false
  if (readings && w.query.after) {
    const at = params.add(new Date(w.query.after.at), 'timestamptz')
    const series = params.add(w.query.after.series, 'int')
    if (order.length) {
      const sign = down ? '<' : '>'
      tests.push(`c.at ${sign}= ${at} and (c.at ${sign} ${at} or c.series_id ${sign} ${series})`)
    } else tests.push(`c.series_id >= ${series} and (c.series_id > ${series} or c.at > ${at})`)
  }
  const columns = [columnsOf(w, 'c'), ...order.map((o, i) => `${o.sql} as k${i}`)].join(', ')
  const inside = [...order.map(ordered), readings ? `c.at${order.length && down ? ' desc' : ''}` : 'c.id']
  const outside = order.map((o, i) => `c.k${i}${direction(o.down)}`)
  const tie = readings
    ? order.length
      ? [`c.series_id${down ? ' desc' : ''}`, `c.at${down ? ' desc' : ''}`]
      : ['c.series_id', 'c.at']
    : ['c.id']
  if (!from) {
    const where = tests.length ? `where ${tests.join(' and ')}` : ''
    const sql = `select ${columns} from ${bases[w.set]} c ${scope.leftJoins()} ${where} order by ${inside.join(', ')} limit ${limit} offset ${skip}`
    return params.statement(sql)
  }
  tests.unshift(linkOn[`${from.set}.${from.link}`]?.('p', 'c') ?? 'false')
  const sorted = [...(w.each ? ['p.id'] : []), ...outside, ...tie].join(', ')
  const below = `${bases[w.set]} c ${scope.leftJoins()} where ${tests.join(' and ')}`
  if (way === 'at-once') {
    const all = `select p.id as parent, ${columns} from ${parents} cross join ${below}`
    return params.statement(`select c.* from (${all}) c order by ${sorted} limit ${limit} offset ${skip}`)
  }
  const each = w.each ? `limit ${limit} offset ${skip}` : `limit ${limit + skip}`
  const lateral = `select ${columns} from ${below} order by ${inside.join(', ')} ${each}`
  const sql = `select p.id as parent, c.* from ${parents} cross join lateral (${lateral}) c order by ${sorted} ${w.each ? '' : `limit ${limit} offset ${skip}`}`
  return params.statement(sql)
}
/** Readings always hang from series, also where all of them are asked. */
const fromOf = (w: Wanted): From | null =>
  w.from ?? (w.set === 'Observations' ? { set: 'Datastreams', link: 'Observations', ids: null } : null)

/** The entities from which the wanted ones hang, narrowed by what the filter says of them alone; and the rest of the filter. */
function parentsOf(w: Wanted, from: From | null, params: Params): { parents: string; rest: Expr | null } {
  if (!from) return { parents: '', rest: w.query.filter }
  const { series, rest } =
    from.link === 'Observations' && from.set === 'Datastreams'
      ? splitFilter(w.query.filter)
      : { series: null, rest: w.query.filter }
  const scope = new Scope(params, from.set, 'p', w.now)
  const tests = [
    ...(from.ids ? [`p.id = any (${params.add(from.ids, 'int[]')})`] : []),
    ...(series ? [condition(series, scope)] : []),
  ]
  const where = tests.length ? `where ${tests.join(' and ')}` : ''
  return {
    parents: `(select p.id${parentColumns(from)} from ${bases[from.set]} p ${scope.leftJoins()} ${where}) p`,
    rest,
  }
}

/** What the link's condition reads of the entity it leaves, besides its id. */
const parentColumns = (from: From): string =>
  from.set === 'Locations'
    ? ', p.thing_id'
    : from.set === 'HistoricalLocations' || from.set === 'FeaturesOfInterest'
      ? ', p.location_id'
      : ''

export type EntityRow = Row & { id: number; parent?: number; series_id?: number; at?: Date }

export async function readPage(tx: Tx, w: Wanted, limit: number): Promise<EntityRow[]> {
  const ways = [pageStatement(w, limit)]
  // over many series a rare value is found sooner by reading them at once, a common one series by series: the planner knows which
  if (w.set === 'Observations' && !w.each && w.from?.ids?.length !== 1 && (w.query.filter || !followsTime(w)))
    ways.push(pageStatement(w, limit, 'at-once'))
  const costs = ways.length > 1 ? await Promise.all(ways.map(x => costOf(tx, x))) : [0]
  const { sql, values } = ways[costs.indexOf(Math.min(...costs))] as (typeof ways)[number]
  return tx.query<EntityRow>(sql, values)
}

type Plan = { 'QUERY PLAN': { Plan: { 'Plan Rows': number; 'Total Cost': number } }[] }
const planOf = async (tx: Tx, { sql, values }: { sql: string; values: unknown[] }) =>
  (await tx.one<Plan>(`explain (format json) ${sql}`, values))['QUERY PLAN'][0]?.Plan
const costOf = async (tx: Tx, statement: { sql: string; values: unknown[] }): Promise<number> =>
  (await planOf(tx, statement))?.['Total Cost'] ?? 0

/** One reading by its key. */
export async function readObservation(tx: Tx, w: Wanted, series: number, at: number): Promise<EntityRow | null> {
  const params = new Params(w.runId)
  const own = params.add(series, 'int')
  const sql = `select ${columnsOf(w, 'c')} from ${bases.Datastreams} p join ${bases.Observations} c on c.series_id = p.id
    where p.id = ${own} and c.series_id = ${own} and c.at = ${params.add(new Date(at), 'timestamptz')}`
  const ready = params.statement(sql)
  return tx.maybe<EntityRow>(ready.sql, ready.values)
}

/** Of more than these, or where counting takes longer, the number is PostgreSQL's estimate, and the answer says so. */
export const COUNT_EXACT = 1_000_000
const COUNT_MS = 3000
const CANCELLED = '57014'

export async function countEntities(
  tx: Tx,
  w: Wanted,
  exact = COUNT_EXACT,
): Promise<{ count: number; estimated: boolean }> {
  const params = new Params(w.runId)
  const scope = new Scope(params, w.set, 'c', w.now)
  const from = fromOf(w)
  const { parents, rest } = parentsOf(w, from, params)
  const tests = rest ? [condition(rest, scope), ...saidOf(rest).map(c => `c.${c} is not null`)] : []
  if (from) tests.unshift(linkOn[`${from.set}.${from.link}`]?.('p', 'c') ?? 'false')
  const where = tests.length ? `where ${tests.join(' and ')}` : ''
  const { sql: rows, values } = params.statement(
    `select 1 from ${from ? `${parents} cross join ` : ''}${bases[w.set]} c ${scope.leftJoins()} ${where}`,
  )
  const expected = Math.round((await planOf(tx, { sql: rows, values }))?.['Plan Rows'] ?? 0)
  if (expected > exact) return { count: expected, estimated: true }
  await tx.query('savepoint counting')
  try {
    await tx.query(`select set_config('statement_timeout', $1, true)`, [`${COUNT_MS}ms`])
    const { n } = await tx.one<{ n: number }>(`select count(*)::int as n from (${rows}) x`, values)
    return { count: n, estimated: false }
  } catch (e) {
    if ((e as { code?: string }).code !== CANCELLED) throw e
    return { count: expected, estimated: true }
  } finally {
    // the limit of the whole question comes back with it
    await tx.query('rollback to savepoint counting')
  }
}

/** No question may hold a connection for long, nor spend a second on compiling itself. Ends with the transaction. */
export const limitTime = (tx: Tx, seconds: number) =>
  tx.query(`select set_config('statement_timeout', $1, true), set_config('jit', 'off', true)`, [`${seconds}s`])
