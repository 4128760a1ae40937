import { startPost } from '../../features/mail/smtp.testing.ts'
import { placed, type Probe, type Skip } from './probe.ts'
import type { Stand } from './relations.ts'
import { byIds, type Table } from './table.ts'
import type { World } from './world.ts'

const provinceOnly: Skip = (s, r) => placed(s, r) ?? (/^\d+$/.test(s.owner) ? undefined : 'only a province has one')
const server = {
  host: '127.0.0.1',
  port: 1,
  security: 'none',
  username: null,
  ca: null,
  fromAddress: 'nhac@tinh.vn',
  siteUrl: null,
  enabled: false,
}
const at = (w: World, s: Stand, rest = '') => `/api/mail/servers/${w.t.unit(s.owner)}${rest}`

export const mailProbes: Probe[] = [
  {
    route: 'GET /api/mail/servers/:id',
    seats: ['province'],
    skip: provinceOnly,
    ask: (w, s) => ({ url: at(w, s) }),
  },
  {
    route: 'PUT /api/mail/servers/:id',
    seats: ['province'],
    skip: provinceOnly,
    ask: (w, s) => ({ url: at(w, s), body: { ...server, password: null } }),
  },
  {
    route: 'POST /api/mail/servers/:id/test',
    seats: ['province'],
    skip: provinceOnly,
    ask: async (w, s) => {
      const post = await w.once('post', () => startPost())
      await w.once(`mail server ${s.owner} that listens`, () => makeServer(w, s, post.port))
      return { url: at(w, s, '/test'), body: { to: 'thu@tinh.vn' } }
    },
  },
]

const makeServer = (w: World, s: Stand, port = 1) =>
  w.t.database.db.asSystem(tx =>
    tx.query(
      `insert into mail_servers (unit_id, host, port, security, from_address, enabled, changed_at, changed_by_name)
       values ($1, '127.0.0.1', $3, 'none', 'nhac@tinh.vn', false, $2, 'Người tạo') on conflict (unit_id) do update set port = excluded.port`,
      [w.t.unit(s.owner), w.now, port],
    ),
  )

export const mailTables: Table[] = [
  {
    table: 'mail_servers',
    sees: 'subtree',
    change: { set: 'enabled = enabled', by: 'subtree' },
    skip: placed,
    everyRun: 'a mail server is the same in every run; what an exercise sends is marked',
    make: async (w, s) => {
      await w.once(`mail server ${s.owner}`, () => makeServer(w, s))
      return byIds(['unit_id', w.t.unit(s.owner)])
    },
  },
]
