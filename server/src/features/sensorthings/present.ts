import { type EntitySet, entityTypes, type Query } from '@tusom/domain'
import type { EntityRow } from '@tusom/store'
import { idOf, type Links } from './links.ts'

export type Json = Record<string, unknown>

/** Which properties an answer shows, and so must be read. */
export const shownProperties = (set: EntitySet, select: Query['select']): string[] =>
  Object.keys(entityTypes[set].properties).filter(p => select === null || select.includes(p))

const iso = (v: unknown): string | null => (v instanceof Date ? v.toISOString() : null)

/** One property as the standard writes it; times in UTC, a span as `from/to`, an instant as one time. */
export function presentProperty(set: EntitySet, property: string, row: EntityRow): unknown {
  if (property === 'id') return idOf(set, row)
  if (entityTypes[set].properties[property] === 'span') {
    const [from, to] = [iso(row[`${property}_from`]), iso(row[`${property}_to`])]
    if (from === null || to === null) return null
    return from === to && set === 'Observations' ? to : `${from}/${to}`
  }
  const value = row[property]
  return value instanceof Date ? value.toISOString() : (value ?? null)
}

/** An entity with its control information (18-088, clause 8.2.1). */
export function presentEntity(set: EntitySet, row: EntityRow, query: Query, links: Links, expanded: Json = {}): Json {
  const type = entityTypes[set]
  const self = links.entity(set, row)
  const all = query.select === null
  const out: Json = {}
  if (all || query.select?.includes('id')) {
    out['@iot.id'] = idOf(set, row)
    out['@iot.selfLink'] = links.with(self, [])
  }
  for (const p of shownProperties(set, query.select)) if (p !== 'id') out[p] = presentProperty(set, p, row)
  for (const link of Object.keys(type.links)) {
    if (link in expanded) {
      for (const key of [`${link}@iot.count`, link, `${link}@iot.nextLink`])
        if (key in expanded) out[key] = expanded[key]
    } else if (all || query.select?.includes(link))
      out[`${link}@iot.navigationLink`] = links.with(`${self}/${link}`, [])
  }
  return out
}
