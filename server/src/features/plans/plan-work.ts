import type { PlanItemOut, PlanRow } from '@tusom/contract'
import { policies, refuse, Refusal } from '@tusom/domain'
import { type DocumentCounts, type DocumentRow, documentTarget, type PlanItemRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'

/** What every route of documents and their items needs: whether one is there and whom it reaches, and how it is shown. */
export function planWork(app: App) {
  const mayEdit = (request: FastifyRequest, ownerId: number) =>
    !request.run.endedAt &&
    refuse(request.actor, policies['plans.write'] as (typeof policies)[string], { unitId: ownerId }) === null

  const presentPlan = (request: FastifyRequest, d: DocumentRow, c: DocumentCounts): PlanRow => ({
    id: d.id,
    owner: presentUnit(app.ctx.tree(), d.ownerId),
    kind: d.kind,
    number: d.number,
    date: d.issuedOn,
    issuer: d.issuer.join(' '),
    title: d.title,
    filename: d.filename,
    uploadedBy: d.uploadedByName,
    uploadedAt: d.uploadedAt.toISOString(),
    sample: d.sample,
    urgency: d.urgency,
    addressees: d.addressees,
    basis: d.basis,
    mayEdit: mayEdit(request, d.ownerId),
    counts: {
      found: c.found,
      confirmed: c.confirmed,
      dropped: c.dropped,
      assigned: c.assigned,
      doubtful: c.doubtful,
      units: c.units,
    },
  })
  const presentItem = (i: PlanItemRow): PlanItemOut => ({
    id: i.id,
    kind: i.kind,
    unitText: i.unitText,
    unitLabel: i.unitLabel,
    label: i.label,
    asked: i.asked,
    sentence: i.sentence,
    title: i.title,
    text: i.text,
    start: i.start,
    end: i.end,
    role: i.role,
    cooperatingText: i.cooperatingText,
    cooperating: i.cooperatingIds.map(id => presentUnit(app.ctx.tree(), id)),
    due: i.due,
    dueText: i.dueText,
    recurs: i.recurs,
    target: i.target,
    product: i.product,
    costEstimate: i.costEstimate,
    field: i.field,
    doubts: i.doubts,
    unitIds: i.unitIds,
    how: i.how,
    candidates: i.candidates.map(id => presentUnit(app.ctx.tree(), id)),
    state: i.state,
    stateBy: i.stateByName,
    stateAt: i.stateAt ? new Date(i.stateAt).toISOString() : null,
    mergedInto: i.mergedInto,
    taskId: i.taskId,
  })

  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => documentTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'kế hoạch' })
    request.permit({ unitId: found.ownerId, reach: found.reach })
    return found
  }
  return { mayEdit, presentPlan, presentItem, target }
}
