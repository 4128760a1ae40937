import { Done, IdParams, OwnPlanDetail, OwnPlanDraftIn, OwnPlanList } from '@tusom/contract'
import { checkDraft, type OwnPlanDraft } from '@tusom/domain'
import {
  findDocument,
  itemsOf,
  listOwnPlans,
  lockOwnPlan,
  openOwnPlans,
  ownPlanEvents,
  ownPlanVersions,
  registerOfSource,
  saveOwnPlanDraft,
} from '@tusom/store'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { digestSources } from '../tasks/task-clock.ts'
import { registerOwnPlanFiling } from './own-plan-filing.ts'
import { firstDraft, itemsFor, ownPlanWork } from './own-plan-work.ts'
import { registerPlanCoverage } from './plan-coverage-routes.ts'

const LISTED = 300

/** Plans of departments and communes for a plan of the province: asked for, written, filed, reviewed; and what they cover. */
export function registerOwnPlans(app: App): void {
  registerPlanCoverage(app)
  registerOwnPlanFiling(app)
  const { present, allows, find, one } = ownPlanWork(app)
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

  app.get(
    '/api/own-plans',
    { config: { policy: 'own-plans.read' }, schema: { response: { 200: OwnPlanList } } },
    async request => ({
      plans: (await request.read(tx => listOwnPlans(tx, LISTED))).map(p => present(request, p)),
    }),
  )

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
        (own ? (row.draft as OwnPlanDraft | null) : null) ?? firstDraft(app, { title: row.planTitle }, row.unitId)
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
}
