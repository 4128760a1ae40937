import { createHash } from 'node:crypto'
import { communesOnly, type Probe, type Skip } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, type Table } from './table.ts'
import type { World } from './world.ts'

const inReach: Skip = (s, relation) =>
  relation === 'cooperating' || (relation === 'led' && s.lead !== '20-CA')
    ? 'an outlook is of one unit; only who consolidates its reports has a part in it'
    : s.owner.includes('-')
      ? 'no hamlet and no department has an outlook'
      : undefined
const seats = ['commune', 'agency', 'province'] as const
const running = '2025-M10'
/** of a draft without claims: nothing was measured in the test province */
const stamp = createHash('sha256')
  .update(JSON.stringify([running, []]))
  .digest('hex')
  .slice(0, 32)

const makeOutlook = (w: World, s: Stand): Promise<number> =>
  w.once(`outlook ${s.owner}`, () =>
    w.insert('outlooks', {
      run_id: 0,
      unit_id: w.t.unit(s.owner),
      reach: w.ids(s.owner.startsWith('20') ? [s.owner, '20-CA'] : [s.owner]),
      period_key: '2025-M08',
      next_key: '2025-M09',
      next_start: '2025-08-15',
      next_end: '2025-09-14',
      text: 'Dự báo thử',
      claims: {},
      confirmed_at: w.now,
      confirmed_by: w.maker.userId,
      confirmed_by_name: w.maker.name,
    }),
  )

export const outlookProbes: readonly Probe[] = [
  {
    route: 'GET /api/outlooks/:unitId',
    seats,
    skip: inReach,
    ask: (w, s) => ({ url: `/api/outlooks/${w.t.unit(s.owner)}` }),
  },
  {
    route: 'GET /api/outlooks/:unitId/text',
    seats,
    skip: inReach,
    ask: (w, s) => ({ url: `/api/outlooks/${w.t.unit(s.owner)}/text?period=${running}` }),
  },
  {
    route: 'POST /api/outlooks/:unitId',
    seats,
    skip: inReach,
    ask: async (w, s) => ({
      url: `/api/outlooks/${w.t.unit(s.owner)}`,
      body: { periodKey: running, text: 'Dự báo thử', stamp, keep: [] },
    }),
  },
]

export const outlookTables: Table[] = [
  {
    table: 'outlooks',
    sees: 'reach',
    change: { set: 'text = text', by: 'reach' },
    skip: communesOnly,
    make: async (w, s) => byId(await makeOutlook(w, s)),
  },
]
