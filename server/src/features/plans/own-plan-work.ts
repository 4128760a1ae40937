import type { OwnPlanRowOut } from '@tusom/contract'
import { type OwnPlanDraft, policies, refuse, Refusal } from '@tusom/domain'
import { documentTarget, findOwnPlan, type OwnPlanRow, ownPlanTarget, type PlanItemRow, type Tx } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'

const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

export type OwnPlanWork = ReturnType<typeof ownPlanWork>

/** What every route of own plans needs: finding one, saying who may do what with it, showing it. */
export function ownPlanWork(app: App) {
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date
  const by = (request: FastifyRequest) => ({
    at: request.now,
    byId: request.actor.userId,
    byName: request.actor.displayName,
    unitId: request.actor.homeUnitId,
  })
  const allows = (request: FastifyRequest, policy: string, target: { unitId: number; reach?: number[] }) =>
    !request.run.endedAt && refuse(request.actor, policies[policy] as (typeof policies)[string], target) === null
  /** Everybody in it but the unit itself: nobody judges the own plan. */
  const judges = (p: { unitId: number; ownerId: number; reach: number[] }) => ({
    unitId: p.ownerId,
    reach: p.reach.filter(id => id !== p.unitId),
  })

  const present = (request: FastifyRequest, p: OwnPlanRow): OwnPlanRowOut => {
    const tree = app.ctx.tree()
    const waiting = p.state === 'asked'
    return {
      id: p.id,
      planId: p.planId,
      planNumber: p.planNumber,
      planTitle: p.planTitle,
      unit: presentUnit(tree, p.unitId),
      owner: presentUnit(tree, p.ownerId),
      state: p.state,
      stateAt: p.stateAt.toISOString(),
      dueOn: p.dueOn,
      days: waiting ? day(p.dueOn) - day(today(request)) : null,
      focal: p.focalName ? { name: p.focalName, post: p.focalPost ?? '' } : null,
      version: p.version,
      documentId: p.documentId,
      firstFiledAt: p.firstFiledAt?.toISOString() ?? null,
      filedLate: p.firstFiledAt !== null && localParts(p.firstFiledAt.getTime()).date > p.dueOn,
      covers: p.covers.length,
      mayWrite: allows(request, 'own-plans.write', { unitId: p.unitId }),
      mayReview: p.state === 'filed' && allows(request, 'own-plans.review', judges(p)),
    }
  }

  const planTarget = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => documentTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'kế hoạch' })
    request.permit({ unitId: found.ownerId, reach: found.reach })
    return found
  }
  const find = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => ownPlanTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'kế hoạch của đơn vị' })
    return found
  }
  const one = async (tx: Tx, id: number) => {
    const row = await findOwnPlan(tx, id)
    if (!row) throw new Refusal('not-found', { what: 'kế hoạch của đơn vị' })
    return row
  }
  return { today, by, allows, judges, present, planTarget, find, one }
}

/** What of the plan above is this unit's. */
export const itemsFor = (items: readonly PlanItemRow[], unitId: number) =>
  items.flatMap(i => {
    if (i.state === 'dropped') return []
    if (i.unitIds.includes(unitId)) return { item: i, part: 'lead' as const }
    if (i.cooperatingIds.includes(unitId)) return { item: i, part: 'cooperate' as const }
    return i.kind === 'objective' && !i.unitIds.length ? { item: i, part: 'all' as const } : []
  })

/** What stands in the form before anybody has typed. "… trên địa bàn tỉnh Lạng Sơn" is, in a commune's plan, "… xã Hữu Lũng". */
export function firstDraft(app: App, plan: { title: string }, unitId: number): OwnPlanDraft {
  return { title: ownTitle(app, plan.title, unitId), purpose: '', lines: [], signer: { position: '', name: '' } }
}

function ownTitle(app: App, title: string, unitId: number): string {
  const tree = app.ctx.tree()
  const unit = tree.byId.get(unitId)
  const province = tree.provinceOf(unitId)
  if (!unit || !province || unit.kind !== 'commune') return title
  const [own, above] = [unit, province].map(u => u.fullName.charAt(0).toLowerCase() + u.fullName.slice(1))
  return title.replace(`địa bàn ${above}`, `địa bàn ${own}`)
}
