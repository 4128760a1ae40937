import { defaultPack } from '@tusom/domain'
import { loadPack } from '@tusom/store'
import type { List } from './lists.ts'
import { communesOnly, ownOnly, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, type Table } from './table.ts'
import type { World } from './world.ts'

/** Rule packs, which of them is in force, and what happened. */

const below = (relation: string) => relation === 'own' || relation === 'child'
const shipped = (w: World) =>
  w.once('shipped pack', () =>
    w.t.database.db.asSystem(tx => loadPack(tx, defaultPack.id, defaultPack.version, defaultPack)),
  )
/** A pack of its own for every case, because one proposal a pack may wait. */
async function makeChoice(w: World, s: Stand, reason = 'Thử'): Promise<number> {
  const id = `thu-${w.next()}`
  const body = { ...defaultPack, id, version: '1', hazards: [] }
  await w.t.database.db.asSystem(tx => loadPack(tx, id, '1', body))
  return w.insert('pack_choices', {
    run_id: 0,
    province_id: w.t.unit(s.owner),
    pack_id: id,
    version: '1',
    instead_of: '',
    reason,
    proposed_at: w.now,
    proposed_by: w.maker.userId,
    proposed_by_name: w.maker.name,
  })
}
export const makeEvent = (w: World, s: Stand, title = 'Ngập'): Promise<number> =>
  w.insert('observed_events', {
    run_id: 0,
    hazard: 'flood',
    area_ids: [w.t.unit(s.owner)],
    starts_at: w.now,
    title,
    source: 'thử',
    origin: 'typed',
    entered_at: w.now,
    entered_by: w.maker.userId,
    entered_by_name: w.maker.name,
  })

export const packProbes: Probe[] = [
  {
    route: 'POST /api/packs',
    seats: ['province'],
    skip: ownOnly,
    ask: async w => {
      await shipped(w)
      const pack = {
        ...defaultPack,
        version: `tinh-${w.next()}`,
        title: 'Gói của tỉnh',
        base: { id: defaultPack.id, version: defaultPack.version },
      }
      return { url: '/api/packs', body: { pack, note: 'Thử' } }
    },
  },
  {
    route: 'POST /api/packs/choices',
    seats: ['province'],
    skip: ownOnly,
    ask: async w => {
      const id = `thu-${w.next()}`
      await w.t.database.db.asSystem(tx => loadPack(tx, id, '1', { ...defaultPack, id, version: '1', hazards: [] }))
      return { url: '/api/packs/choices', body: { packId: id, version: '1', reason: 'Thử' } }
    },
  },
  {
    route: 'POST /api/packs/choices/:id/approve',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/packs/choices/${await makeChoice(w, s)}/approve`, body: {} }),
  },
  {
    route: 'POST /api/packs/choices/:id/turn-down',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/packs/choices/${await makeChoice(w, s)}/turn-down`, body: {} }),
  },
  {
    route: 'POST /api/observed-events',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: (w, s) => ({
      url: '/api/observed-events',
      body: {
        events: [
          {
            hazard: 'flood',
            unitIds: [w.t.unit(s.owner)],
            startsAt: '2025-10-07T02:00:00+07:00',
            endsAt: null,
            level: null,
            title: 'Ngập',
            source: 'thử',
            origin: 'typed',
            originKey: null,
          },
        ],
      },
    }),
  },
  {
    route: 'DELETE /api/observed-events/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/observed-events/${await makeEvent(w, s)}` }),
  },
]

const period = 'from=2025-10-01T00:00:00Z&to=2025-10-20T00:00:00Z'
export const packLists: List[] = [
  {
    route: 'GET /api/observed-events',
    url: () => `/api/observed-events?${period}`,
    shows: below,
    skip: placed,
    make: makeEvent,
  },
]

export const packTables: Table[] = [
  {
    table: 'pack_choices',
    sees: 'all',
    change: { set: 'state = state', by: 'subtree' },
    make: async (w, s) => byId(await makeChoice(w, s)),
  },
  { table: 'observed_events', sees: 'watch', skip: placed, make: async (w, s) => byId(await makeEvent(w, s)) },
]
