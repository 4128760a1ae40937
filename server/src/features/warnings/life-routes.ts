import {
  IdParams,
  WarningApprove,
  WarningCancel,
  WarningDone,
  WarningEdit,
  WarningIn,
  WarningMade,
  WarningRemark,
  WarningReview,
  WarningUpdate,
  WarningVersion,
} from '@tusom/contract'
import {
  approveWarning,
  discardWarning,
  editWarning,
  type Policy,
  policies,
  Refusal,
  refuse,
  restoreWarning,
  returnWarning,
  reviewWarning,
  statusOfRun,
  submitWarning,
  type WarningText,
} from '@tusom/domain'
import { changeWarningText, type Tx, type WarningRow } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { communesOf } from './office.ts'
import { targetOf } from './present.ts'
import { pickText, renewed, type WarningService } from './service.ts'
import { acting, stepOf, tellWarnings } from './step-of.ts'
import type { registerWarningTemplates } from './template-routes.ts'

type Templates = ReturnType<typeof registerWarningTemplates>

/** The life of a warning: drafted, edited, submitted, returned, approved, issued, updated, cancelled, reviewed, discarded. */
export function registerWarningLife(app: App, service: WarningService, templates: Templates): void {
  const step = (
    request: FastifyRequest,
    id: number,
    command: string,
    work: (tx: Tx, w: WarningRow) => Promise<WarningRow>,
    detail?: (w: WarningRow) => Record<string, unknown>,
  ): Promise<WarningDone> => stepOf(service, request, id, command, work, detail)

  app.post(
    '/api/warnings',
    { config: { policy: 'warnings.draft' }, schema: { body: WarningIn, response: { 200: WarningMade } } },
    async request => {
      const { unitIds, hazard } = request.body
      for (const c of communesOf(app.ctx.tree(), unitIds, request.now)) request.permit({ unitId: c.id })
      const id = await request.command(async (tx, note) => {
        const w = await service.draft(tx, acting(request), unitIds, hazard)
        note({
          command: 'warning.draft',
          subject: `warning/${w.id}`,
          unitId: w.draftUnitId,
          detail: { hazard, units: w.areaIds, level: w.level.level, status: w.level.status },
        })
        await tellWarnings(tx, request.run.id)
        return w.id
      })
      return { id }
    },
  )

  app.patch(
    '/api/warnings/:id',
    {
      config: { policy: 'warnings.change' },
      schema: { params: IdParams, body: WarningEdit, response: { 200: WarningDone } },
    },
    async request => {
      const { version, change } = request.body
      const areas = change.unitIds ? communesOf(app.ctx.tree(), change.unitIds, request.now) : null
      for (const c of areas ?? [])
        if (refuse(request.actor, policies['warnings.draft'] as Policy, { unitId: c.id }))
          throw new Refusal('rights.reach')
      return step(request, request.params.id, 'warning.edit', async (tx, w) => {
        const rule = editWarning(w, request.actor.userId, version)
        if (areas?.some(a => app.ctx.tree().provinceOf(a.id)?.id !== w.provinceId)) throw new Refusal('warning.areas')
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
}
