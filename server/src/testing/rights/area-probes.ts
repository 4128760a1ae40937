import { addCivilDefenceStep, insertKeyArea, proposeCivilDefence } from '@tusom/store'
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
const criteria = { extent: 'ba thôn', place: 'ven sông', course: 'đang lên', capacity: 'hai xuồng' }
/** A proposal of level 1 for a commune, made by somebody elsewhere; each is about an incident of its own. */
export async function makeCivilDefence(w: World, s: Stand, incident = `sự cố ${w.next()}`): Promise<number> {
  const who = { id: w.maker.userId, name: w.maker.name, at: w.now }
  return w.t.database.db.asSystem(async tx => {
    const made = await proposeCivilDefence(tx, {
      runId: 0,
      provinceId: w.t.unit(s.owner.startsWith('19') ? '19' : '20'),
      unitId: w.t.unit(s.owner),
      level: 1,
      incident,
      scope: 'ba thôn',
      criteria,
      lacks: 'ba xuồng',
      proposedAt: w.now,
      proposedBy: w.maker.userId,
      proposedByName: w.maker.name,
      proposedByUnit: w.t.unit('19'),
    })
    const id = made?.id ?? 0
    await addCivilDefenceStep(tx, { runId: 0, levelId: id, act: 'propose', who, unitId: w.t.unit('19'), remark: '' })
    return id
  })
}
async function makeDeclared(w: World, s: Stand): Promise<number> {
  const id = await makeCivilDefence(w, s)
  await w.t.database.db.asSystem(tx =>
    tx.query(
      `update civil_defence_levels set state = 'declared', decided_at = $2, decided_by = $3, decided_by_name = 'x' where id = $1`,
      [id, w.now, w.approver.userId],
    ),
  )
  return id
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
  {
    route: 'POST /api/civil-defence',
    seats: ['commune', 'province', 'watcher'],
    skip: communesOnly,
    ask: (w, s) => ({
      url: '/api/civil-defence',
      body: {
        level: 1,
        unitId: w.t.unit(s.owner),
        incident: `lũ ${w.next()}`,
        scope: 'ba thôn',
        criteria,
        lacks: 'ba xuồng',
      },
    }),
  },
  {
    route: 'POST /api/civil-defence/:id/decide',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: async (w, s) => ({
      url: `/api/civil-defence/${await makeCivilDefence(w, s)}/decide`,
      body: { act: 'declare' },
    }),
  },
  {
    route: 'POST /api/civil-defence/:id/lift',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: async (w, s) => ({
      url: `/api/civil-defence/${await makeDeclared(w, s)}/lift`,
      body: { reason: 'nước đã rút' },
    }),
  },
  {
    route: 'GET /api/civil-defence/:id/decision.docx',
    seats: ['commune', 'province', 'watcher'],
    skip: communesOnly,
    ask: async (w, s) => ({
      url: `/api/civil-defence/${await w.once(`civil defence ${s.owner}`, () => makeCivilDefence(w, s))}/decision.docx`,
    }),
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
  {
    table: 'civil_defence_levels',
    sees: 'watch',
    change: { set: 'state = state', by: 'subtree' },
    skip: communesOnly,
    make: async (w, s) => byId(await makeCivilDefence(w, s)),
  },
  {
    table: 'civil_defence_levels',
    when: 'declared',
    sees: 'province',
    change: { set: 'state = state', by: 'subtree' },
    skip: communesOnly,
    make: async (w, s) => byId(await makeDeclared(w, s)),
  },
  {
    table: 'civil_defence_steps',
    sees: 'watch',
    skip: communesOnly,
    make: async (w, s) => ({ where: 'level_id = $1', values: [await makeCivilDefence(w, s)] }),
  },
]

export const areaLists: List[] = [
  {
    route: 'GET /api/key-areas',
    skip: communesOnly,
    shows: r => r === 'own',
    make: (w, s, mark) => makeKeyArea(w, s, mark),
  },
  {
    route: 'GET /api/civil-defence',
    skip: communesOnly,
    shows: r => r === 'own',
    make: (w, s, mark) => makeCivilDefence(w, s, mark),
  },
]
