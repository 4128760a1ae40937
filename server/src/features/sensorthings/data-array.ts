import { emptyQuery, type Query } from '@tusom/domain'
import type { EntityRow } from '@tusom/store'
import type { Links } from './links.ts'
import { type Json, presentProperty, shownProperties } from './present.ts'

/** Readings of a page by series, each a row of values (18-088, clause 13). */
export function presentDataArray(rows: readonly EntityRow[], query: Query, links: Links): Json[] {
  const order = query.select ?? emptyOrder
  const components = order.filter(c => shownProperties('Observations', null).includes(c))
  const bySeries = new Map<number, unknown[][]>()
  for (const row of rows) {
    const values = components.map(c => presentProperty('Observations', c, row))
    const list = bySeries.get(row.series_id as number)
    if (list) list.push(values)
    else bySeries.set(row.series_id as number, [values])
  }
  return [...bySeries].map(([series, dataArray]) => ({
    'Datastream@iot.navigationLink': links.with(`${links.base}/Datastreams(${series})`, []),
    components,
    'dataArray@iot.count': dataArray.length,
    dataArray,
  }))
}
const emptyOrder = shownProperties('Observations', emptyQuery().select)
