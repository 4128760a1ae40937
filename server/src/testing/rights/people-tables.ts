import { makeToken } from './machine-probes.ts'
import { randomUUID } from 'node:crypto'
import { buildHost, buildShelter } from '../households.testing.ts'
import { makeLevel, makeRaise, makeRun, makeUser } from './core-probes.ts'
import { makeHousehold } from './people-probes.ts'
import { communesOnly, hamletsOnly, placed } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, byIds, type Row, type Table } from './table.ts'
import type { World } from './world.ts'

const household = (w: World, s: Stand) => w.once(`household ${s.owner}`, () => makeHousehold(w, s.owner))
const communeOf = (hamlet: string) => hamlet.split('-')[0] as string
const register = 'the register is the same in every run'

/** What happened to a household of a hamlet. */
const moved = (table: string, set: string | null, row: (w: World) => Record<string, unknown>): Table => ({
  table,
  sees: 'subtree',
  skip: hamletsOnly,
  ...(set ? { change: { set, by: 'subtree' } } : {}),
  make: async (w, s): Promise<Row> => {
    const household_id = await household(w, s)
    await w.once(`${table} ${s.owner}`, () =>
      w.insert(table, {
        run_id: 0,
        household_id,
        commune_id: w.t.unit(communeOf(s.owner)),
        hamlet_id: w.t.unit(s.owner),
        ...row(w),
      }),
    )
    return byIds(['household_id', household_id])
  },
})

const ofPeople: Table[] = [
  {
    table: 'households',
    sees: 'subtree',
    skip: hamletsOnly,
    change: { set: 'floors = floors', by: 'subtree' },
    make: async (w, s) => byId(await household(w, s)),
    everyRun: register,
  },
  {
    table: 'host_households',
    sees: 'subtree',
    skip: hamletsOnly,
    change: { set: 'floors = floors', by: 'subtree' },
    make: async (w, s) =>
      byId(await w.once(`host ${s.owner}`, () => buildHost(w.t, s.owner, { code: `N-${s.owner}` }))),
    everyRun: register,
  },
  {
    table: 'shelters',
    sees: 'watch',
    skip: communesOnly,
    change: { set: 'active = active', by: 'subtree' },
    make: async (w, s) => byId(await w.once(`shelter ${s.owner}`, () => buildShelter(w.t, s.owner))),
    everyRun: register,
  },
  {
    table: 'personal_reads',
    sees: 'subtree',
    skip: placed,
    make: async (w, s) =>
      byId(
        await w.insert('personal_reads', {
          at: w.now,
          user_id: w.maker.userId,
          user_name: w.maker.name,
          unit_id: w.t.unit(s.owner),
          run_id: 0,
          subject: 'households/1',
          records: 1,
          purpose: 'thử',
        }),
      ),
    everyRun: 'who read names is answered for as a whole',
  },
  {
    table: 'evacuation_orders',
    sees: 'watch',
    skip: communesOnly,
    change: { set: 'rising = rising', by: 'subtree' },
    make: async (w, s) =>
      byId(
        await w.once(`order ${s.owner}`, () =>
          w.insert('evacuation_orders', {
            run_id: 0,
            commune_id: w.t.unit(s.owner),
            hazard: 'flood',
            since: w.now,
            ordered_at: w.now,
            ordered_by: w.maker.userId,
            ordered_by_name: w.maker.name,
          }),
        ),
      ),
  },
  moved('evacuation_places', null, () => ({ people: 4, rank: 1, transport: false, reason: {}, unplaced: 'no-room' })),
  moved('household_states', 'state = state', w => ({ since: w.now })),
  moved('household_moves', null, w => ({
    id: randomUUID(),
    kind: 'left',
    at: w.now,
    known_at: w.now,
    by_id: w.maker.userId,
    by_name: w.maker.name,
  })),
]

