import { addCommendationStep, insertCommendation } from '@tusom/store'
import type { List } from './lists.ts'
import { placed, type Probe, type Skip } from './probe.ts'
import { reachOf, type Stand } from './relations.ts'
import { byId, byIds, type Table } from './table.ts'
import { standName, type World } from './world.ts'

/** To whom it was sent: the lead, where it is another than who proposes; else a unit with no other part in the walk. */
const reviewer = (s: Stand): string => (s.lead !== s.owner ? s.lead : s.owner.startsWith('19') ? '19' : '20-YT')
/** The object: a collective, proposed by the owner and sent to the lead. */
export async function makeCommendation(w: World, s: Stand, merit = 'Đưa dân ra khỏi vùng ngập'): Promise<number> {
  const [unitId, toId] = [w.t.unit(s.owner), w.t.unit(reviewer(s))]
  const by = { at: w.now, byId: w.maker.userId, byName: w.maker.name }
  return w.t.database.db.asSystem(async tx => {
    const { id } = await insertCommendation(tx, {
      ...by,
      provinceId: w.t.unit(s.owner.startsWith('19') ? '19' : '20'),
      unitId,
      toId,
      reach: [...new Set([...w.ids(reachOf(s)), toId])],
      kind: 'collective',
      subjectId: unitId,
      groupName: '',
      sealKey: `thu-${w.next()}-00000000`,
      nameSealed: null,
      positionSealed: null,
      merit,
      award: 'province',
      linkKind: null,
      linkId: null,
      purpose: 'thử',
      legalBasis: '19.1c',
      deleteAfter: '2027-12-31',
    })
    await addCommendationStep(tx, { ...by, commendationId: id, act: 'propose', unitId, text: '' })
    return id
  })
}
const shared = (w: World, s: Stand) => w.once(`commendation ${standName(s)}`, () => makeCommendation(w, s))
const noHamlet: Skip = (s, relation) => placed(s, relation)
const body = (w: World, s: Stand) => ({
  subjectId: w.t.unit(s.owner),
  kind: 'collective',
  merit: 'Đưa dân ra khỏi vùng ngập',
  award: 'province',
})

export const commendationProbes: readonly Probe[] = [
  {
    route: 'POST /api/commendations',
    seats: ['commune', 'province'],
    skip: noHamlet,
    ask: (w, s) => ({ url: '/api/commendations', body: { unitId: w.t.unit(s.owner), ...body(w, s) } }),
  },
  {
    route: 'PUT /api/commendations/:id',
    seats: ['commune', 'province'],
    ask: async (w, s) => ({ url: `/api/commendations/${await makeCommendation(w, s)}`, body: body(w, s) }),
  },
  {
    route: 'POST /api/commendations/:id/withdraw',
    seats: ['commune', 'province'],
    ask: async (w, s) => ({ url: `/api/commendations/${await makeCommendation(w, s)}/withdraw` }),
  },
  {
    route: 'POST /api/commendations/:id/review',
    seats: ['commune', 'agency'],
    ask: async (w, s) => ({
      url: `/api/commendations/${await makeCommendation(w, s)}/review`,
      body: { act: 'support' },
    }),
  },
]

const readers = ['leader', 'standing-agency', 'department-officer', 'commune-officer']
export const commendationLists: List[] = [
  {
    route: 'GET /api/commendations',
    shows: (r, _s, role) => readers.includes(role) && ['own', 'child', 'led', 'cooperating'].includes(r),
    make: (w, s, mark) => makeCommendation(w, s, `${mark} đưa dân ra khỏi vùng ngập`),
  },
]

export const commendationTables: Table[] = [
  {
    table: 'commendations',
    sees: 'reach',
    change: { set: 'state = state', by: 'reach' },
    make: async (w, s) => byId(await shared(w, s)),
  },
  {
    table: 'commendation_steps',
    sees: 'reach',
    make: async (w, s) => byIds(['commendation_id', await shared(w, s)]),
  },
]
