import {
  type EntitySet,
  entityTypes,
  emptyQuery,
  type Expand,
  type Query,
  readObservationId,
  Refusal,
  type ResourcePath,
  type Step,
} from '@tusom/domain'
import {
  countEntities,
  type EntityRow,
  followsTime,
  keyOf,
  readObservation,
  readPage,
  type Tx,
  type Wanted,
} from '@tusom/store'
import type { Links } from './links.ts'
import { type Json, presentEntity, shownProperties } from './present.ts'

/** Entities in one answer, expanded ones included; what is more is left to next links. */
const BUDGET = 20_000
/** Entities that are counted one by one inside `$expand`. */
const COUNTED = 200

/** One question: its transaction, its run and clock, and how its links are written. */
export type Ask = { tx: Tx; runId: number; now: Date; links: Links; left: number }
export const newAsk = (tx: Tx, runId: number, now: Date, links: Links): Ask => ({ tx, runId, now, links, left: BUDGET })

export type Options = readonly (readonly [string, string])[]
export type Where = { set: EntitySet; from: Wanted['from']; row: EntityRow | null }

const missing = (name: string) => new Refusal('not-found', { what: name })

function wanted(ask: Ask, set: EntitySet, query: Query, over: Partial<Wanted> = {}): Wanted {
  return {
    set,
    from: null,
    each: false,
    query,
    ids: null,
    properties: shownProperties(set, query.select),
    links: query.expand.map(e => e.link),
    runId: ask.runId,
    now: ask.now,
    ...over,
  }
}

/** Follows an address from entity to entity; each must be there and belong to the one before. */
export async function follow(ask: Ask, path: ResourcePath, last: Query, links: readonly string[] = []): Promise<Where> {
  let here: { set: EntitySet; row: EntityRow } | null = null
  for (const [i, step] of path.steps.entries()) {
    const next = path.steps[i + 1]
    const query = next ? { ...emptyQuery(), select: [] } : last
    const more = next ? [next.name] : [...last.expand.map(e => e.link), ...links]
    const from: Wanted['from'] = here && step.many ? { set: here.set, link: step.name, ids: [here.row.id] } : null
    if (step.many && step.key === null) return { set: step.set, from, row: null }
    const found: EntityRow | null = await entityAt(
      ask,
      step,
      here,
      wanted(ask, step.set, { ...query, filter: null, order: [], skip: 0 }, { from, links: more }),
    )
    if (!found) throw missing(step.key === null ? step.name : `${step.name}(${step.key})`)
    here = { set: step.set, row: found }
  }
  if (!here) throw missing('/')
  return { set: here.set, from: null, row: here.row }
}

async function entityAt(
  ask: Ask,
  step: Step,
  here: { set: EntitySet; row: EntityRow } | null,
  w: Wanted,
): Promise<EntityRow | null> {
  if (here && !step.many) {
    const key = here.row[keyOf[`${here.set}.${step.name}`] ?? '']
    if (typeof key !== 'number') return null
    return (await readPage(ask.tx, { ...w, ids: [key] }, 1))[0] ?? null
  }
  if (step.set === 'Observations') {
    const id = readObservationId(step.key ?? '')
    if (!id || id.series > 2_147_483_647) return null
    const row = await readObservation(ask.tx, { ...w, links: [...w.links, 'FeatureOfInterest'] }, id.series, id.at)
    const belongs = !here || here.row.id === (here.set === 'Datastreams' ? row?.series_id : row?.feature_id)
    return belongs ? row : null
  }
  const id = Number(step.key)
  if (!Number.isInteger(id)) return null
  return (await readPage(ask.tx, { ...w, ids: [id] }, 1))[0] ?? null
}

/** A page of a collection with its count and its next link. */
export async function readCollection(
  ask: Ask,
  where: Where,
  query: Query,
  address: string,
  options: Options,
): Promise<{ head: Json; rows: EntityRow[] }> {
  const w = wanted(ask, where.set, query, { from: where.from })
  const head: Json = {}
  if (query.count) Object.assign(head, await counted(ask, w))
  if (query.top === 0) return { head, rows: [] }
  // one more than the page tells whether there is another
  const rows = await readPage(ask.tx, w, query.top + 1)
  if (rows.length > query.top) {
    rows.pop()
    const last = rows.at(-1)
    if (last) head['@iot.nextLink'] = ask.links.with(address, nextOptions(w, last, options))
  }
  ask.left -= rows.length
  return { head, rows }
}

