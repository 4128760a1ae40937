import { levelArticles, type BulletinHazard, Refusal, validityOf } from '@tusom/domain'
import {
  currentLevels,
  fileBulletin,
  type BulletinOrigin,
  type NewLevelChange,
  publishLevels,
  type Tx,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'

export type Filing = {
  issuer: string
  number: string | null
  hazard: string
  issuedAt: string
  nextAt: string | null
  expiresAt: string | null
  text: string
  origin: BulletinOrigin
  levels: readonly { hazard: string; level: number; unitIds: readonly number[] }[]
  reading: unknown
}

/** An official level is entered at the province, never by a commune for itself; and only for communes of ours. */
export function permitFiling(app: App, request: FastifyRequest, b: Filing): void {
  request.permit({ unitId: request.actor.provinceId })
  for (const l of b.levels) for (const unitId of l.unitIds) request.permit({ unitId })
  const issuedAt = Date.parse(b.issuedAt)
  if (issuedAt > request.now.getTime() + 5 * 60_000) throw new Refusal('bulletin.future')
  if (b.nextAt !== null && Date.parse(b.nextAt) <= issuedAt) throw new Refusal('bulletin.next-before')
  const seen = new Set<string>()
  for (const l of b.levels)
    for (const unitId of l.unitIds) {
      const key = `${l.hazard}/${unitId}`
      if (seen.has(key))
        throw new Refusal('bulletin.commune-twice', { unit: app.ctx.tree().byId.get(unitId)?.fullName ?? `#${unitId}` })
      seen.add(key)
    }
}

/**
 * Stores a bulletin and sets the official levels it names. A bulletin older than the one a level stands on is kept and changes
 * nothing: an old paper found late is no news. Levels end when the bulletin has long been out of date.
 */
export async function storeBulletin(
  app: App,
  tx: Tx,
  request: FastifyRequest,
  b: Filing,
): Promise<{ id: number; set: number }> {
  const issuedAt = new Date(b.issuedAt)
  const valid = validityOf({
    hazard: b.hazard,
    issuedAt: issuedAt.getTime(),
    nextAt: b.nextAt === null ? null : Date.parse(b.nextAt),
    expiresAt: b.expiresAt === null ? null : Date.parse(b.expiresAt),
  })
  const made = await fileBulletin(tx, {
    runId: request.run.id,
    provinceId: request.actor.provinceId,
    issuer: b.issuer,
    number: b.number,
    hazard: b.hazard,
    issuedAt,
    nextAt: b.nextAt === null ? null : new Date(b.nextAt),
    expiresAt: b.expiresAt === null ? null : new Date(b.expiresAt),
    validUntil: new Date(valid.until),
    endsAt: new Date(valid.endsAt),
    text: b.text,
    origin: b.origin,
    reading: b.reading,
    enteredBy: request.actor.userId,
    enteredByName: request.actor.displayName,
    enteredAt: request.now,
  })
  const states = (await currentLevels(tx, request.now)).filter(s => s.status === 'official')
  const before = new Map(states.map(s => [`${s.hazard}/${s.areaId}`, s]))
  const changes: NewLevelChange[] = b.levels.flatMap(l =>
    l.unitIds.flatMap(areaId => {
      const had = before.get(`${l.hazard}/${areaId}`)
      if (had?.bulletinAt && had.bulletinAt > issuedAt) return []
      return [
        {
          areaId,
          hazard: l.hazard,
          at: issuedAt,
          from: had?.level ?? 0,
          to: l.level,
          rule: `bulletin/${made.id}`,
          article: levelArticles[l.hazard as BulletinHazard] ?? null,
          evidence: [],
        },
      ]
    }),
  )
  // the same bulletin confirmed once more corrects it: a commune that was left out now has no level from it
  const named = new Set(b.levels.flatMap(l => l.unitIds.map(id => `${l.hazard}/${id}`)))
  const hazards = new Set([b.hazard, ...b.levels.map(l => l.hazard)])
  for (const s of states) {
    // another bulletin of the same hour, of another hazard, is another bulletin
    if (!hazards.has(s.hazard)) continue
    const same =
      s.bulletinAt?.getTime() === issuedAt.getTime() && s.bulletinIssuer?.toLowerCase() === b.issuer.toLowerCase()
    if (
      !same ||
      named.has(`${s.hazard}/${s.areaId}`) ||
      app.ctx.tree().provinceOf(s.areaId)?.id !== request.actor.provinceId
    )
      continue
    changes.push({
      areaId: s.areaId,
      hazard: s.hazard,
      at: issuedAt,
      from: s.level,
      to: 0,
      rule: `bulletin/${made.id}`,
      article: s.article,
      evidence: [],
    })
  }
  await publishLevels(tx, request.run.id, 'official', changes, request.now, {
    userId: request.actor.userId,
    bulletinId: made.id,
    expiresAt: new Date(valid.endsAt),
  })
  await tx.query(`select app.tell('levels', $1)`, [request.run.id])
  return { id: made.id, set: changes.length }
}
