import { IdParams, PlanGeneral, PlanItems, PlanItemsPatch, PlanMerge, PlanSplit } from '@tusom/contract'
import { changeItem, itemOfGeneral, mergeItems, Refusal, splitItem, type StoredItem } from '@tusom/domain'
import {
  addEdit,
  addItems,
  countEdits,
  dropEdit,
  dropItems,
  findDocument,
  itemsOf,
  lastEdit,
  lockDocument,
  type PlanItemRow,
  saveItems,
  someItems,
  type Tx,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { planWork } from './plan-work.ts'

/** What was found in a document, in the hands of a person: changed, split, merged, and every step undone again. */
export function registerPlanItems(app: App): void {
  const { target, presentItem } = planWork(app)

  /** One step on items of a document: locked, remembered for undoing, audited, told. Returns what is there afterwards. */
  const step = async (
    request: FastifyRequest,
    id: number,
    ids: readonly number[],
    kind: 'change' | 'split' | 'merge',
    work: (tx: Tx, items: PlanItemRow[]) => Promise<{ changed: PlanItemRow[]; made?: number[] }>,
  ) => {
    await target(request, id)
    return request.command(async (tx, note) => {
      const locked = await lockDocument(tx, id)
      if (!locked) throw new Refusal('rights.reach')
      const items = await someItems(tx, id, ids)
      if (items.length !== new Set(ids).size) throw new Refusal('not-found', { what: 'việc trong kế hoạch' })
      const { changed, made = [] } = await work(tx, items)
      await saveItems(tx, changed)
      await addEdit(tx, request.run.id, {
        documentId: id,
        at: request.now,
        userId: request.actor.userId,
        step: kind,
        before: items,
        made,
      })
      note({
        command: `plan.${kind}`,
        subject: `plan/${id}`,
        unitId: locked.ownerId,
        detail: { items: ids.slice(0, 50), count: ids.length, made: made.length },
      })
      await tx.query(`select app.tell('plans', $1)`, [request.run.id])
      const after = await someItems(tx, id, [...ids, ...made])
      return { items: after.map(presentItem), undoable: (await countEdits(tx, id)).n }
    })
  }
  const stamped = (request: FastifyRequest, item: StoredItem, was: PlanItemRow): PlanItemRow => ({
    ...was,
    ...item,
    stateByName: item.state === was.state ? was.stateByName : request.actor.displayName,
    stateAt: item.state === was.state ? was.stateAt : request.now,
    mergedInto: item.state === 'dropped' ? was.mergedInto : null,
  })
  const stored = (row: PlanItemRow): StoredItem => row as StoredItem

  app.patch(
    '/api/plans/:id/items',
    {
      config: { policy: 'plans.write' },
      schema: { params: IdParams, body: PlanItemsPatch, response: { 200: PlanItems } },
    },
    async request => {
      const { ids, set } = request.body
      for (const unitId of [...(set.unitIds ?? []), ...(set.cooperatingIds ?? [])])
        if (!app.ctx.tree().byId.has(unitId)) throw new Refusal('task.unknown-unit', { unit: unitId })
      const province = app.ctx.tree().provinceOf(request.actor.homeUnitId)?.id
      for (const unitId of set.cooperatingIds ?? [])
        if (app.ctx.tree().provinceOf(unitId)?.id !== province)
          throw new Refusal('task.other-province', { unit: app.ctx.tree().byId.get(unitId)?.fullName ?? unitId })
      return step(request, request.params.id, ids, 'change', async (_tx, items) => ({
        changed: items.map(row => stamped(request, changeItem(stored(row), set), row)),
      }))
    },
  )

  app.post(
    '/api/plans/:id/items/general',
    {
      config: { policy: 'plans.write' },
      schema: { params: IdParams, body: PlanGeneral, response: { 200: PlanItems } },
    },
    async request =>
      step(request, request.params.id, [], 'change', async tx => {
        const { id } = request.params
        const doc = await findDocument(tx, id)
        const year = doc?.issuedOn ? Number(doc.issuedOn.slice(0, 4)) : null
        const there = new Set((await itemsOf(tx, id)).map(i => i.sentence))
        const items = request.body.at.flatMap(at => {
          const general = doc?.generalTasks[at]
          if (!doc || !general) throw new Refusal('not-found', { what: 'nhiệm vụ chung' })
          return there.has(general.text) ? [] : itemOfGeneral(general, doc.text, year)
        })
        return { changed: [], made: await addItems(tx, request.run.id, id, items) }
      }),
  )

  app.post(
    '/api/plans/:id/items/:itemId/split',
    {
      config: { policy: 'plans.write' },
      schema: {
        params: Type.Object({ ...IdParams.properties, itemId: IdParams.properties.id }),
        body: PlanSplit,
        response: { 200: PlanItems },
      },
    },
    async request => {
      const { id, itemId } = request.params
      return step(request, id, [itemId], 'split', async (tx, items) => {
        const row = items[0] as PlanItemRow
        const doc = await findDocument(tx, id)
        const [first, second] = splitItem(
          stored(row),
          request.body.at,
          doc?.issuedOn ? Number(doc.issuedOn.slice(0, 4)) : null,
        )
        const made = await addItems(tx, request.run.id, id, [second])
        return { changed: [stamped(request, { ...first, state: 'found' }, row)], made }
      })
    },
  )

  app.post(
    '/api/plans/:id/items/merge',
    {
      config: { policy: 'plans.write' },
      schema: { params: IdParams, body: PlanMerge, response: { 200: PlanItems } },
    },
    async request =>
      step(request, request.params.id, request.body.ids, 'merge', async (_tx, items) => {
        const { kept, absorbed } = mergeItems(items.map(stored))
        return {
          changed: items.map(row =>
            absorbed.includes(row.id)
              ? { ...stamped(request, { ...stored(row), state: 'dropped' }, row), mergedInto: kept.id }
              : stamped(request, kept, row),
          ),
        }
      }),
  )

  app.post(
    '/api/plans/:id/undo',
    { config: { policy: 'plans.write' }, schema: { params: IdParams, response: { 200: PlanItems } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      return request.command(async (tx, note) => {
        const locked = await lockDocument(tx, id)
        if (!locked) throw new Refusal('rights.reach')
        const edit = await lastEdit(tx, id)
        if (!edit) throw new Refusal('plan.nothing-to-undo')
        const ids = edit.before.map(i => i.id)
        const now = await someItems(tx, id, [...ids, ...edit.made])
        if (now.some(i => i.state === 'assigned')) throw new Refusal('plan.nothing-to-undo')
        await saveItems(tx, edit.before)
        await dropItems(tx, edit.made)
        await dropEdit(tx, edit.id)
        note({
          command: 'plan.undo',
          subject: `plan/${id}`,
          unitId: locked.ownerId,
          detail: { step: edit.step, items: ids.slice(0, 50) },
        })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        return { items: (await someItems(tx, id, ids)).map(presentItem), undoable: (await countEdits(tx, id)).n }
      })
    },
  )
}
