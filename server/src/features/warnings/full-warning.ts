import { writeAlert } from '@tusom/cap'
import type { WarningFull } from '@tusom/contract'
import {
  leadersOf,
  namedWarnings,
  receiptsOf,
  type Tx,
  unitsWithoutPeople,
  warningCap,
  warningEvents,
  warningsNaming,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { recipientsOf, settingsFor } from './office.ts'
import { areaOut, briefOut, inOffice, mayDo, messagesOf, messagesOut, pageOf, speakerOf } from './present.ts'
import { owedBy } from './receipt-routes.ts'
import { pickText, type WarningService } from './service.ts'

/** A warning with everything that the reader may see of it. */
export async function fullWarning(
  service: WarningService,
  request: FastifyRequest,
  tx: Tx,
  id: number,
): Promise<WarningFull> {
  const tree = service.ctx.tree()
  const { actor, now, run } = request
  const w = await service.load(tx, id)
  const ours = inOffice(actor, w)
  const open = ['draft', 'submitted', 'approved'].includes(w.state)
  const preview = open && ours ? await service.preview(tx, w, run, now) : null
  const office = preview?.office ?? (await settingsFor(tx, tree, w.provinceId, w.ownerId))
  const receipts = await receiptsOf(tx, id)
  const units = recipientsOf(tree, w.areaIds, now)
  const without =
    open && ours
      ? await unitsWithoutPeople(
          tx,
          units.map(u => u.id),
        )
      : []
  const named = await namedWarnings(tx, id)
  const said = (list: readonly Omit<(typeof named)[number], 'cap'>[]) =>
    list.map(n => ({
      id: n.id,
      number: n.number,
      identifier: n.identifier,
      state: n.state,
      msgType: n.msgType,
      headline: n.headline,
    }))
  const over = tree.ancestors(w.ownerId).map(u => u.id)
  const leaders = ours && open ? await leadersOf(tx, over) : []
  const { newer } = open && ours ? await service.newerFigures(tx, w, now) : { newer: [] }
  const asked = receipts.length
  const acknowledged = receipts.filter(r => r.acknowledgedAt).length
  const oldest = receipts.filter(r => !r.acknowledgedAt).map(r => r.toldAt)[0] ?? null
  const stored = open ? null : (await warningCap(tx, id))?.cap
  const errors = preview?.faults.some(f => f.code.startsWith('cap.') && f.severity === 'error')
  return {
    ...briefOut({ ...w, asked, acknowledged, oldestUnacknowledgedAt: oldest }, tree, now),
    now: now.toISOString(),
    provinceName: tree.byId.get(w.provinceId)?.fullName ?? '',
    ...pickText(w),
    effectiveAt: w.effectiveAt?.toISOString() ?? null,
    expiresAt: w.expiresAt.toISOString(),
    figures: w.figures,
    newerFigures: newer,
    templateId: w.templateId,
    editsSinceApproval: w.editsSinceApproval,
    returnedRemark: ours ? w.returnedRemark : null,
    submittedAt: w.submittedAt?.toISOString() ?? null,
    approvedAt: w.approvedAt?.toISOString() ?? null,
    issuer: w.issuerName,
    reviewedAt: w.reviewedAt?.toISOString() ?? null,
    reviewer: w.reviewerName,
    reviewOutcome: w.reviewOutcome,
    reviewRemark: ours ? w.reviewRemark : null,
    endedAt: w.endedAt?.toISOString() ?? null,
    can: mayDo(actor, w),
    approvers: leaders
      .filter(l => !w.authors.includes(l.id))
      .map(l => ({ name: l.name, unit: tree.byId.get(l.unitId)?.name ?? '' })),
    checks: preview?.faults ?? [],
    names: said(named),
    namedBy: said(await warningsNaming(tx, id)),
    messages: messagesOut(messagesOf(w, tree, office, now)),
    speaker: speakerOf(w, tree, office),
    cap: stored ?? (preview && !errors ? writeAlert(preview.alert) : ''),
    publicPath: pageOf(w, tree, now),
    receipts: receipts.flatMap(r => {
      const u = tree.byId.get(r.unitId)
      if (!u) return []
      return [
        {
          unitId: u.id,
          unitCode: u.code,
          unitName: u.fullName,
          kind: u.kind,
          communeId: tree.communeOf(u.id)?.id ?? u.id,
          toldAt: r.toldAt.toISOString(),
          acknowledgedAt: r.acknowledgedAt?.toISOString() ?? null,
          minutes: Math.max(0, Math.floor(((r.acknowledgedAt ?? now).getTime() - r.toldAt.getTime()) / 60_000)),
          by: r.byName,
          how: r.how,
        },
      ]
    }),
    owes: owedBy(request, tree, receipts).map(areaOut),
    history: ours
      ? (await warningEvents(tx, id)).map(e => ({
          at: e.at.toISOString(),
          act: e.act,
          by: e.byName,
          version: e.version,
          remark: e.remark,
        }))
      : [],
    recipients: {
      communes: units.filter(u => u.kind === 'commune').length,
      hamlets: units.filter(u => u.kind === 'hamlet').length,
      withoutPeople: without.flatMap(u => tree.byId.get(u.id)?.fullName ?? []),
    },
  }
}
