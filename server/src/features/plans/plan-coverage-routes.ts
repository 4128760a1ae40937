import { OwnPlanAsk, OwnPlansAsked, IdParams, PlanCoverage, PlanObjectives } from '@tusom/contract'
import { coverageOf, mayGive, measurePeriod, Refusal, taskReach } from '@tusom/domain'
import {
  addOwnPlanEvents,
  askOwnPlans,
  extendReach,
  findDocument,
  itemsOf,
  objectiveFigures,
  objectiveTasks,
  ownPlansOf,
} from '@tusom/store'
import { formatDate } from '@tusom/vi-text'
import type { App } from '../../app.ts'
import { loadChain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { ownPlanWork } from './own-plan-work.ts'

const GAPS = 80

/** Asking units for plans of their own, and what those that came cover of the plan above. */
export function registerPlanCoverage(app: App): void {
  const { today, by, allows, present, planTarget } = ownPlanWork(app)

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
}
