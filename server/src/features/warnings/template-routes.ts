import {
  IdParams,
  WarningDone,
  WarningMade,
  WarningTemplateIn,
  WarningTemplateIssue,
  WarningTemplateOut,
} from '@tusom/contract'
import {
  approvePrepared,
  fillPreparedWords,
  HEADLINE_PLACES,
  issuePrepared,
  placesEn,
  placesVi,
  type Policy,
  policies,
  preparedReady,
  Refusal,
  refuse,
  standingOf,
  statusOfRun,
  unknownGap,
  type WarningText,
} from '@tusom/domain'
import {
  addTemplate,
  approveTemplate,
  changeTemplate,
  findTemplate,
  listTemplates,
  retireTemplate,
  type TemplateRow,
  type Tx,
  type UnitRow,
  type WarningRow,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { communesOf, englishName, inSentence } from './office.ts'
import { areaOut, targetOf } from './present.ts'
import type { Acting, WarningService } from './service.ts'

const prepared = (t: TemplateRow) => ({ drafterId: t.drafterId, approvals: t.approvals, retired: t.retiredAt !== null })

/** Texts that two people approve in dry weather, and their use by one duty officer in a hurry. */
export function registerWarningTemplates(app: App, service: WarningService) {
  const tree = () => app.ctx.tree()
  const acting = (request: FastifyRequest): Acting => ({ actor: request.actor, run: request.run, now: request.now })
  const tell = (tx: Tx, runId: number) => tx.query(`select app.tell('warnings', $1)`, [runId])

  const present = (request: FastifyRequest, t: TemplateRow): WarningTemplateOut => {
    const may = (name: string) => !refuse(request.actor, policies[name] as Policy, targetOf(t))
    const mine = t.drafterId === request.actor.userId || t.approvals.some(a => a.userId === request.actor.userId)
    const ready = preparedReady(prepared(t))
    return {
      id: t.id,
      name: t.name,
      kind: t.kind,
      hazard: t.hazard,
      headline: t.headline,
      description: t.description,
      instruction: t.instruction,
      headlineEn: t.headlineEn,
      descriptionEn: t.descriptionEn,
      instructionEn: t.instructionEn,
      urgency: t.urgency,
      severity: t.severity,
      certainty: t.certainty,
      responses: [...t.responses],
      validHours: t.validHours,
      version: t.version,
      owner: areaOut(tree().byId.get(t.ownerId) as UnitRow),
      drafter: t.drafterName,
      draftedAt: t.draftedAt.toISOString(),
      retiredAt: t.retiredAt?.toISOString() ?? null,
      sample: t.sample,
      ready,
      approvals: t.approvals.map(a => ({ name: a.name, leader: a.leader, at: new Date(a.at).toISOString() })),
      can: [
        ...(may('warning-templates.change') ? ['edit', t.retiredAt ? 'restore' : 'retire'] : []),
        ...(!t.retiredAt && !mine && !ready && may('warning-templates.approve') ? ['approve'] : []),
        ...(ready && may('warnings.issue') ? ['issue'] : []),
      ],
    }
  }

  const noGapsLeft = (words: WarningTemplateIn) => {
    const gap = unknownGap(words)
    if (gap)
      throw new Refusal('warning.checks', {
        vi: `Chỉ dùng được {noi}, {luc}, {den}; bỏ “${gap}”.`,
        en: `Only {noi}, {luc}, {den} are filled in; take out “${gap}”.`,
      })
  }

  async function load(tx: Tx, id: number, lock = false): Promise<TemplateRow> {
    const t = await findTemplate(tx, id, lock)
    if (!t) throw new Refusal('not-found', { what: 'văn bản soạn sẵn' })
    return t
  }

  app.get(
    '/api/warning-templates',
    { config: { policy: 'warning-templates.read' }, schema: { response: { 200: Type.Array(WarningTemplateOut) } } },
    async request => (await request.read(listTemplates)).map(t => present(request, t)),
  )

  app.post(
    '/api/warning-templates',
    {
      config: { policy: 'warning-templates.change', actualOnly: true },
      schema: { body: WarningTemplateIn, response: { 200: WarningMade } },
    },
    async request => {
      noGapsLeft(request.body)
      // at the widest unit held in a drafting role: a province's text serves all its communes
      const policy = policies['warning-templates.change'] as Policy
      const held = request.actor.assignments
        .filter(a => policy.roles !== 'any' && policy.roles.includes(a.role))
        .sort((a, b) => b.units.size - a.units.size)[0]
      const unit = held ? tree().byId.get(held.unitId) : undefined
      if (!unit) throw new Refusal('rights.reach')
      const ownerId = unit.kind === 'department' ? (unit.parentId ?? unit.id) : unit.id
      request.permit({ unitId: ownerId, reach: [unit.id] })
      const id = await request.command(async (tx, note) => {
        const made = await addTemplate(tx, {
          ...request.body,
          ownerId,
          draftUnitId: unit.id,
          office: [...new Set([ownerId, unit.id])],
          drafterId: request.actor.userId,
          drafterName: request.actor.displayName,
          at: request.now,
        })
        note({
          command: 'warning-template.draft',
          subject: `warning-template/${made.id}`,
          unitId: unit.id,
          detail: { name: request.body.name },
        })
        await tell(tx, request.run.id)
        return made.id
      })
      return { id }
    },
  )

  /** Loads, permits, does, notes. */
  async function change(
    request: FastifyRequest,
    id: number,
    command: string,
    work: (tx: Tx, t: TemplateRow) => Promise<void>,
  ): Promise<WarningTemplateOut> {
    request.permit(targetOf(await request.read(tx => load(tx, id))))
    const after = await request.command(async (tx, note) => {
      await work(tx, await load(tx, id, true))
      const t = await load(tx, id)
      note({
        command,
        subject: `warning-template/${id}`,
        unitId: t.draftUnitId,
        detail: { version: t.version, approvals: t.approvals.length },
      })
      await tell(tx, request.run.id)
      return t
    })
    return present(request, after)
  }

  app.put(
    '/api/warning-templates/:id',
    {
      config: { policy: 'warning-templates.change', actualOnly: true },
      schema: { params: IdParams, body: WarningTemplateIn, response: { 200: WarningTemplateOut } },
    },
    async request => {
      noGapsLeft(request.body)
      return change(request, request.params.id, 'warning-template.edit', async tx => {
        await changeTemplate(tx, request.params.id, request.body, {
          drafterId: request.actor.userId,
          drafterName: request.actor.displayName,
          at: request.now,
        })
      })
    },
  )

  app.post(
    '/api/warning-templates/:id/approve',
    {
      config: { policy: 'warning-templates.approve', actualOnly: true },
      schema: { params: IdParams, response: { 200: WarningTemplateOut } },
    },
    async request =>
      change(request, request.params.id, 'warning-template.approve', async (tx, t) => {
        approvePrepared(prepared(t), request.actor.userId)
        const leader = request.actor.assignments.some(a => a.role === 'leader' && a.units.has(t.ownerId))
        await approveTemplate(tx, {
          templateId: t.id,
          version: t.version,
          userId: request.actor.userId,
          name: request.actor.displayName,
          leader,
          at: request.now,
        })
      }),
  )

  for (const [path, retired] of [
    ['retire', true],
    ['restore', false],
  ] as const)
    app.post(
      `/api/warning-templates/:id/${path}`,
      {
        config: { policy: 'warning-templates.change', actualOnly: true },
        schema: { params: IdParams, response: { 200: WarningTemplateOut } },
      },
      async request =>
        change(request, request.params.id, `warning-template.${path}`, async (tx, t) => {
          await retireTemplate(tx, t.id, retired ? request.now : null)
        }),
    )

  /** The words of a template for these communes, and until when they hold. */
  function filled(t: TemplateRow, areas: readonly UnitRow[], now: Date): WarningText {
    const expiresAt = new Date(now.getTime() + t.validHours * 3_600_000)
    const names = areas.map(a => inSentence(a.fullName))
    const english = areas.map(englishName)
    const gaps = {
      places: { vi: placesVi(names), en: placesEn(english) },
      placesShort: { vi: placesVi(names, HEADLINE_PLACES), en: placesEn(english, HEADLINE_PLACES) },
      at: now,
      expiresAt,
    }
    return {
      ...fillPreparedWords(t, gaps),
      urgency: t.urgency,
      severity: t.severity,
      certainty: t.certainty,
      responses: t.responses,
      effectiveAt: null,
      expiresAt,
    }
  }

  app.post(
    '/api/warning-templates/:id/issue',
    {
      config: { policy: 'warnings.issue' },
      schema: { params: IdParams, body: WarningTemplateIssue, response: { 200: WarningDone } },
    },
    async request => {
      const areas = communesOf(tree(), request.body.unitIds, request.now)
      for (const a of areas) request.permit({ unitId: a.id })
      const issued = await request.command(async (tx, note) => {
        const t = await load(tx, request.params.id)
        if (t.kind !== 'alert') throw new Refusal('warning.template-kind', { kind: 'cảnh báo' })
        const by = acting(request)
        const { ground } = await service.compose(tx, request.run.id, areas, t.hazard, request.now)
        const draft = await service.add(tx, by, areas, {
          msgType: 'Alert',
          hazard: t.hazard,
          level: ground.level,
          figures: [],
          templateId: t.id,
          ...filled(t, areas, request.now),
        })
        const w = await service.issue(tx, by, draft, faults =>
          issuePrepared(draft, request.actor.userId, request.now, preparedReady(prepared(t)), faults),
        )
        note({
          command: 'warning.issue-prepared',
          subject: `warning/${w.id}`,
          unitId: w.ownerId,
          detail: {
            template: t.id,
            version: t.version,
            identifier: w.identifier,
            status: statusOfRun(w.runId),
            units: w.areaIds,
          },
        })
        await tell(tx, request.run.id)
        return w
      })
      return { id: issued.id, state: issued.state, standing: standingOf(issued, request.now), version: issued.version }
    },
  )

  /** Takes a warning back at once with a prepared text; reviewed after. */
  async function issueCancel(
    tx: Tx,
    request: FastifyRequest,
    w: WarningRow,
    templateId: number,
    reason: string,
  ): Promise<WarningRow> {
    const why = refuse(request.actor, policies['warnings.issue'] as Policy, targetOf(w))
    if (why) throw why
    const t = await load(tx, templateId)
    if (t.kind !== 'cancel' || t.hazard !== w.hazard)
      throw new Refusal('warning.template-kind', { kind: 'huỷ cùng loại thiên tai' })
    const by = acting(request)
    const areas = w.areaIds.flatMap(id => tree().byId.get(id) ?? [])
    const draft = await service.draftCancel(tx, by, w, reason, filled(t, areas, request.now), t.id)
    return service.issue(tx, by, draft, faults =>
      issuePrepared(draft, request.actor.userId, request.now, preparedReady(prepared(t)), faults),
    )
  }

  return { issueCancel }
}
