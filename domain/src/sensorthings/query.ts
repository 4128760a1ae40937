import type { Expr } from './expression.ts'
import { type EntitySet, entityTypes, own } from './model.ts'
import { parseFilter, parseOrder } from './parse-expression.ts'
import { QueryFault } from './query-fault.ts'

/** What a collection, or an expanded link, is asked for. `select: null` is everything. */
export type Query = {
  filter: Expr | null
  order: readonly { by: Expr; down: boolean }[]
  top: number
  skip: number
  count: boolean
  select: readonly string[] | null
  expand: readonly Expand[]
  dataArray: boolean
  /** where the page before ended, as our own next link says it */
  after: { series: number; at: number } | null
}
/** `options`: as they were written, for the links to what does not fit. */
export type Expand = {
  link: string
  to: EntitySet
  many: boolean
  query: Query
  options: readonly (readonly [string, string])[]
}

export const queryLimits = {
  /** entities on a page when nothing is said */
  page: 100,
  /** entities on a page at most; more come with the next link */
  most: 1000,
  /** beyond it, ask with a condition; pages of readings follow their next links, which do not skip */
  skip: 100_000,
  expands: 20,
  depth: 5,
  /** characters of `$expand` and `$select` together with what stands in their parentheses */
  characters: 4000,
}

export const emptyQuery = (): Query => ({
  filter: null,
  order: [],
  top: queryLimits.page,
  skip: 0,
  count: false,
  select: null,
  expand: [],
  dataArray: false,
  after: null,
})

const known = ['$filter', '$orderby', '$top', '$skip', '$count', '$select', '$expand', '$resultFormat', '$skiptoken']
const nested = ['$filter', '$orderby', '$top', '$skip', '$count', '$select', '$expand']

/** Reads the options of a request. Those without `$` are not the standard's and are left alone. */
export function parseQuery(options: readonly (readonly [string, string])[], set: EntitySet): Query {
  const query = emptyQuery()
  const seen = new Set<string>()
  const count = { expands: 0 }
  for (const [name, text] of options) {
    if (!name.startsWith('$')) continue
    if (!known.includes(name)) throw new QueryFault(name, 0, 'không có lựa chọn này', 'there is no such option')
    if (seen.has(name)) throw new QueryFault(name, 0, 'ghi hai lần', 'given twice')
    seen.add(name)
    readOption(query, name, text, set, 0, count, 0)
  }
  return query
}

function readOption(
  query: Query,
  name: string,
  text: string,
  set: EntitySet,
  base: number,
  count: { expands: number },
  depth: number,
): void {
  switch (name) {
    case '$filter':
      query.filter = parseFilter(text, set, name, base)
      break
    case '$orderby':
      query.order = parseOrder(text, set, name, base)
      break
    case '$top':
      query.top = Math.min(wholeNumber(name, text, base, Number.MAX_SAFE_INTEGER), queryLimits.most)
      break
    case '$skip':
      query.skip = wholeNumber(name, text, base, queryLimits.skip)
      break
    case '$count':
      if (text !== 'true' && text !== 'false')
        throw new QueryFault(name, base, 'phải là true hay false', 'must be true or false')
      query.count = text === 'true'
      break
    case '$select':
      query.select = readSelect(text, set, base)
      break
    case '$expand':
      query.expand = mergeExpands(readExpand(text, set, base, count, depth))
      break
    case '$resultFormat':
      if (text !== 'dataArray') throw new QueryFault(name, base, 'chỉ có dataArray', 'only dataArray is known')
      if (set !== 'Observations') throw new QueryFault(name, base, 'chỉ dùng cho Observations', 'only for Observations')
      query.dataArray = true
      break
    default: {
      const m = /^(\d{1,9})_(-?\d{1,15})$/.exec(text)
      if (!m || set !== 'Observations')
        throw new QueryFault(name, base, 'chỉ lấy từ @iot.nextLink', 'only taken from an @iot.nextLink')
      query.after = { series: Number(m[1]), at: Number(m[2]) }
    }
  }
}

function wholeNumber(name: string, text: string, base: number, most: number): number {
  const n = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(n)) throw new QueryFault(name, base, 'phải là số nguyên từ 0', 'must be a whole number from 0')
  if (n > most)
    throw new QueryFault(
      name,
      base,
      `nhiều nhất ${most}: đi theo @iot.nextLink hoặc thêm $filter`,
      `at most ${most}: follow @iot.nextLink, or add a $filter`,
    )
  return n
}

function tooLong(name: string, text: string, base: number): void {
  if (text.length > queryLimits.characters)
    throw new QueryFault(
      name,
      base + queryLimits.characters,
      `dài hơn ${queryLimits.characters} ký tự`,
      `longer than ${queryLimits.characters} characters`,
    )
}

