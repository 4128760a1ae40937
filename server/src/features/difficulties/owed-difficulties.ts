import type { OwedTile } from '@tusom/contract'
import { actingUnit, difficultyStanding } from '@tusom/domain'
import { listDifficulties } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { loadChain } from '../tasks/chain.ts'
import { rulesOf } from './routes.ts'

/** What my unit must answer, what waits for my unit's word, and, for those who watch over others, what others have not answered in time. */
export async function owedDifficulties(request: FastifyRequest): Promise<OwedTile[]> {
  const tree = request.server.ctx.tree()
  const today = localParts(request.now.getTime()).date
  const { rows, chain, rules } = await request.read(async tx => ({
    rows: (await listDifficulties(tx)).filter(d => ['open', 'asked-back', 'answered'].includes(d.state)),
    chain: await loadChain(tx, tree),
    rules: await rulesOf(tx, request.actor.provinceId),
  }))
  const name = (id: number) => tree.byId.get(id)?.fullName ?? ''
  const late = (d: (typeof rows)[number]) => difficultyStanding(d, today, rules).kind === 'late'
  const addressed = rows.filter(
    d => d.state === 'open' && actingUnit(request.actor, 'addressee', d, chain.agenciesOf(d.toId)) !== null,
  )
  const raised = rows.filter(d => d.state !== 'open' && actingUnit(request.actor, 'raiser', d, []) !== null)
  const others = rows.filter(d => late(d) && !addressed.includes(d))
  const tiles: OwedTile[] = []
  const first = addressed[0]
  if (first) {
    const n = addressed.filter(late).length
    tiles.push({
      key: 'difficulties-mine',
      count: addressed.length,
      titleVi: 'Kiến nghị phải trả lời',
      titleEn: 'Items raised, to answer',
      detailVi: `${n ? `${n} quá hạn · ` : ''}${name(first.unitId)}: ${first.title}`.slice(0, 120),
      detailEn: `${n ? `${n} late · ` : ''}${name(first.unitId)}: ${first.title}`.slice(0, 120),
      late: n > 0,
      href: addressed.length === 1 ? `/kien-nghi/${first.id}` : '/kien-nghi?side=answer',
    })
  }
  const own = raised[0]
  if (own)
    tiles.push({
      key: 'difficulties-raised',
      count: raised.length,
      titleVi: 'Kiến nghị chờ mình xác nhận',
      titleEn: 'Raised by us, waiting for our word',
      detailVi: `${name(own.toId)} ${own.state === 'answered' ? 'đã trả lời' : 'hỏi lại'}: ${own.title}`.slice(0, 120),
      detailEn: `${name(own.toId)} ${own.state === 'answered' ? 'answered' : 'asked back'}: ${own.title}`.slice(0, 120),
      late: false,
      href: raised.length === 1 ? `/kien-nghi/${own.id}` : '/kien-nghi?side=raised',
    })
  const other = others[0]
  if (other)
    tiles.push({
      key: 'difficulties-late',
      count: others.length,
      titleVi: 'Kiến nghị quá hạn trả lời',
      titleEn: 'Items raised, answer late',
      detailVi: `${name(other.toId)} chưa trả lời: ${other.title}`.slice(0, 120),
      detailEn: `${name(other.toId)} has not answered: ${other.title}`.slice(0, 120),
      late: true,
      href: '/kien-nghi?side=late',
    })
  return tiles
}
