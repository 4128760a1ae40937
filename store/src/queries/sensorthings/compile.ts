import { type EntitySet, type Expr, type PathExpr, pathsOf } from '@tusom/domain'
import { bases, column, linkOn, spanColumns } from './bases.ts'
import { shapes } from './shapes.ts'

/** Values of a statement. Nothing that came from outside stands in the text of a statement. */
export class Params {
  private readonly values: unknown[]
  constructor(runId: number) {
    this.values = [runId]
  }
  add(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }
  /** The statement with just the values it uses: PostgreSQL refuses one that nothing uses. */
  statement(sql: string): { sql: string; values: unknown[] } {
    const numbers = new Map<string, number>()
    const values: unknown[] = []
    const used = sql.replace(/\$(\d+)/g, (_, n: string) => {
      if (!numbers.has(n)) numbers.set(n, values.push(this.values[Number(n) - 1]))
      return `$${numbers.get(n)}`
    })
    return { sql: used, values }
  }
}

/** Where names of an expression are looked up: the entity that is asked, and the links joined to it so far. */
export class Scope {
  readonly joins: { base: string; alias: string; on: string }[] = []
  private readonly byPath = new Map<string, string>()
  readonly params: Params
  readonly set: EntitySet
  readonly alias: string
  readonly now: Date
  private readonly prefix: string

  constructor(params: Params, set: EntitySet, alias: string, now: Date, prefix = alias) {
    this.params = params
    this.set = set
    this.alias = alias
    this.now = now
    this.prefix = prefix
  }

  /** The alias of the entity at which a path ends; joins what is not joined yet. */
  at(path: PathExpr): string {
    let alias = this.alias
    let key = ''
    for (const link of path.links) {
      key += `/${link.name}`
      let next = this.byPath.get(key)
      if (!next) {
        next = `${this.prefix}_${this.joins.length + 1}`
        const on = linkOn[`${link.from}.${link.name}`]?.(alias, next)
        if (on === undefined) throw new Error(`no link ${link.from}.${link.name}`)
        this.joins.push({ base: bases[link.to], alias: next, on })
        this.byPath.set(key, next)
      }
      alias = next
    }
    return alias
  }
  leftJoins(): string {
    return this.joins.map(j => `left join ${j.base} ${j.alias} on ${j.on}`).join(' ')
  }
}

let inner = 0

/** A condition as SQL. What goes over a link to many holds when it holds for one of them. */
export function condition(e: Expr, scope: Scope): string {
  switch (e.kind) {
    case 'all':
      return `(${e.of.map(x => condition(x, scope)).join(' and ')})`
    case 'any':
      return `(${e.of.map(x => condition(x, scope)).join(' or ')})`
    case 'not':
      // what cannot be compared is not equal, so its opposite holds
      return `((${condition(e.of, scope)}) is not true)`
    default: {
      if (!pathsOf(e).some(p => p.links.some(l => l.many))) return plain(e, scope)
      inner = (inner + 1) % 1_000_000
      const sub = new Scope(scope.params, scope.set, scope.alias, scope.now, `m${inner}`)
      const test = plain(e, sub)
      const from = sub.joins.map(j => `${j.base} ${j.alias}`).join(' cross join ')
      return `exists (select 1 from ${from} where ${sub.joins.map(j => `(${j.on})`).join(' and ')} and (${test}))`
    }
  }
}

function plain(e: Expr, scope: Scope): string {
  if (e.kind === 'compare') return comparison(e, scope)
  if (e.kind === 'call') return call(e, scope)
  return value(e, scope, 'boolean')
}

const signs = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const
type Comparison = Extract<Expr, { kind: 'compare' }>

function comparison({ op, left, right }: Comparison, scope: Scope): string {
  if (left.type === 'null' || right.type === 'null') {
    const other = left.type === 'null' ? right : left
    const none = other.type === 'null' ? 'true' : `${nullable(other, scope)} is null`
    return op === 'eq' ? none : `not (${none})`
  }
  const timely = (x: Expr) => x.type === 'time' || x.type === 'span'
  if (timely(left) && timely(right)) return times(op, span(left, scope), span(right, scope))
  const key = keyTest(op, left, right, scope)
  if (key) return key
  const type = left.type === 'json' ? right.type : left.type
  return `${value(left, scope, type)} ${signs[op]} ${value(right, scope, type)}`
}

