import { Done, FirstAdministrator, Me, SignIn } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  anyAdministrator,
  closeSession,
  countTry,
  findSession,
  findUser,
  forgetTry,
  openSession,
  upsertUnits,
  upsertUser,
  writeAudit,
} from '@tusom/store'
import { fold } from '@tusom/vi-text'
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { hashPassword, verifyPassword } from '../../core/password.ts'
import { cookieName, sha256 } from '../../core/requests.ts'

const WINDOW_MIN = 15
const TRIES = 8
const SESSION_HOURS = 12
/** Verified against when the user does not exist, so that an answer takes as long. */
const nobodyHash = hashPassword(randomBytes(16).toString('hex'))

export function registerSession(app: App): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: 'auto' as const }

  async function begin(request: FastifyRequest, reply: FastifyReply, userId: number): Promise<void> {
    const token = randomBytes(32).toString('base64url')
    const now = app.ctx.clock()
    await app.ctx.db.asSystem(tx =>
      openSession(tx, sha256(token), userId, now, new Date(now.getTime() + SESSION_HOURS * 3_600_000)),
    )
    // behind a proxy that ends TLS the connection here is plain; the browser's Origin (checked against Host) tells how it came
    const secure = request.headers.origin?.startsWith('https:') ? true : cookie.secure
    reply.setCookie(cookieName, token, { ...cookie, secure, maxAge: SESSION_HOURS * 3600 })
  }

  app.post(
    '/api/session',
    { config: { open: 'signing in' }, schema: { body: SignIn, response: { 200: Done } } },
    async (request, reply) => {
      const { username, password } = request.body
      const now = app.ctx.clock()
      const since = new Date(now.getTime() - WINDOW_MIN * 60_000)
      const { user, allowed } = await app.ctx.db.asSystem(async tx => ({
        user: await findUser(tx, username),
        allowed: await countTry(tx, username, now, since, TRIES),
      }))
      if (!allowed) throw new Refusal('sign-in.too-many', { minutes: WINDOW_MIN })
      const right = await verifyPassword(password, user?.passwordHash ?? (await nobodyHash))
      if (!user || !right || !user.active) throw new Refusal('sign-in.wrong')
      await app.ctx.db.asSystem(tx => forgetTry(tx, username, now))
      await begin(request, reply, user.id)
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/session',
    { config: { policy: 'session.own', endedRunToo: true }, schema: { response: { 200: Done } } },
    async (request, reply) => {
      const token = request.sessionToken
      if (token) await app.ctx.db.asSystem(tx => closeSession(tx, token))
      reply.clearCookie(cookieName, cookie)
      return { ok: true as const }
    },
  )

  app.get('/api/session', { config: { policy: 'session.own' }, schema: { response: { 200: Me } } }, async request => {
    const { actor, run } = request
    const tree = app.ctx.tree()
    const row = await app.ctx.db.asSystem(tx => findSession(tx, request.sessionToken as Buffer, app.ctx.clock()))
    const home = tree.byId.get(actor.homeUnitId)
    const province = tree.byId.get(actor.provinceId)
    if (!home || !row) throw new Refusal('sign-in.needed')
    return {
      userId: actor.userId,
      username: row.username,
      displayName: actor.displayName,
      sample: row.sample,
      homeUnit: { id: home.id, code: home.code, name: home.name, fullName: home.fullName, kind: home.kind },
      province: {
        id: province?.id ?? home.id,
        name: province?.name ?? home.name,
        fullName: province?.fullName ?? home.fullName,
      },
      assignments: actor.assignments.map(a => ({
        unitId: a.unitId,
        unitName: tree.byId.get(a.unitId)?.fullName ?? '',
        role: a.role,
      })),
      run: { id: run.id, name: run.name, now: request.now.toISOString() },
    }
  })

  // A real installation has no sample: its first visitor makes the administrator, once.
  app.get('/api/setup', { config: { open: 'says only whether an administrator exists' } }, async () => ({
    needed: !(await app.ctx.db.asSystem(anyAdministrator)).there,
  }))
  app.post(
    '/api/setup',
    {
      config: { open: 'works only while there is no administrator' },
      schema: { body: FirstAdministrator, response: { 200: Done } },
    },
    async (request, reply) => {
      const b = request.body
      // asked before the costly hash, which nobody may have for nothing
      if ((await app.ctx.db.asSystem(anyAdministrator)).there) throw new Refusal('setup.done')
      const passwordHash = await hashPassword(b.password)
      const now = app.ctx.clock()
      const userId = await app.ctx.db.asSystem(async tx => {
        await tx.query('lock table assignments in exclusive mode')
        if ((await anyAdministrator(tx)).there) throw new Refusal('setup.done')
        await upsertUnits(tx, [
          {
            code: b.provinceCode,
            kind: 'province',
            name: b.provinceName.replace(/^(Tỉnh|Thành phố) /, ''),
            fullName: b.provinceName,
            parentCode: null,
            validFrom: '2025-07-01',
            search: fold(b.provinceName),
          },
        ])
        const province = await tx.one<{ id: number }>(`select id from units where code = $1 and kind = 'province'`, [
          b.provinceCode,
        ])
        const id = await upsertUser(
          tx,
          { username: b.username, passwordHash, displayName: b.displayName, sample: false, createdAt: now },
          [{ unitId: province.id, role: 'administrator' }],
        )
        await writeAudit(tx, {
          provinceId: province.id,
          at: now,
          userId: id,
          unitId: province.id,
          runId: 0,
          command: 'setup',
          subject: `user/${id}`,
          detail: {},
        })
        return id
      })
      await begin(request, reply, userId)
      return { ok: true as const }
    },
  )
}
