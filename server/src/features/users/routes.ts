import { Done, IdParams, NewUser, OwnPassword, UserChange, UserOut } from '@tusom/contract'
import { Refusal, signInLimits } from '@tusom/domain'
import {
  changeUser,
  closeSessionsOf,
  countTry,
  forgetTry,
  insertUser,
  listUsers,
  setAssignments,
  usernameTaken,
  type UserRow,
  userWithAllRoles,
} from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { hashPassword, verifyPassword } from '../../core/password.ts'

/** Accounts of an installation. An administrator may touch an account only when every role it holds lies below the administrator's unit. */
export function registerUsers(app: App): void {
  const present = (u: UserRow) => ({
    id: u.id,
    username: u.username,
    displayName: u.displayName,
    active: u.active,
    sample: u.sample,
    assignments: u.assignments.map(a => ({ ...a, unitName: app.ctx.tree().byId.get(a.unitId)?.fullName ?? '' })),
  })

  app.get(
    '/api/users',
    { config: { policy: 'users.list' }, schema: { response: { 200: Type.Array(UserOut) } } },
    async request => (await request.read(listUsers)).map(present),
  )

  app.post(
    '/api/users',
    {
      config: { policy: 'users.write', actualOnly: true },
      schema: { body: NewUser, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const b = request.body
      for (const a of b.assignments) request.permit({ unitId: a.unitId })
      if (await app.ctx.db.asSystem(tx => usernameTaken(tx, b.username)))
        throw new Refusal('users.taken', { username: b.username })
      const passwordHash = await hashPassword(b.password)
      const id = await request.command(async (tx, note) => {
        await insertUser(tx, {
          username: b.username,
          passwordHash,
          displayName: b.displayName,
          createdAt: app.ctx.clock(),
        })
        // the row is not visible before it holds a role in a unit of ours, so its id comes from its sequence
        const { id } = await tx.one<{ id: number }>(`select currval(pg_get_serial_sequence('users', 'id'))::int as id`)
        await setAssignments(tx, id, b.assignments)
        note({ command: 'user.create', subject: `user/${id}`, detail: { assignments: b.assignments } })
        return id
      })
      return { id }
    },
  )

  app.put(
    '/api/users/:id',
    {
      config: { policy: 'users.write', actualOnly: true },
      schema: { params: IdParams, body: UserChange, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { displayName, active, password, assignments } = request.body
      const user = await app.ctx.db.asSystem(tx => userWithAllRoles(tx, id))
      if (!user) throw new Refusal('not-found', { what: 'tài khoản' })
      for (const a of [...user.assignments, ...(assignments ?? [])]) request.permit({ unitId: a.unitId })
      if (!user.assignments.length && !assignments) throw new Refusal('users.no-role')
      if (
        id === request.actor.userId &&
        (active === false || (assignments && !assignments.some(a => a.role === 'administrator')))
      )
        throw new Refusal('users.self')
      const passwordHash = password === undefined ? undefined : await hashPassword(password)
      await request.command(async (tx, note) => {
        await changeUser(tx, id, { displayName, active, passwordHash })
        if (assignments) await setAssignments(tx, id, assignments)
        note({
          command: 'user.change',
          subject: `user/${id}`,
          detail: { active, assignments, name: displayName !== undefined, password: password !== undefined },
        })
      })
      // whoever lost a right, a password or the account must sign in again
      const own = id === request.actor.userId
      if (!own || password !== undefined)
        await app.ctx.db.asSystem(tx => closeSessionsOf(tx, id, own ? request.sessionToken : null))
      return { ok: true as const }
    },
  )

  app.post(
    '/api/session/password',
    { config: { policy: 'users.own-password' }, schema: { body: OwnPassword, response: { 200: Done } } },
    async request => {
      const user = await app.ctx.db.asSystem(tx => userWithAllRoles(tx, request.actor.userId))
      if (!user) throw new Refusal('users.old-password')
      // a stolen session must not become a place to guess the password from
      const at = app.ctx.clock()
      const since = new Date(at.getTime() - signInLimits.minutes * 60_000)
      const origin = { key: 'own password', place: 'own password' }
      const { username } = user
      const { allowed } = await app.ctx.db.asSystem(tx =>
        countTry(tx, { username, origin, at, since }, tries => tries.origin < signInLimits.origin),
      )
      if (!allowed) throw new Refusal('sign-in.too-many', { minutes: signInLimits.minutes })
      if (!(await verifyPassword(request.body.current, user.passwordHash))) throw new Refusal('users.old-password')
      await app.ctx.db.asSystem(tx => forgetTry(tx, username, at, origin.key))
      const passwordHash = await hashPassword(request.body.next)
      await request.command(async (tx, note) => {
        await changeUser(tx, user.id, { passwordHash })
        note({ command: 'user.own-password', subject: `user/${user.id}` })
      })
      // whoever knew the old password is out; the person stays in
      await app.ctx.db.asSystem(tx => closeSessionsOf(tx, user.id, request.sessionToken))
      return { ok: true as const }
    },
  )
}
