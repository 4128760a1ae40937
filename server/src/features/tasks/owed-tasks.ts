import type { OwedTile } from '@tusom/contract'
import { countByUnit, waitingTasks } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { givingUnits } from './held-units.ts'

/** Tasks that are late, by whom and since when; and tasks that a unit says it cannot do, which wait for their giver. */
export async function owedTasks(request: FastifyRequest): Promise<OwedTile[]> {
  const { units, waiting } = await request.read(async tx => ({
    units: await countByUnit(tx, request.now),
    waiting: await waitingTasks(tx, await givingUnits(tx, request), request.now, 200),
  }))
  const tree = request.server.ctx.tree()
  const late = units.filter(u => u.late > 0)
  const tiles: OwedTile[] = []
  const worst = late[0]
  if (worst) {
    const count = late.reduce((n, u) => n + u.late, 0)
    const oldest = Math.min(...late.map(u => u.oldestLateAt?.getTime() ?? Number.POSITIVE_INFINITY))
    const p = localParts(oldest)
    const day = `${p.date.slice(8)}/${p.date.slice(5, 7)}`
    const name = tree.byId.get(worst.unitId)?.fullName ?? ''
    const others = late.length - 1
    tiles.push({
      key: 'tasks-late',
      count,
      titleVi: 'Nhiệm vụ quá hạn',
      titleEn: 'Late tasks',
      detailVi: `${name} ${worst.late}${others ? `, ${others} đơn vị khác` : ''} · lâu nhất từ ${day}`,
      detailEn: `${name} ${worst.late}${others ? `, ${others} other units` : ''} · oldest since ${day}`,
      late: true,
      href: '/nhiem-vu?side=all&late=true',
    })
  }
  const first = waiting[0]
  if (first)
    tiles.push({
      key: 'tasks-waiting',
      count: waiting.length,
      titleVi: 'Việc chờ trả lời',
      titleEn: 'Tasks waiting for an answer',
      detailVi: `${tree.byId.get(first.leadId)?.fullName ?? ''} không làm được: ${first.stateReason ?? ''}`.slice(
        0,
        120,
      ),
      detailEn: `${tree.byId.get(first.leadId)?.fullName ?? ''} cannot: ${first.stateReason ?? ''}`.slice(0, 120),
      late: false,
      href: '/nhiem-vu?side=given&state=cannot',
    })
  return tiles
}
