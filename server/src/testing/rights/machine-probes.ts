import { placed, type Probe } from './probe.ts'
import type { World } from './world.ts'

/** A key of a machine at a unit. */
export const makeToken = (w: World, unit: string, name = `Khoá ${unit}`): Promise<number> => {
  const n = w.next()
  return w.insert('api_tokens', {
    unit_id: w.t.unit(unit),
    role: 'station-data',
    name,
    token_sha256: Buffer.alloc(32, `${n}`),
    hint: 'tusom_test',
    created_at: w.now,
    created_by: w.maker.userId,
    created_by_name: w.maker.name,
    expires_at: new Date(w.now.getTime() + 86_400_000),
  })
}

export const machineProbes: Probe[] = [
  {
    route: 'POST /api/api-tokens',
    skip: placed,
    ask: (w, s) => ({
      url: '/api/api-tokens',
      body: { unitId: w.t.unit(s.owner), role: 'station-data', name: 'Bộ ghi trạm thử' },
    }),
  },
  {
    route: 'DELETE /api/api-tokens/:id',
    skip: placed,
    ask: async (w, s) => ({ url: `/api/api-tokens/${await makeToken(w, s.owner)}` }),
  },
]
