import { randomUUID } from 'node:crypto'
import { makeActivation, makeDocument, makeIncident, makeScenario, makeTask } from './objects.ts'
import { communesOnly, ownOnly, placed, type Ask, type Probe, type Skip } from './probe.ts'
import { type Seat, seats, type Stand } from './relations.ts'
import { standName, type World } from './world.ts'

const on =
  (name: string, make: (w: World, s: Stand) => Promise<number>, rest: string, body?: unknown) =>
  async (w: World, s: Stand): Promise<Ask> => {
    const id = await w.once(`${name} ${standName(s)}`, () => make(w, s))
    return { url: rest.replace(':id', String(id)), ...(body === undefined ? {} : { body }) }
  }

const task = (rest: string, body?: unknown) => on('task', makeTask, rest, body)
export const taskProbes: Probe[] = [
  { route: 'GET /api/tasks/:id', ask: task('/api/tasks/:id') },
  { route: 'POST /api/tasks/:id/state', ask: task('/api/tasks/:id/state', { state: 'doing' }) },
  { route: 'POST /api/tasks/:id/notes', ask: task('/api/tasks/:id/notes', { text: 'Đã liên hệ' }) },
  {
    route: 'POST /api/tasks',
    skip: placed,
    ask: (w, s) => ({
      url: '/api/tasks',
      body: {
        title: 'Trực ngầm tràn',
        ownerId: w.t.unit(s.owner),
        leadIds: [w.t.unit(s.owner)],
        dueAt: '2025-10-09T03:00:00+07:00',
      },
    }),
  },
]

const document = (w: World, s: Stand) => w.once(`document ${standName(s)}`, () => makeDocument(w, s))
const plan =
  (rest: string, body?: (items: number[]) => unknown) =>
  async (w: World, s: Stand): Promise<Ask> => {
    const { id, items } = await document(w, s)
    const url = rest.replace(':id', String(id)).replace(':itemId', String(items[0]))
    return { url, ...(body ? { body: body(items) } : {}) }
  }
export const planProbes: Probe[] = [
  { route: 'GET /api/plans/:id', ask: plan('/api/plans/:id') },
  {
    route: 'POST /api/plans',
    skip: ownOnly,
    ask: w => ({ url: '/api/plans', body: { text: `Kế hoạch ${w.next()}` } }),
  },
  { route: 'PATCH /api/plans/:id', ask: plan('/api/plans/:id', () => ({ number: '12/KH-UBND' })) },
  {
    route: 'PATCH /api/plans/:id/items',
    ask: plan('/api/plans/:id/items', items => ({ ids: [items[0]], set: { title: 'Rà soát hộ' } })),
  },
  {
    route: 'POST /api/plans/:id/items/general',
    ask: async (w, s) => {
      const { id } = await w.once(`general plan ${standName(s)}`, () =>
        makeDocument(w, s, {
          general_tasks: JSON.stringify([{ label: '-', text: 'Tuyên truyền ở các thôn', path: [] }]),
        }),
      )
      return { url: `/api/plans/${id}/items/general`, body: { at: [0] } }
    },
  },
  {
    route: 'POST /api/plans/:id/items/:itemId/split',
    ask: plan('/api/plans/:id/items/:itemId/split', () => ({ at: 21 })),
  },
  {
    route: 'POST /api/plans/:id/items/merge',
    ask: plan('/api/plans/:id/items/merge', items => ({ ids: items.slice(0, 2) })),
  },
  { route: 'POST /api/plans/:id/undo', ask: plan('/api/plans/:id/undo', () => ({})) },
  { route: 'POST /api/plans/:id/assign', ask: plan('/api/plans/:id/assign', () => ({})) },
]

const activation = (w: World, s: Stand) => w.once(`activation ${standName(s)}`, () => makeActivation(w, s))
const toActivate = (act: string): Probe => ({
  route: `POST /api/scenarios/:id/${act}`,
  skip: communesOnly,
  ask: async (w, s, seat) => ({
    url: `/api/scenarios/${await makeScenario(w, seats[seat].unit.slice(0, 2))}/${act}`,
    body: { unitIds: [w.t.unit(s.owner)], hazard: 'flood', level: 2, phases: ['warning'] },
  }),
})
export const scenarioProbes: Probe[] = [
  {
    route: 'GET /api/scenarios/:id',
    rows: 'province',
    ask: async (w, s) => ({ url: `/api/scenarios/${await makeScenario(w, s.owner.slice(0, 2))}` }),
  },
  toActivate('preview'),
  toActivate('activate'),
  {
    route: 'GET /api/activations/:id',
    rows: 'reach',
    ask: async (w, s) => ({ url: `/api/activations/${(await activation(w, s)).id}` }),
  },
  {
    route: 'POST /api/activations/:id/stop',
    ask: async (w, s) => ({ url: `/api/activations/${(await activation(w, s)).id}/stop`, body: { reason: 'hết lũ' } }),
  },
  {
    route: 'POST /api/activations/:id/tasks/:taskId/round',
    ask: async (w, s) => {
      // an activation that nobody stops while it is walked
      const { id, taskId } = await w.once(`round ${standName(s)}`, () => makeActivation(w, s))
      return { url: `/api/activations/${id}/tasks/${taskId}/round`, body: { text: '' } }
    },
  },
]

