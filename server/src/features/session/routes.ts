import { Done, FirstAdministrator, Me, SignIn } from '@tusom/contract'
import { mayTrySignIn, Refusal, signInLimits, type SignInTries } from '@tusom/domain'
import {
  anyAdministrator,
  closeSession,
  countTry,
  findSession,
  findUser,
  forgetTry,
  openSession,
  type Tx,
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
import { Origins } from './origin.ts'

const SESSION_HOURS = 12
/** Verified against when the user does not exist, so that an answer takes as long. */
const nobodyHash = hashPassword(randomBytes(16).toString('hex'))

export function registerSession(app: App): void {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: 'auto' as const }

  const origins = new Origins(app.ctx.dataKey)
  // behind a proxy that ends TLS the connection here is plain; the browser's Origin (checked against Host) tells how it came
  const secureFor = (request: FastifyRequest) => (request.headers.origin?.startsWith('https:') ? true : cookie.secure)

  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    userId: number,
    audit: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const token = randomBytes(32).toString('base64url')
    const now = app.ctx.clock()
    await app.ctx.db.asSystem(async tx => {
      await openSession(tx, sha256(token), userId, now, new Date(now.getTime() + SESSION_HOURS * 3_600_000))
      await audit(tx)
    })
    reply.setCookie(cookieName, token, { ...cookie, secure: secureFor(request), maxAge: SESSION_HOURS * 3600 })
  }

  /** Who came and went, and what was refused: never what was typed. An account without a unit stands under no province's chain. */
  async function auditSession(
    tx: Tx,
    user: { id: number; homeUnitId: number | null },
    command: 'session.open' | 'session.close' | 'session.refused',
    detail: Record<string, unknown>,
  ): Promise<void> {
    const unitId = user.homeUnitId
    const province = unitId === null ? undefined : app.ctx.tree().provinceOf(unitId)
    if (!province) return
    await writeAudit(tx, {
      provinceId: province.id,
      at: app.ctx.clock(),
      userId: user.id,
      unitId,
      runId: 0,
      command,
      subject: `user/${user.id}`,
      detail,
    })
  }

  app.post(
    '/api/session',
    { config: { open: 'signing in' }, schema: { body: SignIn, response: { 200: Done } } },
    async (request, reply) => {
      const { username, password } = request.body
      const now = app.ctx.clock()
      const since = new Date(now.getTime() - signInLimits.minutes * 60_000)
      const origin = origins.of(request, username)
      const judge = (tries: SignInTries) =>
        mayTrySignIn(origin.known, { ...tries, address: origin.address ? tries.address : 0 })
      const { user, allowed, tries } = await app.ctx.db.asSystem(async tx => ({
        user: await findUser(tx, username),
        ...(await countTry(tx, { username, origin, at: now, since }, judge)),
      }))
      if (!allowed) {
        app.ctx.log('warn', 'sign-in.too-many', { ip: request.ip, user: user?.id ?? null })
        throw new Refusal('sign-in.too-many', { minutes: signInLimits.minutes })
      }
      // a name that is not there costs the same work as one that is
      const right = await verifyPassword(password, user?.passwordHash ?? (await nobodyHash))
      const about = {
        device: origin.known ? 'known' : 'new',
        place: origin.place.slice(6, 14),
        wrongBefore: tries.origin,
      }
      if (!user || !right || !user.active) {
        const last = !judge({ ...tries, origin: tries.origin + 1, strangers: tries.strangers + 1 })
        if (user)
          await app.ctx.db.asSystem(tx =>
            auditSession(tx, user, 'session.refused', {
              ...about,
              ...(user.active ? {} : { locked: true }),
              ...(last ? { stopped: true } : {}),
            }),
          )
        throw new Refusal('sign-in.wrong')
      }
      await app.ctx.db.asSystem(tx => forgetTry(tx, username, now, origin.key))
      await begin(request, reply, user.id, tx => auditSession(tx, user, 'session.open', about))
      origins.mark(request, reply, user.username, { ...cookie, secure: secureFor(request) })
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/session',
    { config: { policy: 'session.own', endedRunToo: true }, schema: { response: { 200: Done } } },
    async (request, reply) => {
      const token = request.sessionToken
      const { userId: id, homeUnitId } = request.actor
      if (token)
        await app.ctx.db.asSystem(async tx => {
          await closeSession(tx, token)
          await auditSession(tx, { id, homeUnitId }, 'session.close', {})
        })
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
      // the audit entry of the setup stands for this first sign-in
      await begin(request, reply, userId, async () => {})
      return { ok: true as const }
    },
  )
}
