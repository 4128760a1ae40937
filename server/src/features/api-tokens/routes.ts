import { ApiTokenMade, ApiTokenOut, Done, IdParams, NewApiToken } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { apiTokenById, insertApiToken, listApiTokens, revokeApiToken } from '@tusom/store'
import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { sha256 } from '../../core/requests.ts'

const DAY_MS = 86_400_000

/** Keys with which stations and other systems sign in. A key is shown once; only its hash is kept. */
export function registerApiTokens(app: App): void {
  app.get(
    '/api/api-tokens',
    { config: { policy: 'api-tokens.list' }, schema: { response: { 200: Type.Array(ApiTokenOut) } } },
    async request =>
      (await request.read(listApiTokens)).map(t => ({
        id: t.id,
        unitId: t.unitId,
        unitName: app.ctx.tree().byId.get(t.unitId)?.fullName ?? '',
        role: t.role,
        name: t.name,
        hint: t.hint,
        createdAt: t.createdAt.toISOString(),
        createdBy: t.createdBy,
        expiresAt: t.expiresAt.toISOString(),
        lastUsedAt: t.lastUsedAt?.toISOString() ?? null,
        revokedAt: t.revokedAt?.toISOString() ?? null,
        revokedBy: t.revokedBy,
      })),
  )

  app.post(
    '/api/api-tokens',
    {
      config: { policy: 'api-tokens.write', actualOnly: true },
      schema: { body: NewApiToken, response: { 200: ApiTokenMade } },
    },
    async request => {
      const { unitId, role, name, days = 365 } = request.body
      request.permit({ unitId })
      const token = `tusom_${randomBytes(32).toString('base64url')}`
      const at = app.ctx.clock()
      const expiresAt = new Date(at.getTime() + days * DAY_MS)
      const id = await request.command(async (tx, note) => {
        const { id } = await insertApiToken(tx, {
          unitId,
          role,
          name,
          tokenSha256: sha256(token),
          hint: token.slice(0, 11),
          at,
          byId: request.actor.userId,
          byName: request.actor.displayName,
          expiresAt,
        })
        note({ command: 'api-token.create', subject: `api-token/${id}`, unitId, detail: { role, name, days } })
        return id
      })
      return { id, token, expiresAt: expiresAt.toISOString() }
    },
  )

  app.delete(
    '/api/api-tokens/:id',
    {
      config: { policy: 'api-tokens.write', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const token = await request.read(tx => apiTokenById(tx, request.params.id))
      if (!token) throw new Refusal('not-found', { what: 'khoá máy' })
      request.permit({ unitId: token.unitId })
      if (token.revokedAt) throw new Refusal('api-token.revoked')
      await request.command(async (tx, note) => {
        await revokeApiToken(tx, token.id, app.ctx.clock(), request.actor.displayName)
        note({ command: 'api-token.revoke', subject: `api-token/${token.id}`, unitId: token.unitId })
      })
      return { ok: true as const }
    },
  )
}