async function counted(ask: Ask, w: Wanted, name = ''): Promise<Json> {
  const { count, estimated } = await countEntities(ask.tx, w)
  return { [`${name}@iot.count`]: count, ...(estimated ? { [`${name}@tusom.countEstimated`]: true } : {}) }
}

function nextOptions(w: Wanted, last: EntityRow, options: Options): Options {
  const kept = options.filter(([k]) => k.startsWith('$') && k !== '$skip' && k !== '$skiptoken' && k !== '$top')
  const top: Options = [['$top', String(w.query.top)]]
  return followsTime(w)
    ? [...kept, ...top, ['$skiptoken', `${last.series_id}_${(last.at as Date).getTime()}`]]
    : [...kept, ...top, ['$skip', String(w.query.skip + w.query.top)]]
}

/** Rows as entities, with what is expanded below them. */
export async function presentRows(ask: Ask, set: EntitySet, rows: EntityRow[], query: Query): Promise<Json[]> {
  const expanded: Json[] = rows.map(() => ({}))
  for (const e of query.expand) {
    if (e.many) await expandMany(ask, set, rows, e, expanded)
    else await expandOne(ask, set, rows, e, expanded)
  }
  return rows.map((row, i) => presentEntity(set, row, query, ask.links, expanded[i]))
}

async function expandOne(ask: Ask, set: EntitySet, rows: EntityRow[], e: Expand, expanded: Json[]): Promise<void> {
  const key = keyOf[`${set}.${e.link}`] ?? ''
  const ids = [...new Set(rows.map(r => r[key]).filter(k => typeof k === 'number'))]
  const query = { ...e.query, order: [], skip: 0 }
  const found = ids.length ? await readPage(ask.tx, wanted(ask, e.to, query, { ids }), ids.length) : []
  ask.left -= found.length
  const shown = await presentRows(ask, e.to, found, query)
  const byId = new Map(found.map((f, i) => [f.id, shown[i]]))
  rows.forEach((row, i) => Object.assign(expanded[i] as Json, { [e.link]: byId.get(row[key] as number) ?? null }))
}

async function expandMany(ask: Ask, set: EntitySet, rows: EntityRow[], e: Expand, expanded: Json[]): Promise<void> {
  const ids = rows.map(r => r.id)
  for (const out of expanded) out[e.link] = []
  if (!ids.length) return
  // what the answer may still hold is shared out; the rest of each is behind its next link
  const top = Math.min(e.query.top, Math.max(1, Math.floor(ask.left / ids.length)))
  const query = { ...e.query, top }
  const from = { set, link: e.link, ids }
  const found = await readPage(ask.tx, wanted(ask, e.to, query, { from, each: true }), top + 1)
  const byParent = new Map<number, EntityRow[]>()
  for (const f of found) {
    const list = byParent.get(f.parent as number)
    if (list) list.push(f)
    else byParent.set(f.parent as number, [f])
  }
  if (query.count && ids.length > COUNTED)
    throw new Refusal('sensorthings.query', {
      option: '$expand',
      at: 1,
      why: `$count bên trong chỉ cho nhiều nhất ${COUNTED} ${entityTypes[set].one} mỗi trang: giảm $top`,
      whyEn: `$count inside works for at most ${COUNTED} of a page: lower $top`,
    })
  const flat: EntityRow[] = []
  const spans: [number, number][] = []
  for (const [i, row] of rows.entries()) {
    const mine = byParent.get(row.id) ?? []
    const out = expanded[i] as Json
    const w = wanted(ask, e.to, query, { from: { set, link: e.link, ids: [row.id] } })
    if (query.count) Object.assign(out, await counted(ask, w, e.link))
    if (mine.length > top) {
      mine.pop()
      const last = mine.at(-1)
      if (last)
        out[`${e.link}@iot.nextLink`] = ask.links.with(
          `${ask.links.entity(set, row)}/${e.link}`,
          nextOptions(w, last, e.options),
        )
    }
    spans.push([flat.length, flat.length + mine.length])
    for (const m of mine) flat.push(m)
  }
  ask.left = Math.max(0, ask.left - flat.length)
  const shown = await presentRows(ask, e.to, flat, query)
  rows.forEach((_row, i) => ((expanded[i] as Json)[e.link] = shown.slice(...(spans[i] as [number, number]))))
}
