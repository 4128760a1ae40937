import { type EntitySet, observationId } from '@tusom/domain'
import type { EntityRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'

export const root = '/api/sensorthings/v1.1'

/** Addresses of entities as the client reached us; in an exercise asked by `?run=`, every link stays in it. */
export type Links = {
  base: string
  entity: (set: EntitySet, row: EntityRow) => string
  /** an address with options; the run goes along */
  with: (address: string, options: readonly (readonly [string, string])[]) => string
}

export function linksOf(request: FastifyRequest): Links {
  // behind a proxy that ends TLS the connection here is plain
  const tls = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const base = `${tls ? 'https' : 'http'}://${request.host}${root}`
  const named = (request.query as Record<string, unknown> | undefined)?.run
  const run: [string, string][] = typeof named === 'string' && request.run.id ? [['run', String(request.run.id)]] : []
  const written = (address: string, options: readonly (readonly [string, string])[]) => {
    const all = [...options, ...run].map(([k, v]) => `${k}=${encodeURIComponent(v).replaceAll('%2C', ',')}`)
    return all.length ? `${address}?${all.join('&')}` : address
  }
  return { base, entity: (set, row) => `${base}/${set}(${keyOfRow(set, row)})`, with: written }
}

export const idOf = (set: EntitySet, row: EntityRow): number | string =>
  set === 'Observations' ? observationId(row.series_id as number, (row.at as Date).getTime()) : row.id
const keyOfRow = (set: EntitySet, row: EntityRow): string =>
  set === 'Observations' ? `'${idOf(set, row)}'` : String(row.id)
