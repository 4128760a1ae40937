import type { Role } from '@tusom/domain'
import type { Person, TestApp } from '../test-app.ts'
import { allRoles, type Seat, seats, type Stand } from './relations.ts'

/** What probes make objects with: the system's own hand, outside every right. */
export type World = {
  t: TestApp
  /** somebody who sits elsewhere and made everything that is there before the walk */
  maker: { userId: number; name: string }
  /** a second such person, for what needs two */
  approver: { userId: number; name: string }
  now: Date
  /** Inserts one row and returns its id (0 for a table without one). Objects other than arrays and dates go in as JSON. */
  insert: (table: string, row: Record<string, unknown>) => Promise<number>
  ids: (codes: readonly string[]) => number[]
  /** The same object for the same name: made once. */
  once: <T>(name: string, make: () => Promise<T>) => Promise<T>
  /** a number that was not used yet */
  next: () => number
}

export async function makeWorld(t: TestApp): Promise<World> {
  const { db } = t.database
  const made = new Map<string, Promise<unknown>>()
  let n = 0
  const maker = await t.person('leader', '19', 'Người lập sẵn')
  // communes with a shape, so that a warning can leave
  const square = [
    [106.3, 21.5],
    [106.4, 21.5],
    [106.4, 21.6],
    [106.3, 21.6],
    [106.3, 21.5],
  ]
  await db.asSystem(tx =>
    tx.query(`update units set boundary = $1 where kind = 'commune'`, [
      JSON.stringify({ type: 'Polygon', coordinates: [square] }),
    ]),
  )
  const approver = await t.person('leader', '19', 'Người duyệt sẵn')
  return {
    t,
    maker: { userId: maker.userId, name: 'Người lập sẵn' },
    approver: { userId: approver.userId, name: 'Người duyệt sẵn' },
    now: t.app.ctx.clock(),
    insert: (table, row) => {
      const keys = Object.keys(row)
      const values = keys.map(k => {
        const v = row[k]
        return v !== null && typeof v === 'object' && !Array.isArray(v) && !(v instanceof Date) && !Buffer.isBuffer(v)
          ? JSON.stringify(v)
          : v
      })
      const sql = `insert into ${table} (${keys.join(', ')}) values (${keys.map((_, i) => `$${i + 1}`).join(', ')}) returning *`
      return db.asSystem(async tx => Number((await tx.one(sql, values)).id ?? 0))
    },
    ids: codes => codes.map(t.unit),
    once: <T>(name: string, make: () => Promise<T>) => {
      const had = made.get(name) ?? make()
      made.set(name, had)
      return had as Promise<T>
    },
    next: () => ++n,
  }
}

export const standName = (s: Stand): string => [s.owner, s.lead, ...s.cooperating].join('/')

/** One person for each role at each seat, signed in. */
export async function takeSeats(t: TestApp, wanted: readonly Seat[]): Promise<(seat: Seat, role: Role) => Person> {
  const people = new Map<string, Person>()
  for (const seat of wanted)
    for (const role of allRoles) people.set(`${seat} ${role}`, await t.person(role, seats[seat].unit))
  return (seat, role) => {
    const person = people.get(`${seat} ${role}`)
    if (!person) throw new Error(`nobody sits at ${seat} as ${role}`)
    return person
  }
}
