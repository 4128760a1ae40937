import { insertKeyArea } from '@tusom/store'
import type { List } from './lists.ts'
import { communesOnly, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, type Table } from './table.ts'
import type { World } from './world.ts'

/** A key area of a commune, entered by the commune itself. */
export async function makeKeyArea(w: World, s: Stand, name = 'Địa bàn thử'): Promise<number> {
  const made = await w.t.database.db.asSystem(tx =>
    insertKeyArea(tx, {
      provinceId: w.t.unit(s.owner.startsWith('19') ? '19' : '20'),
      ownerId: w.t.unit(s.owner),
      code: `K${w.next()}`,
      name,
      communeIds: [w.t.unit(s.owner)],
      fields: ['water'],
      why: 'để thử quyền',
      source: '',
      invented: false,
      updatedAt: w.now,
      updatedBy: w.maker.userId,
      updatedByName: w.maker.name,
    }),
  )
  return made?.id ?? 0
}
const body = (w: World, s: Stand) => ({
  name: 'Địa bàn thử',
  communeIds: [w.t.unit(s.owner)],
  fields: ['water'],
  why: 'để thử quyền',
  source: '',
})

export const areaProbes: readonly Probe[] = [
  {
    route: 'POST /api/key-areas',
    seats: ['commune', 'province', 'watcher'],
    skip: communesOnly,
    ask: (w, s) => ({ url: '/api/key-areas', body: { code: `M${w.next()}`, ...body(w, s) } }),
  },
  {
    route: 'PUT /api/key-areas/:id',
    seats: ['commune', 'province', 'watcher'],
    skip: communesOnly,
    ask: async (w, s) => ({
      url: `/api/key-areas/${await w.once(`key area ${s.owner}`, () => makeKeyArea(w, s))}`,
      body: body(w, s),
    }),
  },
  {
    route: 'DELETE /api/key-areas/:id',
    seats: ['commune', 'province', 'watcher'],
    skip: communesOnly,
    ask: async (w, s) => ({ url: `/api/key-areas/${await makeKeyArea(w, s)}` }),
  },
]

export const areaTables: Table[] = [
  {
    table: 'key_areas',
    sees: 'watch',
    change: { set: 'name = name', by: 'subtree' },
    skip: communesOnly,
    everyRun: 'a register of places, the same in every run',
    make: async (w, s) => byId(await makeKeyArea(w, s)),
  },
]

export const areaLists: List[] = [
  {
    route: 'GET /api/key-areas',
    skip: communesOnly,
    shows: r => r === 'own',
    make: (w, s, mark) => makeKeyArea(w, s, mark),
  },
]