/** An id beside a whole number is compared as the int it is, so that its index can be used. */
function keyTest(op: Comparison['op'], left: Expr, right: Expr, scope: Scope): string | null {
  if (left.kind !== 'path' || left.property !== 'id' || left.of === 'Observations') return null
  if (right.kind !== 'literal' || right.type !== 'number') return null
  if (!Number.isInteger(right.value) || Math.abs(right.value) > 2_147_483_647) return null
  return `${column(left.of, 'id', scope.at(left))} ${signs[op]} ${scope.params.add(right.value, 'int')}`
}

const nullable = (e: Expr, scope: Scope): string =>
  e.type === 'span' ? span(e, scope).to : value(e, scope, e.type === 'json' ? 'text' : e.type)

type Span = { from: string; to: string }
/** An instant has one expression for both ends: it is compared as one, so that the index of readings can be used. */
const instant = (s: Span) => s.from === s.to

/** `lt`: the first has ended when the second begins. Readings are kept by their end, so the end alone narrows the index first. */
function times(op: Comparison['op'], a: Span, b: Span): string {
  switch (op) {
    case 'eq':
      return instant(a) && instant(b) ? `${a.to} = ${b.to}` : `(${a.to} = ${b.to} and ${a.from} = ${b.from})`
    case 'ne':
      return `not ${times('eq', a, b)}`
    case 'gt':
      return times('lt', b, a)
    case 'ge':
      return times('le', b, a)
    case 'lt':
      return instant(a) && instant(b)
        ? `${a.to} < ${b.to}`
        : `(${a.to} <= ${b.from} and ${a.from} < ${b.to} and ${a.to} <= ${b.to})`
    case 'le':
      return instant(a) && instant(b) ? `${a.to} <= ${b.to}` : `(${a.to} <= ${b.to} and ${a.from} <= ${b.from})`
  }
}

/** Both ends of a time. */
function span(e: Expr, scope: Scope): Span {
  if (e.kind === 'path' && e.type === 'span') {
    const [from, to] = spanColumns[`${e.of}.${e.property}`]?.(scope.at(e)) ?? ['null', 'null']
    return { from, to }
  }
  if (e.kind === 'literal' && e.type === 'span')
    return {
      from: scope.params.add(new Date(e.value[0]), 'timestamptz'),
      to: scope.params.add(new Date(e.value[1]), 'timestamptz'),
    }
  const at = value(e, scope, 'time')
  return { from: at, to: at }
}

/** A value as SQL of the wanted type; what a property holds in JSON is taken where it is of that type. */
export function value(e: Expr, scope: Scope, want: Expr['type']): string {
  const { params } = scope
  switch (e.kind) {
    case 'literal':
      switch (e.type) {
        case 'number':
        case 'duration':
          return params.add(e.value, 'float8')
        case 'time':
          return params.add(new Date(e.value), 'timestamptz')
        case 'boolean':
          return params.add(e.value, 'boolean')
        case 'date':
          return params.add(e.value, 'date')
        case 'clock':
          return params.add(e.value, 'time')
        case 'text':
          return params.add(e.value, 'text')
        case 'span':
          return params.add(new Date(e.value[0]), 'timestamptz')
        default:
          return 'null'
      }
    case 'path': {
      if (e.type === 'span') return span(e, scope).from
      const sql = column(e.of, e.property, scope.at(e))
      if (e.type !== 'json') return sql
      const at = `${sql} #> ${params.add(e.sub, 'text[]')}`
      if (want === 'json') return `(${at})`
      const text = `(${at}) #>> '{}'`
      if (want === 'number') return `(case jsonb_typeof(${at}) when 'number' then (${text})::float8 end)`
      if (want === 'boolean') return `(case jsonb_typeof(${at}) when 'boolean' then (${text})::boolean end)`
      return `(${text})`
    }
    case 'call':
      return call(e, scope)
    case 'arithmetic':
      return sum(e, scope)
    default:
      return `(${condition(e, scope)})`
  }
}

function sum(e: Extract<Expr, { kind: 'arithmetic' }>, scope: Scope): string {
  const moment = (x: Expr) => x.type === 'time' || x.type === 'span'
  if (moment(e.left) && moment(e.right))
    return `extract(epoch from ${value(e.left, scope, 'time')} - ${value(e.right, scope, 'time')})::float8`
  if (moment(e.left))
    return `(${value(e.left, scope, 'time')} ${e.op === 'add' ? '+' : '-'} make_interval(secs => ${value(e.right, scope, 'duration')}))`
  const [a, b] = [value(e.left, scope, e.type), value(e.right, scope, e.type)]
  switch (e.op) {
    case 'add':
      return `(${a} + ${b})`
    case 'sub':
      return `(${a} - ${b})`
    case 'mul':
      return `(${a} * ${b})`
    case 'div':
      return `(${a} / nullif(${b}, 0))`
    case 'mod':
      return `(${a} - nullif(${b}, 0) * trunc(${a} / nullif(${b}, 0)))`
  }
}

