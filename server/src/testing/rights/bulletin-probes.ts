import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { List } from './lists.ts'
import { communesOnly, ownOnly, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, type Table } from './table.ts'
import type { World } from './world.ts'

/** Bulletins that are read and confirmed, the addresses they are fetched from, and what came from them. */

const below = (relation: string) => relation === 'own' || relation === 'child'

const source = { name: 'Đài thử', kind: 'cap', everyMinutes: null, enabled: false }
const makeSource = (w: World, s: Stand, name = 'Đài thử', kind = 'cap', base = 'http://127.0.0.1:1'): Promise<number> =>
  w.insert('bulletin_sources', {
    unit_id: w.t.unit(s.owner),
    name,
    url: `${base}/${w.next()}`,
    kind,
    enabled: false,
    changed_at: w.now,
    changed_by_name: w.maker.name,
  })
/** A page of this machine without a bulletin on it. */
const emptyPage = (w: World): Promise<string> =>
  w.once('bulletin page', async () => {
    const server = createServer((_request, reply) => reply.end('Hiện không có bản tin.'))
    server.unref()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
const makeArrival = async (w: World, s: Stand, title = 'TIN LŨ'): Promise<number> =>
  w.insert('bulletin_arrivals', {
    unit_id: w.t.unit(s.owner),
    source_id: await makeSource(w, s),
    digest: `${w.next()}`,
    arrived_at: w.now,
    title,
    content: 'TIN LŨ TRÊN SÔNG THỬ',
  })
const makeBulletin = (w: World, s: Stand, issuer = 'Đài'): Promise<number> =>
  w.insert('bulletins', {
    run_id: 0,
    province_id: w.t.unit(s.owner.slice(0, 2)),
    issuer,
    hazard: 'flood',
    issued_at: w.now,
    entered_by: w.maker.userId,
    entered_by_name: w.maker.name,
    entered_at: w.now,
  })
const filing = (w: World, s: Stand) => ({
  issuer: 'Đài Khí tượng Thủy văn tỉnh',
  number: null,
  hazard: 'flood',
  title: 'TIN LŨ',
  issuedAt: '2025-10-08T02:00:00+07:00',
  nextAt: null,
  expiresAt: null,
  final: false,
  text: 'TIN LŨ',
  origin: 'text',
  arrivalId: null,
  levels: [{ hazard: 'flood', level: 2, unitIds: [w.t.unit(s.owner)] }],
  forecasts: [],
  rain: [],
  storm: [],
  readings: [],
})

export const bulletinProbes: Probe[] = [
  {
    route: 'POST /api/bulletins/confirm',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: (w, s) => ({ url: '/api/bulletins/confirm', body: filing(w, s) }),
  },
  {
    route: 'GET /api/bulletins/:id',
    skip: placed,
    rows: 'province',
    ask: async (w, s) => ({ url: `/api/bulletins/${await makeBulletin(w, s)}` }),
  },
  {
    route: 'GET /api/bulletins/outlook/:unitId',
    seats: ['commune', 'hamlet', 'watcher'],
    skip: placed,
    ask: (w, s) => ({ url: `/api/bulletins/outlook/${w.t.unit(s.owner)}` }),
  },
  {
    route: 'POST /api/bulletin-sources',
    seats: ['province'],
    skip: ownOnly,
    ask: w => ({ url: '/api/bulletin-sources', body: { ...source, url: `http://127.0.0.1:1/${w.next()}` } }),
  },
  {
    route: 'PUT /api/bulletin-sources/:id',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/bulletin-sources/${await makeSource(w, s)}`,
      body: { ...source, url: `http://127.0.0.1:1/${w.next()}` },
    }),
  },
  {
    route: 'DELETE /api/bulletin-sources/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/bulletin-sources/${await makeSource(w, s)}` }),
  },
  {
    route: 'POST /api/bulletin-sources/:id/fetch',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/bulletin-sources/${await makeSource(w, s, 'Trang thử', 'page', await emptyPage(w))}/fetch`,
    }),
  },
  {
    route: 'GET /api/bulletin-arrivals/:id',
    skip: placed,
    rows: 'reach',
    ask: async (w, s) => ({ url: `/api/bulletin-arrivals/${await makeArrival(w, s)}` }),
  },
  {
    route: 'POST /api/bulletin-arrivals/:id/discard',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/bulletin-arrivals/${await makeArrival(w, s)}/discard`, body: {} }),
  },
]

export const bulletinLists: List[] = [
  { route: 'GET /api/bulletin-sources', shows: below, skip: placed, make: makeSource },
  { route: 'GET /api/bulletin-arrivals', shows: below, skip: placed, make: makeArrival },
]

export const bulletinTables: Table[] = [
  {
    table: 'bulletin_sources',
    sees: 'subtree',
    change: { set: 'name = name', by: 'subtree' },
    make: async (w, s) => byId(await makeSource(w, s)),
    everyRun: 'addresses are the same for every run',
  },
  {
    table: 'bulletin_arrivals',
    sees: 'subtree',
    change: { set: 'state = state', by: 'subtree' },
    make: async (w, s) => byId(await makeArrival(w, s)),
  },
]