const incident = (rest: string, body?: unknown) => on('incident', (w, s) => makeIncident(w, s), rest, body)
/** An incident that the seat takes part in, so that the unit named in the request alone decides. */
const sharedIncident = (w: World, s: Stand, seat: Seat) =>
  w.once(`shared incident ${seat} ${s.owner}`, () =>
    makeIncident(w, { owner: s.owner, lead: seats[seat].unit, cooperating: [] }),
  )
const forUnit =
  (rest: string, body?: (unitId: number) => Record<string, unknown>) =>
  async (w: World, s: Stand, seat: Seat): Promise<Ask> => {
    const id = await sharedIncident(w, s, seat)
    const unitId = w.t.unit(s.owner)
    return {
      url: rest.replace(':id', String(id)).replace(':unit', String(unitId)),
      ...(body ? { body: body(unitId) } : {}),
    }
  }
/** who reports on an incident: its owner and its communes */
const reporters: Skip = (s, relation) =>
  placed(s, relation) ?? (s.owner.includes('-') ? 'a hamlet or a department sends no situation report' : undefined)

export const incidentProbes: Probe[] = [
  { route: 'GET /api/incidents/:id', ask: incident('/api/incidents/:id') },
  { route: 'GET /api/incidents/:id/entries', ask: incident('/api/incidents/:id/entries') },
  { route: 'GET /api/incidents/:id/people', ask: incident('/api/incidents/:id/people') },
  { route: 'GET /api/incidents/:id/tasks', ask: incident('/api/incidents/:id/tasks') },
  { route: 'GET /api/incidents/:id/damage', ask: incident('/api/incidents/:id/damage') },
  {
    route: 'POST /api/incidents/:id/entries',
    ask: incident('/api/incidents/:id/entries', { key: 'dong-nhat-ky', kind: 'report', text: 'Ngập', source: '' }),
  },
  {
    route: 'POST /api/incidents/:id/units',
    ask: async (w, s) => ({
      ...(await incident('/api/incidents/:id/units')(w, s)),
      body: { unitId: w.t.unit('20-YT'), part: 'supports', note: '' },
    }),
  },
  {
    route: 'POST /api/incidents/:id/communes',
    ask: async (w, s) => ({
      ...(await incident('/api/incidents/:id/communes')(w, s)),
      body: { unitIds: [w.t.unit('20A')] },
    }),
  },
  {
    route: 'POST /api/incidents/:id/links',
    ask: async (w, s, seat) => {
      const own: Stand = { owner: seats[seat].unit, lead: seats[seat].unit, cooperating: [] }
      const taskId = await w.once(`task ${standName(own)}`, () => makeTask(w, own))
      return { ...(await incident('/api/incidents/:id/links')(w, s)), body: { kind: 'task', id: taskId } }
    },
  },
  {
    route: 'POST /api/incidents/:id/close',
    ask: on('closing', (w, s) => makeIncident(w, s), '/api/incidents/:id/close', { reason: 'hết lũ' }),
  },
  {
    route: 'POST /api/incidents',
    skip: communesOnly,
    ask: (w, s) => ({
      url: '/api/incidents',
      body: { title: 'Ngập', hazard: 'flood', level: 1, unitIds: [w.t.unit(s.owner)], leadId: w.t.unit('20A') },
    }),
  },
  {
    route: 'POST /api/incidents/:id/damage',
    skip: communesOnly,
    ask: forUnit('/api/incidents/:id/damage', communeId => ({
      key: randomUUID(),
      communeId,
      figures: { 'house.flooded': 3 },
      reason: '',
      source: '',
    })),
  },
  {
    route: 'GET /api/incidents/:id/sitrep',
    seats: ['commune', 'watcher'],
    skip: reporters,
    ask: forUnit('/api/incidents/:id/sitrep?unitId=:unit'),
  },
  {
    route: 'GET /api/incidents/:id/sitrep.docx',
    seats: ['commune', 'watcher'],
    skip: reporters,
    ask: forUnit('/api/incidents/:id/sitrep.docx?unitId=:unit'),
  },
  {
    route: 'PUT /api/incidents/:id/sitrep/texts',
    skip: reporters,
    ask: forUnit('/api/incidents/:id/sitrep/texts', unitId => ({ unitId, part: 'situation', text: 'Đang ngập' })),
  },
  {
    route: 'POST /api/incidents/:id/sitreps',
    skip: reporters,
    ask: forUnit('/api/incidents/:id/sitreps', unitId => ({ unitId, key: `bao-cao-${unitId}` })),
  },
  {
    route: 'GET /api/incidents/:id/sitreps/:sitrepId/file',
    seats: ['commune', 'watcher'],
    skip: reporters,
    ask: async (w, s, seat) => {
      const id = await sharedIncident(w, s, seat)
      const file = await w.once(`sitrep ${seat} ${s.owner}`, () => makeSitrep(w, id, s.owner))
      return { url: `/api/incidents/${id}/sitreps/${file}/file` }
    },
  },
]

export const makeSitrep = (w: World, incidentId: number, unit: string): Promise<number> => {
  const n = w.next() + 1000
  return w.insert('incident_sitreps', {
    run_id: 0,
    incident_id: incidentId,
    unit_id: w.t.unit(unit),
    number: n,
    as_of: w.now,
    sent_at: w.now,
    by_id: w.maker.userId,
    by_name: w.maker.name,
    content: {},
    file: Buffer.from('PK'),
    file_name: 'bao-cao.docx',
    sha256: Buffer.alloc(32),
    key: `bao-cao-${n}`,
  })
}

export const workProbes: Probe[] = [...taskProbes, ...planProbes, ...scenarioProbes, ...incidentProbes]
