import { communesOnly, ownOnly, placed, type Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import type { World } from './world.ts'

export const makeLevel = (w: World, unit: string, hazard = 'flood'): Promise<number> =>
  w.insert('level_states', {
    run_id: 0,
    area_id: w.t.unit(unit),
    hazard,
    status: 'suggested',
    level: 2,
    since: w.now,
    known_at: w.now,
    rule: 'thử',
  })

const makeTwoHazards = async (w: World, unit: string): Promise<void> => {
  await w.once(`level ${unit}`, () => makeLevel(w, unit))
  await w.once(`heavy rain ${unit}`, () => makeLevel(w, unit, 'heavy-rain'))
}

/** A raise that stands; one that stood before, if nobody took it back, is ended: a commune has one. */
export const makeRaise = async (w: World, unit: string): Promise<number> => {
  await w.t.database.db.asSystem(tx =>
    tx.query('update level_raises set ended_at = $2 where area_id = $1 and ended_at is null', [w.t.unit(unit), w.now]),
  )
  return w.insert('level_raises', {
    run_id: 0,
    area_id: w.t.unit(unit),
    hazards: ['flood', 'heavy-rain'],
    base: 2,
    by_steps: 1,
    reason: 'Hai loại hình cùng lúc',
    at: w.now,
    user_id: w.maker.userId,
    user_name: w.maker.name,
  })
}

/** An exercise of a unit. Its number is taken by hand: runs count from a sequence that only the server asks. */
export const makeRun = async (w: World, owner: string, name = `Diễn tập ${owner}`): Promise<number> => {
  const id = 5000 + w.next()
  await w.insert('runs', {
    id,
    name,
    owner_id: w.t.unit(owner),
    clock_at: w.now,
    anchor_at: w.now,
    started_at: w.now,
  })
  return id
}

/** An account with one role at a unit. */
export const makeUser = async (w: World, unit: string): Promise<number> => {
  const n = w.next()
  const id = await w.insert('users', {
    username: `tai-khoan.${n}`,
    password_hash: 'x',
    display_name: `Tài khoản ${n}`,
    created_at: w.now,
  })
  await w.insert('assignments', { user_id: id, unit_id: w.t.unit(unit), role: 'hamlet-head' })
  return id
}

const run = (w: World, s: Stand) => w.once(`run ${s.owner}`, () => makeRun(w, s.owner))
const reads = ['commune', 'hamlet', 'watcher'] as const

export const coreProbes: Probe[] = [
  {
    route: 'GET /api/levels/:id',
    seats: reads,
    skip: placed,
    ask: (w, s) => ({ url: `/api/levels/${w.t.unit(s.owner)}` }),
  },
  {
    route: 'POST /api/levels/:id/raise',
    skip: placed,
    ask: async (w, s) => {
      await w.once(`two hazards ${s.owner}`, () => makeTwoHazards(w, s.owner))
      return { url: `/api/levels/${w.t.unit(s.owner)}/raise`, body: { by: 1, reason: 'Hai loại hình cùng lúc' } }
    },
  },
  {
    route: 'DELETE /api/levels/:id/raise',
    skip: placed,
    ask: async (w, s) => {
      await makeRaise(w, s.owner)
      return { url: `/api/levels/${w.t.unit(s.owner)}/raise` }
    },
  },
  {
    route: 'GET /api/levels/:unitId/:hazard',
    seats: reads,
    skip: placed,
    ask: (w, s) => ({ url: `/api/levels/${w.t.unit(s.owner)}/flood` }),
  },
  {
    route: 'POST /api/levels/:unitId/:hazard/hold',
    skip: placed,
    ask: async (w, s) => {
      await w.once(`level ${s.owner}`, () => makeLevel(w, s.owner))
      return { url: `/api/levels/${w.t.unit(s.owner)}/flood/hold` }
    },
  },
  {
    route: 'POST /api/bulletins',
    seats: ['commune', 'province'],
    skip: communesOnly,
    ask: (w, s) => ({
      url: '/api/bulletins',
      body: {
        issuer: 'Đài Khí tượng Thủy văn tỉnh',
        number: null,
        hazard: 'flood',
        issuedAt: '2025-10-08T02:00:00+07:00',
        nextAt: null,
        level: 2,
        unitIds: [w.t.unit(s.owner)],
        text: '',
      },
    }),
  },
  {
    route: 'POST /api/runs',
    skip: ownOnly,
    ask: () => ({ url: '/api/runs', body: { name: 'Diễn tập', clockAt: '2025-10-08T03:00:00+07:00', speed: 1 } }),
  },
  {
    route: 'POST /api/runs/:id/clock',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/runs/${await run(w, s)}/clock`,
      body: { clockAt: '2025-10-08T04:00:00+07:00', speed: 1 },
    }),
  },
  {
    route: 'POST /api/runs/:id/end',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/runs/${await w.once(`run to end ${s.owner}`, () => makeRun(w, s.owner))}/end` }),
  },
  {
    route: 'POST /api/users',
    skip: placed,
    ask: (w, s) => ({
      url: '/api/users',
      body: {
        username: `moi.${w.next()}`,
        displayName: 'Người mới',
        password: 'mot cau lam mat khau',
        assignments: [{ unitId: w.t.unit(s.owner), role: 'hamlet-head' }],
      },
    }),
  },
  {
    route: 'PUT /api/users/:id',
    skip: placed,
    ask: async (w, s) => ({
      url: `/api/users/${await w.once(`user ${s.owner}`, () => makeUser(w, s.owner))}`,
      body: { displayName: 'Tên mới' },
    }),
  },
]
