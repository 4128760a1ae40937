import {
  Done,
  IdParams,
  OwnPlanAsk,
  OwnPlanDetail,
  OwnPlanDraftIn,
  OwnPlanFile,
  OwnPlanFiled,
  OwnPlanJudge,
  OwnPlanList,
  OwnPlansAsked,
  type OwnPlanRowOut,
  PlanCoverage,
  PlanObjectives,
} from '@tusom/contract'
import { writeDocument } from '@tusom/admin-docs'
import {
  checkDraft,
  coveredBy,
  coverageOf,
  judgeOwnPlan,
  mayFile,
  mayGive,
  measurePeriod,
  type OwnPlanDraft,
  ownPlanDocument,
  policies,
  refuse,
  Refusal,
  taskReach,
} from '@tusom/domain'
import {
  addOwnPlanEvents,
  askOwnPlans,
  documentTarget,
  extendReach,
  fileOwnPlan,
  findDocument,
  findOwnPlan,
  itemsOf,
  listOwnPlans,
  lockOwnPlan,
  objectiveFigures,
  objectiveTasks,
  openOwnPlans,
  ownPlanEvents,
  type OwnPlanRow,
  ownPlansOf,
  ownPlanTarget,
  ownPlanVersions,
  type PlanItemRow,
  addRegisterLinks,
  registerOfDocument,
  registerOfSource,
  setRegisterDocument,
  type RegisterRow,
  saveOwnPlanDraft,
  setOwnPlanState,
  type Tx,
} from '@tusom/store'
import { formatDate, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { loadChain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { digestSources } from '../tasks/task-clock.ts'
import { followOwnLines } from './own-line-tasks.ts'
import { docxType, documentFileName } from './docx-file.ts'
import { readGiven } from './read-upload.ts'
import { storeDocument } from './store-document.ts'

const LISTED = 300
const GAPS = 80
const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** Plans of departments and communes for a plan of the province: asked for, written, filed, reviewed; and what they cover. */
export function registerOwnPlans(app: App): void {
  digestSources.ownPlans = async (tx, runId, chain) =>
    (await openOwnPlans(tx, runId)).map(p => ({
      id: p.id,
      unitId: p.unitId,
      // whoever consolidates the unit looks first; without one, who asked
      reviewerIds: chain.consolidating(p.unitId).length ? chain.consolidating(p.unitId) : [p.ownerId],
      planTitle: p.planTitle,
      state: p.state,
      dueOn: p.dueOn,
    }))

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

  app.post(
    '/api/plans/:id/ask',
    {
      config: { policy: 'plans.write' },
      schema: { params: IdParams, body: OwnPlanAsk, response: { 200: OwnPlansAsked } },
    },
    async request => {
      const { id } = request.params
      const { ownerId } = await planTarget(request, id)
      const { dueOn, unitIds, remark = '' } = request.body
      if (dueOn < today(request)) throw new Refusal('own-plan.due-past', { due: formatDate(dueOn) })
      const tree = app.ctx.tree()
      return request.command(async (tx, note) => {
        const chain = await loadChain(tx, tree)
        const giver = chain.giver(ownerId)
        for (const unitId of unitIds) {
          const unit = tree.byId.get(unitId)
          if (!unit) throw new Refusal('task.unknown-unit', { unit: unitId })
          if (unitId === ownerId) throw new Refusal('own-plan.self', { unit: unit.fullName })
          if (!mayGive(giver, unitId)) throw new Refusal('task.lead-outside', { unit: unit.fullName })
        }
        const rows = await askOwnPlans(
          tx,
          request.run.id,
          { planId: id, ownerId, dueOn, at: request.now, byName: request.actor.displayName },
          unitIds.map(unitId => ({ unitId, reach: taskReach(ownerId, unitId, [], chain.consolidating(unitId)) })),
        )
        await addOwnPlanEvents(
          tx,
          request.run.id,
          rows.map(r => ({
            ownPlanId: r.id,
            act: r.isNew ? 'ask' : 'due',
            version: 0,
            remark: remark || formatDate(dueOn),
          })),
          by(request),
        )
        await extendReach(tx, id, unitIds)
        const asked = rows.filter(r => r.isNew).length
        note({
          command: 'own-plan.ask',
          subject: `plan/${id}`,
          unitId: ownerId,
          detail: { asked, changed: rows.length - asked, dueOn },
        })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        return { asked, changed: rows.length - asked }
      })
    },
  )

  app.get(
    '/api/plans/:id/coverage',
    { config: { policy: 'plans.read-one' }, schema: { params: IdParams, response: { 200: PlanCoverage } } },
    async request => {
      const { id } = request.params
      const { ownerId } = await planTarget(request, id)
      const { doc, items, plans } = await request.read(async tx => ({
        doc: await findDocument(tx, id),
        items: (await itemsOf(tx, id)).filter(i => i.state !== 'dropped'),
        plans: await ownPlansOf(tx, id),
      }))
      if (!doc) throw new Refusal('not-found', { what: 'kế hoạch' })
      const tree = app.ctx.tree()
      const units = (ids: number[]) => ids.slice(0, GAPS).map(u => presentUnit(tree, u))
      const found = coverageOf(items, plans)
      const rows = items.flatMap((i, n) => {
        const c = found[n]
        return c && c.expected.length > 0
          ? {
              id: i.id,
              kind: i.kind,
              label: [i.unitLabel, i.label].filter(Boolean).join('.'),
              unitText: i.unitText,
              title: i.title,
              expected: c.expected.length,
              covered: c.covered.length,
              gaps: units(c.gaps),
              unfiled: units(c.unfiled),
            }
          : []
      })
      const asked = new Set(plans.map(p => p.unitId))
      const now = today(request)
      return {
        plan: {
          id: doc.id,
          number: doc.number,
          title: doc.title,
          mayAsk: allows(request, 'plans.write', { unitId: ownerId }),
        },
        units: plans.map(p => present(request, p)),
        items: rows,
        totals: {
          asked: plans.length,
          filed: plans.filter(p => p.version > 0).length,
          accepted: plans.filter(p => p.state === 'accepted').length,
          late: plans.filter(p => p.state === 'asked' && p.dueOn < now).length,
          items: rows.length,
          covered: rows.filter(r => r.covered === r.expected).length,
        },
        notAsked: allows(request, 'plans.write', { unitId: ownerId })
          ? [...new Set(items.flatMap(i => i.unitIds))]
              .filter(u => !asked.has(u) && u !== ownerId)
              .map(u => presentUnit(tree, u))
          : [],
      }
    },
  )

  app.get(
    '/api/plans/:id/objectives',
    { config: { policy: 'plans.read-one' }, schema: { params: IdParams, response: { 200: PlanObjectives } } },
    async request => {
      const { id } = request.params
      await planTarget(request, id)
      const { items, tasks, figures } = await request.read(async tx => ({
        items: await itemsOf(tx, id),
        tasks: await objectiveTasks(tx, id),
        figures: await objectiveFigures(tx, id),
      }))
      const keys = [...new Set(figures.map(f => f.periodKey))].sort().slice(-8)
      const rows = items
        .filter(i => i.target !== null && i.state !== 'dropped')
        .map(i => ({
          itemId: i.id,
          label: i.label,
          title: i.title,
          by: i.due,
          target: i.target,
          units: tasks.filter(t => t.itemId === i.id).length,
          cells: keys.flatMap(periodKey => {
            const told = figures.filter(f => f.itemId === i.id && f.periodKey === periodKey).map(f => f.value)
            if (!told.length) return []
            return {
              periodKey,
              told: told.length,
              reached: told.filter(v => v >= (i.target?.value ?? Number.POSITIVE_INFINITY)).length,
              least: Math.min(...told),
              most: Math.max(...told),
            }
          }),
        }))
      return {
        periods: keys.map(key => {
          const p = measurePeriod(key)
          return { key, nameVi: p?.nameVi ?? key, nameEn: p?.nameEn ?? key }
        }),
        rows,
      }
    },
  )

  app.get(
    '/api/own-plans',
    { config: { policy: 'own-plans.read' }, schema: { response: { 200: OwnPlanList } } },
    async request => ({
      plans: (await request.read(tx => listOwnPlans(tx, LISTED))).map(p => present(request, p)),
    }),
  )

  /** "… trên địa bàn tỉnh Lạng Sơn" is, in a commune's plan, "… trên địa bàn xã Hữu Lũng". */
  const ownTitle = (title: string, unitId: number): string => {
    const tree = app.ctx.tree()
    const unit = tree.byId.get(unitId)
    const province = tree.provinceOf(unitId)
    if (!unit || !province || unit.kind !== 'commune') return title
    const [own, above] = [unit, province].map(u => u.fullName.charAt(0).toLowerCase() + u.fullName.slice(1))
    return title.replace(`địa bàn ${above}`, `địa bàn ${own}`)
  }

  /** What of the plan above is this unit's. */
  const itemsFor = (items: readonly PlanItemRow[], unitId: number) =>
    items.flatMap(i => {
      if (i.state === 'dropped') return []
      if (i.unitIds.includes(unitId)) return { item: i, part: 'lead' as const }
      if (i.cooperatingIds.includes(unitId)) return { item: i, part: 'cooperate' as const }
      return i.kind === 'objective' && !i.unitIds.length ? { item: i, part: 'all' as const } : []
    })
  const firstDraft = (plan: { title: string }, unitId: number): OwnPlanDraft => ({
    title: ownTitle(plan.title, unitId),
    purpose: '',
    lines: [],
    signer: { position: '', name: '' },
  })

  app.get(
    '/api/own-plans/:id',
    { config: { policy: 'own-plans.read-one' }, schema: { params: IdParams, response: { 200: OwnPlanDetail } } },
    async request => {
      const { id } = request.params
      const target = await find(request, id)
      request.permit({ unitId: target.unitId, reach: target.reach })
      const found = await request.read(async tx => {
        const row = await one(tx, id)
        return {
          row,
          doc: await findDocument(tx, row.planId),
          items: await itemsOf(tx, row.planId),
          versions: await ownPlanVersions(tx, id),
          events: await ownPlanEvents(tx, id),
          number: await registerOfSource(tx, 'own-plan', id, row.unitId),
        }
      })
      const { row } = found
      const covers = new Set(row.covers)
      const own = allows(request, 'own-plans.write', { unitId: row.unitId })
      // what is not filed yet is the unit's own business
      const draft =
        (own ? (row.draft as OwnPlanDraft | null) : null) ?? firstDraft({ title: row.planTitle }, row.unitId)
      const tree = app.ctx.tree()
      return {
        ownPlan: present(request, row),
        items: itemsFor(found.items, row.unitId).map(({ item: i, part }) => ({
          id: i.id,
          kind: i.kind,
          label: [i.unitLabel, i.label].filter(Boolean).join('.'),
          part,
          title: i.title,
          text: i.text,
          due: i.due,
          dueText: i.dueText,
          product: i.product,
          target: i.target,
          covered: covers.has(i.id),
        })),
        general: (found.doc?.generalTasks ?? []).map((g, i) => ({ key: `g${i}`, ...g })),
        focal: { name: row.focalName ?? '', post: row.focalPost ?? '' },
        draft,
        draftAt: own ? (row.draftAt?.toISOString() ?? null) : null,
        draftBy: own ? row.draftByName : null,
        number: found.number?.number ?? null,
        versions: found.versions.map(v => ({
          version: v.version,
          documentId: v.documentId,
          covers: v.covers.length,
          focal: v.focalName,
          note: v.note,
          at: v.at.toISOString(),
          by: v.byName,
        })),
        events: found.events.map(e => ({
          at: e.at.toISOString(),
          by: e.byName,
          unit: presentUnit(tree, e.unitId).fullName,
          act: e.act,
          version: e.version,
          remark: e.remark,
        })),
      }
    },
  )

  app.put(
    '/api/own-plans/:id/draft',
    {
      config: { policy: 'own-plans.write' },
      schema: { params: IdParams, body: OwnPlanDraftIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const target = await find(request, id)
      request.permit({ unitId: target.unitId })
      const { focal, draft } = request.body
      await request.command(async (tx, note) => {
        await lockOwnPlan(tx, id)
        const row = await one(tx, id)
        const ids = new Set(itemsFor(await itemsOf(tx, row.planId), row.unitId).map(x => x.item.id))
        checkDraft(draft, ids, false)
        await saveOwnPlanDraft(tx, id, {
          draft,
          focalName: focal.name.trim(),
          focalPost: focal.post.trim(),
          at: request.now,
          byName: request.actor.displayName,
        })
        note({
          command: 'own-plan.draft',
          subject: `own-plan/${id}`,
          unitId: row.unitId,
          detail: { lines: draft.lines.length },
        })
      })
      return { ok: true as const }
    },
  )

  /** The draft as a document; numbered where the unit has taken a number for it. */
  const written = async (request: FastifyRequest, tx: Tx, row: OwnPlanRow, number: RegisterRow | null) => {
    const tree = app.ctx.tree()
    const plan = await findDocument(tx, row.planId)
    const unit = tree.byId.get(row.unitId)
    const province = tree.provinceOf(row.unitId)
    if (!plan || !unit || !province) throw new Refusal('not-found', { what: 'kế hoạch cấp trên' })
    const now = today(request)
    return ownPlanDocument({
      unit,
      province,
      plan: {
        kind: plan.kind,
        number: plan.number,
        date: plan.issuedOn,
        title: plan.title,
        issuer: plan.issuer.join(' '),
      },
      focal: { name: row.focalName ?? '', post: row.focalPost ?? '' },
      draft: (row.draft as OwnPlanDraft | null) ?? firstDraft({ title: plan.title }, row.unitId),
      number: number ? { sequence: number.seq, code: number.number.replace(/^\d+\//, '') } : null,
      date: number ? number.enteredOn : now.slice(0, 7),
      exercise: request.run.id !== 0,
      sample: plan.sample,
    })
  }

  app.get(
    '/api/own-plans/:id/draft.docx',
    { config: { policy: 'own-plans.write' }, schema: { params: IdParams } },
    async (request, reply) => {
      const { id } = request.params
      const target = await find(request, id)
      request.permit({ unitId: target.unitId })
      const doc = await request.read(async tx => {
        const row = await one(tx, id)
        return written(request, tx, row, await registerOfSource(tx, 'own-plan', id, row.unitId))
      })
      return reply
        .header('content-type', docxType)
        .header('content-disposition', documentFileName(`KH - ${doc.title}`, request.run.id !== 0))
        .send(Buffer.from(await writeDocument(doc)))
    },
  )

  app.post(
    '/api/own-plans/:id/file',
    {
      config: { policy: 'own-plans.write' },
      schema: { params: IdParams, body: OwnPlanFile, response: { 200: OwnPlanFiled } },
    },
    async request => {
      const { id } = request.params
      const target = await find(request, id)
      request.permit({ unitId: target.unitId })
      const { documentId, note: remark = '' } = request.body
      // written and read back outside the transaction: it takes a thread and a moment
      const before = await request.read(async tx => {
        const row = await one(tx, id)
        const ids = new Set(itemsFor(await itemsOf(tx, row.planId), row.unitId).map(x => x.item.id))
        const draft = row.draft as OwnPlanDraft | null
        mayFile(row.state, row.focalName ? { name: row.focalName, post: row.focalPost ?? '' } : null)
        if (documentId === undefined || draft)
          checkDraft(draft ?? firstDraft({ title: row.planTitle }, row.unitId), ids, documentId === undefined)
        const number = await registerOfSource(tx, 'own-plan', id, row.unitId)
        return { draft, doc: documentId === undefined ? await written(request, tx, row, number) : null }
      })
      const upload = before.doc
        ? await readGiven({
            bytes: Buffer.from(await writeDocument(before.doc)),
            filename: `${before.doc.title.slice(0, 100)}.docx`,
            title: before.doc.title,
          })
        : null
      return request.command(async (tx, note) => {
        await lockOwnPlan(tx, id)
        const row = await one(tx, id)
        mayFile(row.state, row.focalName ? { name: row.focalName, post: row.focalPost ?? '' } : null)
        let filed = documentId ?? 0
        if (upload) {
          const above = await findDocument(tx, row.planId)
          filed = (
            await storeDocument(tx, request.run.id, upload, {
              tree: app.ctx.tree(),
              ownerId: row.unitId,
              by: { userId: request.actor.userId, name: request.actor.displayName, at: request.now },
              today: today(request),
              sample: above?.sample ?? false,
            })
          ).id
        } else if ((await findDocument(tx, filed))?.ownerId !== row.unitId) throw new Refusal('own-plan.document')
        const entry = await registerOfSource(tx, 'own-plan', id, row.unitId)
        if (entry) {
          // the number stands for what was filed last, and the book says which plan it carries out
          if (!(await registerOfDocument(tx, filed, row.unitId, 'out'))) await setRegisterDocument(tx, entry.id, filed)
          if (row.planNumber)
            await addRegisterLinks(tx, request.run.id, entry.id, [
              { kind: 'carries-out', number: row.planNumber.slice(0, 60), toId: null },
            ])
        }
        // who asked and who consolidates can read what was filed
        await extendReach(tx, filed, row.reach)
        const version = row.version + 1
        await fileOwnPlan(tx, request.run.id, {
          ...by(request),
          ownPlanId: id,
          version,
          documentId: filed,
          covers: before.draft ? coveredBy(before.draft) : [],
          focalName: row.focalName ?? '',
          focalPost: row.focalPost ?? '',
          note: remark,
        })
        if (before.draft)
          await followOwnLines(tx, request.run.id, row, before.draft, {
            tree: app.ctx.tree(),
            by: { userId: request.actor.userId, name: request.actor.displayName, at: request.now },
            version,
          })
        await addOwnPlanEvents(tx, request.run.id, [{ ownPlanId: id, act: 'file', version, remark }], by(request))
        note({
          command: 'own-plan.file',
          subject: `own-plan/${id}`,
          unitId: row.unitId,
          detail: { version, document: filed, lines: before.draft?.lines.length ?? 0 },
        })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        return { documentId: filed, version }
      })
    },
  )

  for (const act of ['return', 'accept'] as const)
    app.post(
      `/api/own-plans/:id/${act}`,
      {
        config: { policy: 'own-plans.review' },
        schema: { params: IdParams, body: OwnPlanJudge, response: { 200: Done } },
      },
      async request => {
        const { id } = request.params
        request.permit(judges(await find(request, id)))
        const remark = request.body.remark?.trim() ?? ''
        await request.command(async (tx, note) => {
          await lockOwnPlan(tx, id)
          const row = await one(tx, id)
          await setOwnPlanState(tx, id, judgeOwnPlan(row.state, act, remark), request.now)
          await addOwnPlanEvents(
            tx,
            request.run.id,
            [{ ownPlanId: id, act, version: row.version, remark }],
            by(request),
          )
          note({
            command: `own-plan.${act}`,
            subject: `own-plan/${id}`,
            unitId: row.unitId,
            detail: { version: row.version },
          })
          await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        })
        return { ok: true as const }
      },
    )
}