function readSelect(text: string, set: EntitySet, base: number): string[] {
  tooLong('$select', text, base)
  const list: string[] = []
  let at = base
  for (const part of text.split(',')) {
    const word = part.trim()
    const name = word === '@iot.id' ? 'id' : word.split('/')[0] === 'properties' ? 'properties' : word
    const type = entityTypes[set]
    if (!own(type.properties, name) && !own(type.links, name))
      throw new QueryFault(
        '$select',
        at,
        `${type.one} không có “${word.slice(0, 60)}”`,
        `${type.one} has no “${word.slice(0, 60)}”`,
      )
    list.push(name)
    at += part.length + 1
  }
  return list
}

/** Splits at a mark that stands outside quotes and parentheses; each piece with where it begins. */
function pieces(text: string, mark: string, base: number): { text: string; at: number }[] {
  const list: { text: string; at: number }[] = []
  let depth = 0
  let quoted = false
  let from = 0
  for (let i = 0; i <= text.length; i++) {
    const c = text[i]
    if (c === "'") quoted = !quoted
    if (!quoted && c === '(') depth++
    if (!quoted && c === ')') depth--
    if (c === undefined || (c === mark && depth === 0 && !quoted)) {
      list.push({ text: text.slice(from, i), at: base + from })
      from = i + 1
    }
  }
  return list
}

function readExpand(text: string, set: EntitySet, base: number, count: { expands: number }, depth: number): Expand[] {
  tooLong('$expand', text, base)
  if (depth >= queryLimits.depth)
    throw new QueryFault(
      '$expand',
      base,
      `lồng sâu hơn ${queryLimits.depth} lớp`,
      `nested deeper than ${queryLimits.depth}`,
    )
  return pieces(text, ',', base).map(piece => {
    const lead = piece.text.length - piece.text.trimStart().length
    return readOneExpand(piece.text.trim(), set, piece.at + lead, count, depth)
  })
}

/** `Datastreams/Observations($top=1;$orderby=phenomenonTime desc)` */
function readOneExpand(text: string, set: EntitySet, at: number, count: { expands: number }, depth: number): Expand {
  if (++count.expands > queryLimits.expands)
    throw new QueryFault(
      '$expand',
      at,
      `có hơn ${queryLimits.expands} liên kết`,
      `more than ${queryLimits.expands} links`,
    )
  const name = /^\w*/.exec(text)?.[0] ?? ''
  const link = own(entityTypes[set].links, name)
  if (!link)
    throw new QueryFault(
      '$expand',
      at,
      `${entityTypes[set].one} không có liên kết “${name.slice(0, 60)}”`,
      `${entityTypes[set].one} has no link “${name.slice(0, 60)}”`,
    )
  const query = emptyQuery()
  const options: [string, string][] = []
  const rest = text.slice(name.length)
  if (rest.startsWith('/')) {
    query.expand = readExpand(rest.slice(1), link.to, at + name.length + 1, count, depth + 1)
    options.push(['$expand', rest.slice(1)])
  } else if (rest.startsWith('(') && rest.endsWith(')')) {
    const seen = new Set<string>()
    for (const piece of pieces(rest.slice(1, -1), ';', at + name.length + 1)) {
      const lead = piece.text.length - piece.text.trimStart().length
      const part = piece.text.trim()
      if (part === '') continue
      const equals = part.indexOf('=')
      const option = part.slice(0, Math.max(equals, 0)).trim()
      if (!nested.includes(option) || seen.has(option))
        throw new QueryFault(
          '$expand',
          piece.at + lead,
          'ở đây phải là một lựa chọn như $top=1',
          'an option like $top=1 is needed here',
        )
      seen.add(option)
      options.push([option, part.slice(equals + 1)])
      readOption(query, option, part.slice(equals + 1), link.to, piece.at + lead + equals + 1, count, depth + 1)
    }
  } else if (rest !== '')
    throw new QueryFault('$expand', at + name.length, 'thừa sau tên liên kết', 'something is left over after the link')
  return { link: name, to: link.to, many: link.many, query, options }
}

/** `Datastreams/Sensor,Datastreams/ObservedProperty` names one link twice: it is expanded once, with both below it. */
function mergeExpands(list: readonly Expand[]): Expand[] {
  const byName = new Map<string, Expand>()
  for (const e of list) {
    const had = byName.get(e.link)
    byName.set(
      e.link,
      had
        ? {
            ...had,
            query: { ...had.query, ...e.query, expand: mergeExpands([...had.query.expand, ...e.query.expand]) },
          }
        : { ...e, query: { ...e.query, expand: mergeExpands(e.query.expand) } },
    )
  }
  return [...byName.values()]
}