const level = (table: string, row: (w: World) => Record<string, unknown>): Table => ({
  table,
  sees: 'watch',
  skip: placed,
  make: async (w, s) => {
    await w.once(`${table} ${s.owner}`, () =>
      w.insert(table, { run_id: 0, area_id: w.t.unit(s.owner), hazard: 'flood', at: w.now, rule: 'thử', ...row(w) }),
    )
    return byIds(['area_id', w.t.unit(s.owner)])
  },
})

const ofCore: Table[] = [
  {
    table: 'bulletins',
    sees: 'province',
    make: async (w, s) =>
      byId(
        await w.insert('bulletins', {
          run_id: 0,
          province_id: w.t.unit(s.owner.slice(0, 2)),
          issuer: 'Đài',
          hazard: 'flood',
          issued_at: w.now,
          entered_by: w.maker.userId,
          entered_by_name: w.maker.name,
          entered_at: w.now,
        }),
      ),
  },
  {
    table: 'level_states',
    sees: 'watch',
    skip: placed,
    change: { set: 'holder_name = holder_name', by: 'subtree' },
    make: async (w, s) => {
      await w.once(`level ${s.owner}`, () => makeLevel(w, s.owner))
      return byIds(['area_id', w.t.unit(s.owner)])
    },
  },
  {
    table: 'level_raises',
    sees: 'watch',
    skip: placed,
    change: { set: 'reason = reason', by: 'subtree' },
    make: async (w, s) => byId(await w.once(`raise ${s.owner}`, () => makeRaise(w, s.owner))),
  },
  level('level_changes', w => ({ status: 'suggested', known_at: w.now })),
  level('level_history', () => ({})),
  {
    table: 'users',
    sees: 'subtree',
    skip: placed,
    change: { set: 'display_name = display_name', by: 'subtree' },
    make: async (w, s) => byId(await w.once(`user ${s.owner}`, () => makeUser(w, s.owner))),
    everyRun: 'people are the same in every run',
  },
  {
    table: 'api_tokens',
    sees: 'subtree',
    skip: placed,
    change: { set: 'revoked_at = revoked_at', by: 'subtree' },
    make: async (w, s) => byId(await w.once(`token ${s.owner}`, () => makeToken(w, s.owner))),
    everyRun: 'keys of machines are the same in every run',
  },
  {
    table: 'observation_details',
    sees: 'all',
    skip: placed,
    make: async (w, s) => {
      const at = new Date(w.now.getTime() - w.next() * 60_000)
      const series_id = await w.once(`series ${s.owner}`, async () =>
        Number((await w.t.database.db.asSystem(tx => tx.one('select min(id) as id from series'))).id),
      )
      await w.insert('observation_details', { run_id: 0, series_id, at, result_time: at })
      return byIds(['series_id', series_id], ['at', at])
    },
  },
  {
    table: 'assignments',
    sees: 'subtree',
    skip: placed,
    make: async (w, s) => byIds(['user_id', await w.once(`user ${s.owner}`, () => makeUser(w, s.owner))]),
    everyRun: 'people are the same in every run',
  },
  {
    table: 'audit_entries',
    sees: 'subtree',
    skip: placed,
    make: async (w, s) => {
      const subject = `thử/${w.next()}`
      await w.t.database.db.asSystem(tx =>
        tx.query(`select app.audit($1, $2, $3, $4, 0, 'thử', $5, '{}')`, [
          w.t.unit(s.owner.slice(0, 2)),
          w.now.toISOString(),
          w.maker.userId,
          w.t.unit(s.owner),
          subject,
        ]),
      )
      return byIds(['subject', subject])
    },
    everyRun: 'what was done is answered for as a whole',
  },
  {
    table: 'runs',
    sees: 'all',
    skip: placed,
    change: { set: 'speed = speed', by: 'subtree' },
    make: async (w, s) => byId(await w.once(`run ${s.owner}`, () => makeRun(w, s.owner))),
    everyRun: 'runs are not in a run',
  },
]

export const peopleTables: Table[] = [...ofPeople, ...ofCore]
