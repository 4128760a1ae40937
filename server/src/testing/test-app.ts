import type { Role } from '@tusom/domain'
import { type NewStation, type NewUnit, upsertStation, upsertUnits, upsertUser } from '@tusom/store'
import { createTestDatabase, type TestDatabase } from '@tusom/store/testing'
import { fold } from '@tusom/vi-text'
import { type App, buildApp } from '../app.ts'
import { hashPassword } from '../core/password.ts'
import type { Ingest } from '../features/observations/ingest.ts'

export const testPassword = 'mat-khau-thu-nghiem'
const testHash = hashPassword(testPassword)

export type TestApp = {
  app: App & { ingest: Ingest }
  database: TestDatabase
  /** ids of the small test province by code */
  unit: (code: string) => number
  /** moves the clock that the server sees */
  setNow: (iso: string) => void
  /** A person with a role at a unit, signed in; `call` sends a request as that person. */
  person: (role: Role, unitCode: string, name?: string) => Promise<Person>
  close: () => Promise<void>
}
export type Person = {
  userId: number
  call: (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: never; headers: Record<string, unknown>; raw: Buffer }>
}

const u = (
  code: string,
  kind: NewUnit['kind'],
  fullName: string,
  parentCode: string | null,
  attrs: Record<string, unknown> = {},
): NewUnit => ({
  code,
  kind,
  name: fullName.replace(/^(Tỉnh|Xã|Phường|Thôn) /, ''),
  fullName,
  parentCode,
  validFrom: '2025-07-01',
  search: fold(fullName),
  lat: 21.5,
  lon: 106.4,
  attrs,
  invented: true,
})

/** A province with three communes of two hamlets each, four departments and a neighbour province: enough for every relation. */
export const testUnits: NewUnit[] = [
  u('20', 'province', 'Tỉnh Thử', null),
  u('20-CA', 'department', 'Công an tỉnh', '20'),
  u('20-NN', 'department', 'Sở Nông nghiệp và Môi trường', '20'),
  u('20-YT', 'department', 'Sở Y tế', '20'),
  ...['A', 'B', 'C'].flatMap(c => [
    u(`20${c}`, 'commune', `Xã ${c}`, '20', { terrain: 'mountain', landslideZone: 2, landslideSusceptibility: 'high' }),
    u(`20${c}-T01`, 'hamlet', `Thôn ${c}1`, `20${c}`),
    u(`20${c}-T02`, 'hamlet', `Thôn ${c}2`, `20${c}`),
  ]),
  u('19', 'province', 'Tỉnh Khác', null),
  u('19A', 'commune', 'Xã Khác', '19'),
]

/** Builds the server on a cloned database, with the small test province and one gauge at commune A. */
export async function createTestApp(start = '2025-10-08T03:00:00+07:00'): Promise<TestApp> {
  const database = await createTestDatabase()
  const { db } = database
  let now = new Date(start)
  const ids = new Map<string, number>()
  await db.asSystem(async tx => {
    await upsertUnits(tx, testUnits)
    for (const row of await tx.query<{ id: number; code: string }>('select id, code from units'))
      ids.set(row.code, row.id)
    const id = (code: string) => ids.get(code) as number
    await tx.query(
      `insert into mandates (unit_id, over_id, purpose, basis) values ($1, $2, 'consolidates', 'test'), ($3, $2, 'watches', 'test')`,
      [id('20-CA'), id('20'), id('20-NN')],
    )
    const gauge: NewStation = {
      code: 'GAUGE-A',
      name: 'Trạm thử',
      river: 'Sông Thử',
      provinceId: id('20'),
      communeIds: [id('20A')],
      invented: true,
      series: [
        {
          indicator: 'water_level',
          unit: 'm',
          min: 0,
          max: 40,
          everyMinutes: 30,
          thresholds: {
            alarm1: { value: 17, status: 'invented' },
            alarm2: { value: 18, status: 'invented' },
            alarm3: { value: 19, status: 'invented' },
            zone: { value: 3, status: 'invented' },
          },
        },
        { indicator: 'rain', unit: 'mm', min: 0, max: 300, everyMinutes: 60 },
      ],
    }
    await upsertStation(tx, gauge)
  })
  const app = await buildApp({
    db,
    dataKey: Buffer.alloc(32, 7),
    clock: () => now,
    // sources of bulletins in tests stand on this machine
    fetchAllow: [['127.0.0.1', 32]],
    log: (level, event, detail) => level === 'error' && console.error(event, detail),
  })
  let people = 0
  return {
    app,
    database,
    unit: code => {
      const id = ids.get(code)
      if (id === undefined) throw new Error(`no unit ${code} in the test province`)
      return id
    },
    setNow: iso => {
      now = new Date(iso)
    },
    person: async (role, unitCode, name) => {
      const username = `${role}.${unitCode}.${++people}`.toLowerCase()
      const passwordHash = await testHash
      const userId = await db.asSystem(tx =>
        upsertUser(tx, { username, passwordHash, displayName: name ?? username, sample: true, createdAt: now }, [
          { unitId: ids.get(unitCode) as number, role },
        ]),
      )
      const signedIn = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { username, password: testPassword },
      })
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] as string
      return {
        userId,
        call: async (method, url, body, headers = {}) => {
          const binary = body instanceof Buffer || typeof body === 'string'
          const reply = await app.inject({
            method,
            url,
            headers: { cookie, ...headers },
            ...(body === undefined
              ? {}
              : {
                  payload: binary ? body : JSON.stringify(body),
                  headers: { cookie, ...(binary ? {} : { 'content-type': 'application/json' }), ...headers },
                }),
          })
          let parsed: unknown = reply.body
          try {
            parsed = JSON.parse(reply.body)
          } catch {}
          return { status: reply.statusCode, body: parsed as never, headers: reply.headers, raw: reply.rawPayload }
        },
      }
    },
    close: async () => {
      await app.close()
      await database.drop()
    },
  }
}
