import { makeSigner } from '@tusom/cap/xml'
import type { Probe } from './probe.ts'
import type { Stand } from './relations.ts'
import { byId, type Table } from './table.ts'
import { standName, type World } from './world.ts'

const pem = () => makeSigner('Đài thử', '2020-01-01T00:00:00', '2040-01-01T00:00:00').certificate
const ofProvince = (s: Stand, relation: string) =>
  s.owner === '20' && relation !== 'led' ? undefined : 'keys and trust are those of the province of the one who asks'
const trusted = async (w: World, s: Stand) => {
  const certificate = pem()
  return w.insert('cap_trusted', {
    province_id: w.t.unit(s.owner),
    name: 'Đài thử',
    certificate: certificate.toString(),
    fingerprint: certificate.fingerprint256,
    added_at: w.now,
    added_by_name: w.maker.name,
  })
}

export const signingProbes: Probe[] = [
  {
    route: 'POST /api/cap-signing',
    seats: ['commune', 'province'],
    skip: ofProvince,
    ask: () => ({ url: '/api/cap-signing', body: {} }),
  },
  {
    route: 'POST /api/cap-trusted',
    seats: ['commune', 'province'],
    skip: ofProvince,
    ask: () => ({ url: '/api/cap-trusted', body: { name: 'Đài thử', certificate: pem().toString() } }),
  },
  {
    route: 'DELETE /api/cap-trusted/:id',
    seats: ['commune', 'province'],
    skip: ofProvince,
    ask: async (w, s) => ({ url: `/api/cap-trusted/${await w.once(`trusted ${standName(s)}`, () => trusted(w, s))}` }),
  },
]

const onlyProvince = (s: Stand, relation: string) =>
  /^\d+$/.test(s.owner) && relation !== 'led' ? undefined : 'only a province signs and trusts'

export const signingTables: Table[] = [
  {
    table: 'cap_signing_keys',
    sees: 'all',
    change: { set: 'retired_at = retired_at', by: 'subtree' },
    skip: onlyProvince,
    make: async (w, s) =>
      byId(
        await w.once(`signing key ${s.owner}`, () =>
          w.insert('cap_signing_keys', {
            province_id: w.t.unit(s.owner),
            certificate: pem().toString(),
            private_key_sealed: Buffer.from('sealed'),
            origin: 'made',
            made_at: w.now,
            made_by_name: w.maker.name,
          }),
        ),
      ),
    everyRun: 'one key signs for every run; what an exercise signs says that it is one',
  },
  {
    table: 'cap_trusted',
    sees: 'all',
    change: { set: 'removed_at = removed_at', by: 'subtree' },
    skip: onlyProvince,
    make: async (w, s) => byId(await trusted(w, s)),
    everyRun: 'whom a province believes holds in every run',
  },
]
