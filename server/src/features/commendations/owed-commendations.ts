import type { OwedTile } from '@tusom/contract'
import { policies, type Policy, reviewsFor, type Role } from '@tusom/domain'
import { listCommendations } from '@tusom/store'
import type { FastifyRequest } from 'fastify'

/** Proposals that wait for this reader's review or decision, and own ones that came back. No name is read for it. */
export async function owedCommendations(request: FastifyRequest): Promise<OwedTile[]> {
  const { roles } = policies['commendations.read'] as Policy
  const held = request.actor.assignments.filter(a => (roles as readonly Role[]).includes(a.role)).map(a => a.unitId)
  if (request.run.id !== 0 || !held.length) return []
  const tree = request.server.ctx.tree()
  const rows = await request.read(tx => listCommendations(tx))
  const name = (id: number) => tree.byId.get(id)?.fullName ?? ''
  const waiting = rows.filter(
    c => ['proposed', 'supported'].includes(c.state) && held.includes(c.toId) && reviewsFor(request.actor, c.toId),
  )
  const back = rows.filter(c => c.state === 'returned' && held.includes(c.unitId))
  const tiles: OwedTile[] = []
  const [first, own] = [waiting[0], back[0]]
  if (first)
    tiles.push({
      key: 'commendations-waiting',
      count: waiting.length,
      titleVi: 'Đề nghị khen thưởng chờ xét',
      titleEn: 'Commendations to review',
      detailVi: `${name(first.unitId)}${waiting.length > 1 ? ` và ${waiting.length - 1} đề nghị khác` : ''}`,
      detailEn: `${name(first.unitId)}${waiting.length > 1 ? ` and ${waiting.length - 1} more` : ''}`,
      late: false,
      href: '/kien-nghi/khen-thuong',
    })
  if (own)
    tiles.push({
      key: 'commendations-returned',
      count: back.length,
      titleVi: 'Đề nghị khen thưởng bị trả lại',
      titleEn: 'Commendations returned',
      detailVi: own.reviewText.slice(0, 120),
      detailEn: own.reviewText.slice(0, 120),
      late: false,
      href: '/kien-nghi/khen-thuong',
    })
  return tiles
}
