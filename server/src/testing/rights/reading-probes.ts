import { upsertStation } from '@tusom/store'
import type { List } from './lists.ts'
import { communeNear, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import type { World } from './world.ts'

/** Refused readings, the names of senders, ways to read files and brokers: each lies at one unit. */

const below = (relation: string) => relation === 'own' || relation === 'child'

const makeRefusal = (w: World, s: Stand, station = 'TRAM-LA', over: Record<string, unknown> = {}): Promise<number> =>
  w.insert('reading_refusals', {
    run_id: 0,
    known_at: w.now,
    source: 'thử',
    unit_id: w.t.unit(s.owner),
    station,
    item: { station, indicator: 'rain', at: '2025-10-08T02:00:00+07:00', value: 1 },
    code: 'reading.unknown-station',
    message: 'Không có trạm',
    ...over,
  })
const makeName = (w: World, s: Stand, name = `TEN-${w.next()}`): Promise<number> =>
  w.insert('reading_names', {
    unit_id: w.t.unit(s.owner),
    kind: 'station',
    name,
    means: 'GAUGE-A',
    set_at: w.now,
    set_by: w.maker.userId,
    set_by_name: w.maker.name,
  })
const broker = { url: 'mqtt://127.0.0.1:1', topic: 'tram/#', mapping: { kind: 'tusom' }, enabled: false }
const makeBroker = (w: World, s: Stand, name = 'Đài thử'): Promise<number> =>
  w.insert('mqtt_connections', {
    unit_id: w.t.unit(s.owner),
    name,
    ...broker,
    session_hours: 24,
    changed_at: w.now,
    changed_by_name: w.maker.name,
  })
const makeStation = (w: World, s: Stand, code: string): Promise<number> =>
  w.t.database.db.asSystem(tx =>
    upsertStation(tx, {
      code,
      name: code,
      river: null,
      provinceId: w.t.unit(s.owner.slice(0, 2)),
      communeIds: [w.t.unit(s.owner)],
      invented: true,
      series: [{ indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 }],
    }),
  )
/** A series of a station at the commune nearest to the stand. */
const seriesAt = (w: World, s: Stand): Promise<number> =>
  w.once(`series ${communeNear(s.owner)}`, async () => {
    const at = { ...s, owner: communeNear(s.owner) }
    const station = await makeStation(w, at, `NHIP-${at.owner}`)
    w.t.app.ingest.forget()
    const [row] = await w.t.database.db.asSystem(tx =>
      tx.query<{ id: number }>('select id from series where station_id = $1', [station]),
    )
    return row?.id ?? 0
  })
const connection = {
  name: 'Đài thử',
  ...broker,
  username: null,
  ca: null,
  clientCert: null,
  shareGroup: null,
  sessionHours: 24,
}
const readingAgain = { station: 'GAUGE-A', indicator: 'rain', at: '2025-10-08T02:00:00+07:00', value: 1 }

export const readingProbes: Probe[] = [
  {
    route: 'POST /api/observations/refusals/:id/mend',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/observations/refusals/${await makeRefusal(w, s)}/mend`,
      body: readingAgain,
    }),
  },
  {
    route: 'POST /api/observations/refusals/resend',
    skip: placed,
    ask: async (w, s) => ({ url: '/api/observations/refusals/resend', body: { ids: [await makeRefusal(w, s)] } }),
  },
  {
    route: 'POST /api/observations/refusals/discard',
    skip: placed,
    ask: async (w, s) => ({
      url: '/api/observations/refusals/discard',
      body: { ids: [await makeRefusal(w, s)], reason: 'thiết bị thử' },
    }),
  },
  {
    route: 'POST /api/observations/names',
    skip: placed,
    ask: (w, s) => ({
      url: '/api/observations/names',
      body: { unitId: w.t.unit(s.owner), kind: 'indicator', name: `TEN-${w.next()}`, means: 'rain' },
    }),
  },
  {
    route: 'DELETE /api/observations/names/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/observations/names/${await makeName(w, s)}` }),
  },
  {
    route: 'PUT /api/stations/health/:id/interval',
    seats: ['commune', 'watcher'],
    skip: placed,
    ask: async (w, s) => ({ url: `/api/stations/health/${await seriesAt(w, s)}/interval`, body: { minutes: 30 } }),
  },
  {
    route: 'POST /api/mqtt',
    skip: placed,
    ask: (w, s) => ({ url: '/api/mqtt', body: { unitId: w.t.unit(s.owner), ...connection } }),
  },
  {
    route: 'PUT /api/mqtt/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/mqtt/${await makeBroker(w, s)}`, body: connection }),
  },
  {
    route: 'DELETE /api/mqtt/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/mqtt/${await makeBroker(w, s)}` }),
  },
]

export const readingLists: List[] = [
  { route: 'GET /api/observations/refusals', shows: below, skip: placed, make: makeRefusal },
  { route: 'GET /api/observations/refusals/summary', shows: below, skip: placed, make: makeRefusal },
  { route: 'GET /api/observations/names', shows: below, skip: placed, make: makeName },
  { route: 'GET /api/mqtt', shows: below, skip: placed, make: makeBroker },
  { route: 'GET /api/stations/health', shows: below, skip: placed, make: makeStation },
]

const sameInEveryRun = 'registers and brokers are the same for every run'
export const readingTables: Table[] = [
  {
    table: 'reading_refusals',
    sees: 'subtree',
    change: { set: 'message = message', by: 'subtree' },
    make: async (w, s) => byId(await makeRefusal(w, s)),
  },
  {
    table: 'reading_names',
    sees: 'subtree',
    change: { set: 'means = means', by: 'subtree' },
    make: async (w, s) => byId(await makeName(w, s)),
    everyRun: sameInEveryRun,
  },
  {
    table: 'reading_mappings',
    sees: 'subtree',
    change: { set: 'mapping = mapping', by: 'subtree' },
    make: async (w, s) =>
      byId(
        await w.insert('reading_mappings', {
          unit_id: w.t.unit(s.owner),
          fingerprint: `${w.next()}`,
          mapping: {},
          file_name: 'thử.csv',
          used_at: w.now,
          used_by_name: w.maker.name,
        }),
      ),
    everyRun: sameInEveryRun,
  },
  {
    table: 'mqtt_connections',
    sees: 'subtree',
    change: { set: 'name = name', by: 'subtree' },
    make: async (w, s) => byId(await makeBroker(w, s)),
    everyRun: sameInEveryRun,
  },
  {
    table: 'mqtt_sessions',
    sees: 'subtree',
    make: async (w, s) => {
      const connection_id = await makeBroker(w, s)
      await w.insert('mqtt_sessions', { connection_id, slot: 0, state: 'stopped', since: w.now })
      return byIds(['connection_id', connection_id])
    },
    everyRun: sameInEveryRun,
  },
]