type Call = Extract<Expr, { kind: 'call' }>
const fields: Readonly<Record<string, string>> = {
  year: 'year',
  month: 'month',
  day: 'day',
  hour: 'hour',
  minute: 'minute',
}

function call(e: Call, scope: Scope): string {
  const text = (i: number) => value(e.args[i] as Expr, scope, 'text')
  const number = (i: number) => value(e.args[i] as Expr, scope, 'number')
  // a count of characters: PostgreSQL wants an int, and no negative one
  const count = (i: number) => `least(greatest(trunc(${number(i)}), 0), 100000)::int`
  const utc = () => `(${value(e.args[0] as Expr, scope, 'time')} at time zone 'UTC')`
  const field = fields[e.name]
  if (field) return `extract(${field} from ${utc()})::float8`
  if (e.args[0] && (e.args[0].type === 'geo' || e.args[1]?.type === 'geo')) return shapes(e, scope)
  switch (e.name) {
    case 'substringof':
      return `strpos(${text(1)}, ${text(0)}) > 0`
    case 'contains':
      return `strpos(${text(0)}, ${text(1)}) > 0`
    case 'startswith':
      return `starts_with(${text(0)}, ${text(1)})`
    case 'endswith':
      return `right(${text(0)}, length(${text(1)})) = ${text(1)}`
    case 'length':
      return `length(${text(0)})::float8`
    case 'indexof':
      return `(strpos(${text(0)}, ${text(1)}) - 1)::float8`
    case 'substring':
      return `substr(${text(0)}, ${count(1)} + 1${e.args.length > 2 ? `, ${count(2)}` : ''})`
    case 'tolower':
      return `lower(${text(0)} collate "vi-x-icu")`
    case 'toupper':
      return `upper(${text(0)} collate "vi-x-icu")`
    case 'trim':
      return `btrim(${text(0)}, E' \\t\\n\\r')`
    case 'concat':
      return `(${text(0)} || ${text(1)})`
    case 'second':
      return `floor(extract(second from ${utc()}))::float8`
    case 'fractionalseconds':
      return `(extract(second from ${utc()}) - floor(extract(second from ${utc()})))::float8`
    case 'date':
      return `${utc()}::date`
    case 'time':
      return `date_trunc('second', ${utc()})::time`
    case 'totaloffsetminutes':
      return `(0 * extract(second from ${utc()}))::float8`
    case 'now':
      return scope.params.add(scope.now, 'timestamptz')
    case 'mindatetime':
      return `'0001-01-01T00:00:00Z'::timestamptz`
    case 'maxdatetime':
      return `'9999-12-31T23:59:59Z'::timestamptz`
    case 'round':
      // halves away from zero, as the standard's examples do; PostgreSQL would round 2.5 to 2
      return `(sign(${number(0)}) * floor(abs(${number(0)}) + 0.5))`
    case 'floor':
      return `floor(${number(0)})`
    case 'ceiling':
      return `ceil(${number(0)})`
    default:
      return intervals(e, scope)
  }
}

/** Relations of two times (18-088, table 23). */
function intervals(e: Call, scope: Scope): string {
  const [a, b] = e.args.map(x => span(x, scope)) as [Span, Span]
  switch (e.name) {
    case 'before':
      return `(${a.to} < ${b.from})`
    case 'after':
      return `(${a.from} > ${b.to} and ${a.to} > ${b.to})`
    case 'meets':
      return `(${a.from} = ${b.to} or ${a.to} = ${b.from})`
    case 'during':
      return `(${a.to} <= ${b.to} and ${a.to} >= ${b.from} and ${a.from} >= ${b.from})`
    case 'overlaps':
      return `(${a.to} >= ${b.from} and ${a.from} <= ${b.to})`
    case 'starts':
      return `(${a.from} = ${b.from})`
    case 'finishes':
      return `(${a.to} = ${b.to})`
    default:
      throw new Error(`function ${e.name} has no SQL`)
  }
}
