import { writeDocument } from '@tusom/admin-docs'
import {
  Done,
  IdParams,
  InspectionCancel,
  InspectionConclude,
  InspectionDetail,
  InspectionIn,
  InspectionList,
  InspectionMade,
  InspectionPut,
} from '@tusom/contract'
import {
  checkDays,
  checkFindingDue,
  difficultyReach as joined,
  mayInspect,
  noticeDocument,
  policies,
  type Policy,
  Refusal,
  refuse,
} from '@tusom/domain'
import {
  addInspectionStep,
  cancelInspection,
  changeInspection,
  concludeInspection,
  findingFiles,
  findingsOf,
  findInspection,
  insertInspection,
  type InspectionRecord,
  inspectionSteps,
  inspectionTarget,
  listInspections,
  lockInspection,
  putFindings,
  type Tx,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { docxType, documentFileName } from '../plans/docx-file.ts'
import { type Chain, loadChain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { digestSources } from '../tasks/task-clock.ts'
import { digestInspections } from './digest-inspections.ts'
import { registerFindings } from './finding-routes.ts'
import { decides, decidingOf, inspectableBy, presentFinding, presentInspection, presentStep } from './present.ts'

const missing = () => new Refusal('not-found', { what: 'cuộc kiểm tra' })

/** Inspections of units: planned by a plan or decision, findings written, concluded with a notice, each finding followed until closed. */
export function registerInspections(app: App): void {
  digestSources.followUps.inspections = digestInspections
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => inspectionTarget(tx, request.run.id, id))
    if (!found) throw missing()
    request.permit(found)
  }
  const locked = async (tx: Tx, id: number): Promise<InspectionRecord> => {
    const i = await lockInspection(tx, id)
    if (!i) throw missing()
    return i
  }
  const by = (request: FastifyRequest) => ({
    runId: request.run.id,
    at: request.now,
    byId: request.actor.userId,
    byName: request.actor.displayName,
    unitId: request.actor.homeUnitId,
  })
  registerFindings(app, { today, target, by })

  const mayWrite = (request: FastifyRequest, i: InspectionRecord) =>
    !request.run.endedAt &&
    i.state === 'planned' &&
    refuse(request.actor, policies['inspections.write'] as Policy, { unitId: i.unitId }) === null
  /** @throws Refusal inspection.unit */
  const checkUnits = (deciderId: number, unitIds: readonly number[], day: string) => {
    const tree = app.ctx.tree()
    const decider = tree.byId.get(deciderId)
    for (const id of unitIds) {
      const unit = tree.byId.get(id)
      const may =
        decider &&
        unit &&
        (unit.validTo === null || unit.validTo > day) &&
        mayInspect(
          {
            id: deciderId,
            kind: decider.kind,
            subtree: tree.subtree(deciderId),
            province: tree.provinceOf(deciderId)?.id ?? null,
          },
          { id, kind: unit.kind, province: tree.provinceOf(id)?.id ?? null },
        )
      if (!may) throw new Refusal('inspection.unit', { unit: unit?.fullName ?? id })
    }
  }
  const planOf = (b: Omit<InspectionIn, 'unitId'>, reach: number[]) => ({
    unitIds: b.unitIds,
    reach,
    subject: b.subject.trim(),
    decisionKind: b.decisionKind as 'plan' | 'decision',
    decisionNumber: b.decisionNumber.trim(),
    decisionDate: b.decisionDate ?? null,
    team: b.team?.trim() ?? '',
    fromOn: b.fromOn,
    toOn: b.toOn,
  })
  const reachOf = (chain: Chain, unitId: number, ids: readonly number[]) =>
    joined([], unitId, ...ids, ...[unitId, ...ids].flatMap(id => chain.consolidating(id)))
  /** Who may mend: where it was found, what stands above that below who inspected, and departments. */
  const mendersOf = (i: InspectionRecord, day: string): number[] => {
    const tree = app.ctx.tree()
    const province = tree.provinceOf(i.unitId)
    const departments = province
      ? tree.childrenOf(province.id).filter(u => u.kind === 'department' && (u.validTo === null || u.validTo > day))
      : []
    return [...new Set([...i.unitIds, ...departments.map(u => u.id)])].filter(id => id !== i.unitId)
  }

  app.get(
    '/api/inspections',
    { config: { policy: 'inspections.read' }, schema: { response: { 200: InspectionList } } },
    request =>
      request.read(async tx => {
        const tree = app.ctx.tree()
        const day = today(request)
        const rows = await listInspections(tx)
        const findings = Map.groupBy(
          await findingsOf(
            tx,
            rows.map(r => r.id),
          ),
          f => f.inspectionId,
        )
        return {
          today: day,
          deciding: request.run.endedAt ? [] : decidingOf(request, tree, day),
          rows: rows.map(i => presentInspection(request, tree, i, findings.get(i.id) ?? [], day)),
        }
      }),
  )

  app.get(
    '/api/inspections/:id',
    { config: { policy: 'inspections.read-one' }, schema: { params: IdParams, response: { 200: InspectionDetail } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      const tree = app.ctx.tree()
      const day = today(request)
      return request.read(async tx => {
        const i = await findInspection(tx, id)
        if (!i) throw missing()
        const findings = await findingsOf(tx, [id])
        const files = await findingFiles(
          tx,
          findings.map(f => f.id),
        )
        const steps = await inspectionSteps(tx, id)
        const may = mayWrite(request, i)
        const shown = i.state === 'concluded' || decides(request, i.unitId)
        return {
          today: day,
          inspection: presentInspection(request, tree, i, findings, day),
          version: i.version,
          assessment: shown ? i.assessment : '',
          notice: { number: i.noticeNumber, date: i.noticeDate },
          concluded: i.concludedAt ? { at: i.concludedAt.toISOString(), by: i.concludedByName ?? '' } : null,
          findings: findings.map(f => presentFinding(request, tree, i, f, files, steps, day)),
          steps: steps.filter(s => s.findingId === null).map(s => presentStep(tree, s)),
          mayWrite: may,
          hasNotice:
            shown &&
            i.state !== 'cancelled' &&
            refuse(request.actor, policies['inspections.document'] as Policy, i) === null,
          menders: may ? mendersOf(i, day).map(u => presentUnit(tree, u)) : [],
          inspectable: may ? inspectableBy(tree, i.unitId, day) : [],
        }
      })
    },
  )

  app.post(
    '/api/inspections',
    { config: { policy: 'inspections.write' }, schema: { body: InspectionIn, response: { 200: InspectionMade } } },
    async request => {
      const { unitId, unitIds } = request.body
      const tree = app.ctx.tree()
      if (!tree.byId.has(unitId)) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      checkDays(request.body.fromOn, request.body.toOn)
      checkUnits(unitId, unitIds, today(request))
      return request.command(async (tx, note) => {
        const { unitId: _home, ...who } = by(request)
        const made = await insertInspection(tx, {
          ...who,
          ...planOf(request.body, reachOf(await loadChain(tx, tree), unitId, unitIds)),
          unitId,
          provinceId: tree.provinceOf(unitId)?.id ?? unitId,
        })
        await addInspectionStep(tx, { ...by(request), inspectionId: made.id, act: 'plan' })
        note({
          command: 'inspection.plan',
          subject: `inspection/${made.id}`,
          unitId,
          detail: { units: unitIds, decision: request.body.decisionNumber },
        })
        await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
        return { id: made.id }
      })
    },
  )

  app.put(
    '/api/inspections/:id',
    {
      config: { policy: 'inspections.write' },
      schema: { params: IdParams, body: InspectionPut, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const b = request.body
      const day = today(request)
      checkDays(b.fromOn, b.toOn)
      await request.command(async (tx, note) => {
        const i = await locked(tx, id)
        if (i.state !== 'planned') throw new Refusal('inspection.state')
        if (i.version !== b.version) throw new Refusal('inspection.changed')
        checkUnits(i.unitId, b.unitIds, day)
        const menders = new Set(mendersOf({ ...i, unitIds: b.unitIds }, day))
        for (const f of b.findings) {
          const stranger = !b.unitIds.includes(f.unitId) ? f.unitId : !menders.has(f.menderId) ? f.menderId : null
          if (stranger !== null)
            throw new Refusal('inspection.finding-unit', { unit: presentUnit(app.ctx.tree(), stranger).fullName })
          checkFindingDue(f.dueOn, day)
        }
        const chain = await loadChain(tx, app.ctx.tree())
        const parts = [...b.unitIds, ...b.findings.map(f => f.menderId)]
        await changeInspection(tx, id, {
          ...planOf(b, reachOf(chain, i.unitId, parts)),
          assessment: b.assessment.trim(),
        })
        await putFindings(
          tx,
          request.run.id,
          id,
          b.findings.map(f => ({
            unitId: f.unitId,
            menderId: f.menderId,
            kind: f.kind,
            severity: f.severity,
            what: f.what.trim(),
            basis: f.basis?.trim() ?? '',
            recommendation: f.recommendation.trim(),
            dueOn: f.dueOn,
          })),
          request.now,
        )
        await addInspectionStep(tx, { ...by(request), inspectionId: id, act: 'change' })
        note({
          command: 'inspection.change',
          subject: `inspection/${id}`,
          unitId: i.unitId,
          detail: { findings: b.findings.length },
        })
        await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/inspections/:id/conclude',
    {
      config: { policy: 'inspections.write' },
      schema: { params: IdParams, body: InspectionConclude, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { version, number = null, date = null } = request.body
      if (date !== null && Number.isNaN(Date.parse(date)))
        throw new Refusal('request.invalid', { where: 'date', why: date })
      await request.command(async (tx, note) => {
        const i = await locked(tx, id)
        if (i.state !== 'planned') throw new Refusal('inspection.state')
        if (i.version !== version) throw new Refusal('inspection.changed')
        if (!i.assessment.trim()) throw new Refusal('inspection.no-assessment')
        const findings = await findingsOf(tx, [id])
        for (const f of findings) checkFindingDue(f.dueOn, today(request))
        await concludeInspection(tx, id, { number, date }, request.now, request.actor.displayName)
        await addInspectionStep(tx, { ...by(request), inspectionId: id, act: 'conclude' })
        note({
          command: 'inspection.conclude',
          subject: `inspection/${id}`,
          unitId: i.unitId,
          detail: { findings: findings.length, number },
        })
        await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/inspections/:id/cancel',
    {
      config: { policy: 'inspections.write' },
      schema: { params: IdParams, body: InspectionCancel, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      await request.command(async (tx, note) => {
        const i = await locked(tx, id)
        if (i.state !== 'planned') throw new Refusal('inspection.state')
        await cancelInspection(tx, id)
        await addInspectionStep(tx, { ...by(request), inspectionId: id, act: 'cancel', text: request.body.reason })
        note({ command: 'inspection.cancel', subject: `inspection/${id}`, unitId: i.unitId })
        await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/inspections/:id/notice.docx',
    { config: { policy: 'inspections.document' }, schema: { params: IdParams } },
    async (request, reply) => {
      const { id } = request.params
      await target(request, id)
      const tree = app.ctx.tree()
      const doc = await request.read(async tx => {
        const i = await findInspection(tx, id)
        if (!i) throw missing()
        if (i.state !== 'concluded' && !(i.state === 'planned' && decides(request, i.unitId)))
          throw new Refusal('inspection.not-concluded')
        const unit = tree.byId.get(i.unitId)
        const province = tree.provinceOf(i.unitId)
        if (!unit || !province) throw missing()
        const name = (u: number) => presentUnit(tree, u).fullName
        return noticeDocument({
          unit,
          province,
          subject: i.subject,
          decision: { kind: i.decisionKind, number: i.decisionNumber, date: i.decisionDate },
          team: i.team,
          fromOn: i.fromOn,
          toOn: i.toOn,
          units: i.unitIds.map(name),
          assessment: i.assessment,
          findings: (await findingsOf(tx, [id])).map(f => ({
            unit: name(f.unitId),
            mender: name(f.menderId),
            kind: f.kind,
            severity: f.severity,
            what: f.what,
            basis: f.basis,
            recommendation: f.recommendation,
            dueOn: f.firstDueOn,
          })),
          number: i.noticeNumber,
          date: i.noticeDate ?? localParts((i.concludedAt ?? request.now).getTime()).date.slice(0, 7),
          exercise: request.run.id !== 0,
          sample: i.sample,
        })
      })
      return reply
        .header('content-type', docxType)
        .header('content-disposition', documentFileName(`TB - ${doc.title}`, request.run.id !== 0))
        .send(Buffer.from(await writeDocument(doc)))
    },
  )
}
