import {
  IdParams,
  WarningAcknowledge,
  WarningApprove,
  WarningCancel,
  WarningDone,
  WarningEdit,
  WarningFull,
  WarningIn,
  WarningList,
  WarningMade,
  WarningRemark,
  WarningReview,
  WarningSummary,
  WarningUpdate,
  WarningVersion,
} from '@tusom/contract'
import {
  approveWarning,
  discardWarning,
  editWarning,
  Refusal,
  type Policy,
  policies,
  refuse,
  restoreWarning,
  returnWarning,
  reviewWarning,
  standingOf,
  statusOfRun,
  submitWarning,
  type WarningState,
  type WarningText,
} from '@tusom/domain'
import {
  acknowledgeWarning,
  changeWarningText,
  leadersOf,
  listWarnings,
  namedWarnings,
  receiptsOf,
  type Tx,
  type UnitRow,
  unitsWithoutPeople,
  warningCap,
  warningEvents,
  type WarningRow,
  warningsNaming,
  warningSummary,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { writeAlert } from '@tusom/cap'
import type { Ingest } from '../observations/ingest.ts'
import { communesOf, recipientsOf, settingsFor } from './office.ts'
import { areaOut, briefOut, inOffice, mayDo, messagesOf, messagesOut, pageOf, speakerOf, targetOf } from './present.ts'
import { type Acting, pickText, renewed, WarningService } from './service.ts'
import { registerWarningSettings } from './settings-routes.ts'
import { registerCapSigning } from './signing-routes.ts'
import { registerWarningTemplates } from './template-routes.ts'
import { outNumber } from '../documents/out-number.ts'
import { urgentDispatch } from './urgent-dispatch.ts'

const states: Record<string, readonly WarningState[]> = {
  drafts: ['draft', 'submitted', 'approved'],
  waiting: ['submitted'],
  issued: ['issued'],
  ended: ['superseded', 'cancelled'],
  discarded: ['discarded'],
}

export function registerWarnings(app: App, ingest: Ingest): void {
  const service = new WarningService(app.ctx, ingest)
  const tree = () => app.ctx.tree()
  const acting = (request: FastifyRequest): Acting => ({ actor: request.actor, run: request.run, now: request.now })
  const tell = (tx: Tx, runId: number) => tx.query(`select app.tell('warnings', $1)`, [runId])
  const done = (w: WarningRow, now: Date): WarningDone => ({
    id: w.id,
    state: w.state,
    standing: standingOf(w, now),
    version: w.version,
  })

  /** Loads under lock, asks permit, does, notes: the frame of every step of the life cycle. */
  async function step(
    request: FastifyRequest,
    id: number,
    command: string,
    work: (tx: Tx, w: WarningRow) => Promise<WarningRow>,
    detail: (w: WarningRow) => Record<string, unknown> = () => ({}),
  ): Promise<WarningDone> {
    const target = await request.read(tx => service.load(tx, id))
    request.permit(targetOf(target))
    const after = await request.command(async (tx, note) => {
      const w = await service.load(tx, id, true)
      const result = await work(tx, w)
      note({
        command,
        subject: `warning/${result.id}`,
        unitId: result.ownerId,
        detail: { version: result.version, state: result.state, ...detail(result) },
      })
      await tell(tx, request.run.id)
      return result
    })
    return done(after, request.now)
  }

  app.get(
    '/api/warnings',
    {
      config: { policy: 'warnings.read' },
      schema: {
        querystring: Type.Object({
          show: Type.Optional(Type.Enum(['in-force', 'drafts', 'waiting', 'issued', 'ended', 'discarded', 'all'])),
          hazard: Type.Optional(Type.String({ maxLength: 40 })),
          unitId: Type.Optional(Type.Integer({ minimum: 1 })),
          limit: Type.Integer({ minimum: 1, maximum: 500, default: 200 }),
        }),
        response: { 200: WarningList },
      },
    },
    async request => {
      const { show, hazard, unitId, limit } = request.query
      const rows = await request.read(tx =>
        listWarnings(tx, {
          states: show ? states[show] : undefined,
          hazard,
          areaId: unitId,
          inForceAt: show === 'in-force' ? request.now : undefined,
          limit,
        }),
      )
      const listed = show ? rows : rows.filter(w => w.state !== 'discarded')
      return { now: request.now.toISOString(), warnings: listed.map(w => briefOut(w, tree(), request.now)) }
    },
  )

  app.get(
    '/api/warnings/summary',
    { config: { policy: 'warnings.read' }, schema: { response: { 200: WarningSummary } } },
    async request => {
      const s = await request.read(tx => warningSummary(tx, request.now))
      const oldest = s.oldestUnacknowledgedAt
      return {
        now: request.now.toISOString(),
        inForce: s.inForce,
        drafts: s.drafts,
        waiting: s.waiting,
        approved: s.approved,
        reviewDue: s.reviewDue,
        reviewLate: s.reviewLate,
        unacknowledged: s.unacknowledged,
        oldest: oldest?.toISOString() ?? null,
        oldestMinutes: oldest ? Math.floor((request.now.getTime() - oldest.getTime()) / 60_000) : null,
      }
    },
  )

  app.post(
    '/api/warnings',
    { config: { policy: 'warnings.draft' }, schema: { body: WarningIn, response: { 200: WarningMade } } },
    async request => {
      const { unitIds, hazard } = request.body
      for (const c of communesOf(tree(), unitIds, request.now)) request.permit({ unitId: c.id })
      const id = await request.command(async (tx, note) => {
        const w = await service.draft(tx, acting(request), unitIds, hazard)
        note({
          command: 'warning.draft',
          subject: `warning/${w.id}`,
          unitId: w.draftUnitId,
          detail: { hazard, units: w.areaIds, level: w.level.level, status: w.level.status },
        })
        await tell(tx, request.run.id)
        return w.id
      })
      return { id }
    },
  )

  app.get(
    '/api/warnings/:id',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams, response: { 200: WarningFull } } },
    async request => request.read(tx => full(request, tx, request.params.id)),
  )

  async function full(request: FastifyRequest, tx: Tx, id: number): Promise<WarningFull> {
    const { actor, now, run } = request
    const w = await service.load(tx, id)
    const ours = inOffice(actor, w)
    const open = ['draft', 'submitted', 'approved'].includes(w.state)
    const preview = open && ours ? await service.preview(tx, w, run, now) : null
    const office = preview?.office ?? (await settingsFor(tx, tree(), w.provinceId, w.ownerId))
    const receipts = await receiptsOf(tx, id)
    const units = recipientsOf(tree(), w.areaIds, now)
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
    const over = tree()
      .ancestors(w.ownerId)
      .map(u => u.id)
    const leaders = ours && open ? await leadersOf(tx, over) : []
    const { newer } = open && ours ? await service.newerFigures(tx, w, now) : { newer: [] }
    const asked = receipts.length
    const acknowledged = receipts.filter(r => r.acknowledgedAt).length
    const oldest = receipts.filter(r => !r.acknowledgedAt).map(r => r.toldAt)[0] ?? null
    const stored = open ? null : (await warningCap(tx, id))?.cap
    const errors = preview?.faults.some(f => f.code.startsWith('cap.') && f.severity === 'error')
    return {
      ...briefOut({ ...w, asked, acknowledged, oldestUnacknowledgedAt: oldest }, tree(), now),
      now: now.toISOString(),
      provinceName: tree().byId.get(w.provinceId)?.fullName ?? '',
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
        .map(l => ({ name: l.name, unit: tree().byId.get(l.unitId)?.name ?? '' })),
      checks: preview?.faults ?? [],
      names: said(named),
      namedBy: said(await warningsNaming(tx, id)),
      messages: messagesOut(messagesOf(w, tree(), office, now)),
      speaker: speakerOf(w, tree(), office),
      cap: stored ?? (preview && !errors ? writeAlert(preview.alert) : ''),
      publicPath: pageOf(w, tree(), now),
      receipts: receipts.flatMap(r => {
        const u = tree().byId.get(r.unitId)
        if (!u) return []
        return [
          {
            unitId: u.id,
            unitCode: u.code,
            unitName: u.fullName,
            kind: u.kind,
            communeId: tree().communeOf(u.id)?.id ?? u.id,
            toldAt: r.toldAt.toISOString(),
            acknowledgedAt: r.acknowledgedAt?.toISOString() ?? null,
            minutes: Math.max(0, Math.floor(((r.acknowledgedAt ?? now).getTime() - r.toldAt.getTime()) / 60_000)),
            by: r.byName,
            how: r.how,
          },
        ]
      }),
      owes: owedBy(request, receipts).map(areaOut),
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
        withoutPeople: without.flatMap(u => tree().byId.get(u.id)?.fullName ?? []),
      },
    }
  }

  /** Units at which the reader holds a role that may say "received", and has not. */
  function owedBy(
    request: FastifyRequest,
    receipts: readonly { unitId: number; acknowledgedAt: Date | null }[],
  ): UnitRow[] {
    const policy = policies['warnings.acknowledge'] as Policy
    const held = new Set(
      request.actor.assignments.filter(a => policy.roles === 'any' || policy.roles.includes(a.role)).map(a => a.unitId),
    )
    return receipts
      .filter(r => r.acknowledgedAt === null && held.has(r.unitId))
      .flatMap(r => tree().byId.get(r.unitId) ?? [])
  }

  app.patch(
    '/api/warnings/:id',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningEdit, response: { 200: WarningDone } },
    },
    async request => {
      const { version, change } = request.body
      const areas = change.unitIds ? communesOf(tree(), change.unitIds, request.now) : null
      for (const c of areas ?? [])
        if (refuse(request.actor, policies['warnings.draft'] as Policy, { unitId: c.id }))
          throw new Refusal('rights.reach')
      return step(request, request.params.id, 'warning.edit', async (tx, w) => {
        const rule = editWarning(w, request.actor.userId, version)
        if (areas?.some(a => tree().provinceOf(a.id)?.id !== w.provinceId)) throw new Refusal('warning.areas')
        const { unitIds: _, effectiveAt, expiresAt, ...words } = change
        const text: WarningText = {
          ...pickText(w),
          ...words,
          ...(effectiveAt === undefined ? {} : { effectiveAt: effectiveAt === null ? null : new Date(effectiveAt) }),
          ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }),
        }
        await service.rewrite(tx, w, text, areas, request.now)
        return service.step(tx, acting(request), w, 'edit', rule, { approverName: null, approvedAt: null })
      })
    },
  )

  app.post(
    '/api/warnings/:id/refresh',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningVersion, response: { 200: WarningDone } },
    },
    async request =>
      step(request, request.params.id, 'warning.refresh', async (tx, w) => {
        const rule = editWarning(w, request.actor.userId, request.body.version)
        const { fresh } = await service.newerFigures(tx, w, request.now)
        await changeWarningText(
          tx,
          w.id,
          { ...pickText(w), ...renewed(w, fresh), figures: fresh, level: w.level, areaIds: w.areaIds, reach: w.reach },
          request.now,
        )
        return service.step(tx, acting(request), w, 'refresh', rule, { approverName: null, approvedAt: null })
      }),
  )

  app.post(
    '/api/warnings/:id/submit',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningVersion, response: { 200: WarningDone } },
    },
    async request =>
      step(request, request.params.id, 'warning.submit', async (tx, w) => {
        const faults = await service.faults(tx, w, request.run, request.now)
        const rule = submitWarning(w, request.body.version, request.now, faults)
        return service.step(tx, acting(request), w, 'submit', rule, { submittedAt: request.now })
      }),
  )

  app.post(
    '/api/warnings/:id/return',
    {
      config: { policy: 'warnings.approve' },
      schema: { params: IdParams, body: WarningRemark, response: { 200: WarningDone } },
    },
    async request =>
      step(request, request.params.id, 'warning.return', async (tx, w) => {
        const rule = returnWarning(w, request.body.remark)
        return service.step(
          tx,
          acting(request),
          w,
          'return',
          rule,
          { approverName: null, approvedAt: null },
          rule.returnedRemark ?? null,
        )
      }),
  )

  app.post(
    '/api/warnings/:id/approve',
    {
      config: { policy: 'warnings.approve' },
      schema: { params: IdParams, body: WarningApprove, response: { 200: WarningDone } },
    },
    async request =>
      step(
        request,
        request.params.id,
        request.body.issue ? 'warning.approve-and-issue' : 'warning.approve',
        async (tx, w) => {
          const faults = await service.faults(tx, w, request.run, request.now)
          const rule = approveWarning(w, request.actor.userId, request.body.version, request.now, faults)
          const approved = await service.step(tx, acting(request), w, 'approve', rule, {
            approverName: request.actor.displayName,
            approvedAt: request.now,
          })
          return request.body.issue ? service.issue(tx, acting(request), approved) : approved
        },
        issuedDetail,
      ),
  )

  const issuedDetail = (w: WarningRow) =>
    w.identifier ? { identifier: w.identifier, msgType: w.msgType, status: statusOfRun(w.runId), units: w.areaIds } : {}

  app.post(
    '/api/warnings/:id/issue',
    { config: { policy: 'warnings.issue' }, schema: { params: IdParams, response: { 200: WarningDone } } },
    async request =>
      step(request, request.params.id, 'warning.issue', (tx, w) => service.issue(tx, acting(request), w), issuedDetail),
  )

  app.post(
    '/api/warnings/:id/update',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningUpdate, response: { 200: WarningDone } },
    },
    async request => {
      const ids = [...new Set([request.params.id, ...(request.body.alsoReplaces ?? [])])]
      const others = await request.read(tx => Promise.all(ids.map(id => service.load(tx, id))))
      for (const o of others) request.permit(targetOf(o))
      return step(
        request,
        request.params.id,
        'warning.update',
        async tx => {
          const named: WarningRow[] = []
          for (const id of ids) named.push(await service.load(tx, id, true))
          return service.draftUpdate(tx, acting(request), named)
        },
        w => ({ replaces: ids, hazard: w.hazard }),
      )
    },
  )

  app.post(
    '/api/warnings/:id/cancel',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningCancel, response: { 200: WarningDone } },
    },
    async request => {
      const { reason = '', templateId } = request.body
      return step(
        request,
        request.params.id,
        'warning.cancel',
        async (tx, w) => {
          if (templateId !== undefined) return templates.issueCancel(tx, request, w, templateId, reason)
          const draft = await service.draftCancel(tx, acting(request), w, reason)
          const faults = await service.faults(tx, draft, request.run, request.now)
          const rule = submitWarning(draft, draft.version, request.now, faults)
          return service.step(tx, acting(request), draft, 'submit', rule, { submittedAt: request.now })
        },
        w => ({ cancels: request.params.id, ...issuedDetail(w) }),
      )
    },
  )

  app.post(
    '/api/warnings/:id/review',
    {
      config: { policy: 'warnings.review' },
      schema: { params: IdParams, body: WarningReview, response: { 200: WarningDone } },
    },
    async request =>
      step(
        request,
        request.params.id,
        'warning.review',
        async (tx, w) => {
          const { outcome, remark } = request.body
          const rule = reviewWarning(w, request.actor.userId, outcome, remark, request.now)
          return service.step(
            tx,
            acting(request),
            w,
            'review',
            rule,
            {
              reviewerId: request.actor.userId,
              reviewerName: request.actor.displayName,
              reviewRemark: remark.trim() || null,
            },
            remark.trim() || null,
          )
        },
        w => ({ outcome: w.reviewOutcome }),
      ),
  )

  for (const [path, rule] of [
    ['discard', discardWarning],
    ['restore', restoreWarning],
  ] as const)
    app.post(
      `/api/warnings/:id/${path}`,
      { config: { policy: 'warnings.change' }, schema: { params: IdParams, response: { 200: WarningDone } } },
      async request =>
        step(request, request.params.id, `warning.${path}`, (tx, w) =>
          service.step(tx, acting(request), w, path, rule(w)),
        ),
    )

  app.post(
    '/api/warnings/:id/acknowledge',
    {
      config: { policy: 'warnings.acknowledge' },
      schema: {
        params: IdParams,
        body: WarningAcknowledge,
        response: { 200: Type.Object({ acknowledged: Type.Integer(), waiting: Type.Integer() }) },
      },
    },
    async request => {
      const { id } = request.params
      const { w, receipts } = await request.read(async tx => ({
        w: await service.load(tx, id),
        receipts: await receiptsOf(tx, id),
      }))
      const mine = owedBy(request, receipts).map(u => u.id)
      const unitIds = request.body.unitIds ?? (mine.length ? mine : ownUnits(request))
      for (const unitId of unitIds) request.permit({ unitId })
      if (!unitIds.length || unitIds.some(u => !receipts.some(r => r.unitId === u)))
        throw new Refusal('warning.not-recipient')
      const acknowledged = await request.command(async (tx, note) => {
        const by = { id: request.actor.userId, name: request.actor.displayName, at: request.now }
        const self = unitIds.filter(u => request.actor.assignments.some(a => a.unitId === u))
        const phone = unitIds.filter(u => !self.includes(u))
        const n =
          (await acknowledgeWarning(tx, id, self, { ...by, how: 'self' })) +
          (await acknowledgeWarning(tx, id, phone, { ...by, how: 'phone' }))
        note({
          command: 'warning.acknowledge',
          subject: `warning/${w.id}`,
          unitId: unitIds[0] as number,
          detail: { self, phone, new: n },
        })
        await tell(tx, request.run.id)
        return n
      })
      const after = await request.read(tx => receiptsOf(tx, id))
      return { acknowledged, waiting: after.filter(r => !r.acknowledgedAt).length }
    },
  )

  /** Where nothing is owed any more, saying "received" again is harmless. */
  const ownUnits = (request: FastifyRequest) => [
    ...new Set(
      request.actor.assignments
        .filter(a => ['commune', 'hamlet'].includes(tree().byId.get(a.unitId)?.kind ?? ''))
        .map(a => a.unitId),
    ),
  ]

  app.get(
    '/api/warnings/:id/cong-dien.docx',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      const { w, office } = await request.read(async tx => {
        const w = await service.load(tx, request.params.id)
        return { w, office: await settingsFor(tx, tree(), w.provinceId, w.ownerId) }
      })
      if (!['approved', 'issued', 'superseded', 'cancelled'].includes(w.state)) throw new Refusal('warning.not-issued')
      const number = await outNumber(app, w.runId, { kind: 'warning', id: w.id }, w.ownerId)
      const file = await urgentDispatch(w, tree(), office, number)
      const name = `${w.runId === 0 ? '' : 'DIEN TAP - '}cong-dien-${w.number === null ? `nhap-${w.id}` : String(w.number).padStart(2, '0')}.docx`
      return reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(Buffer.from(file))
    },
  )

  app.get(
    '/api/warnings/:id/cap.xml',
    { config: { policy: 'warnings.read' }, schema: { params: IdParams } },
    async (request, reply) => {
      const cap = await request.read(async tx => {
        await service.load(tx, request.params.id)
        return (await warningCap(tx, request.params.id))?.cap
      })
      if (!cap) throw new Refusal('warning.not-issued')
      return reply.header('content-type', 'application/cap+xml; charset=utf-8').send(cap)
    },
  )

  const templates = registerWarningTemplates(app, service)
  registerWarningSettings(app)
  registerCapSigning(app)
}
