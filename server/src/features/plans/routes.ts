import {
  Done,
  IdParams,
  PlanAssigned,
  PlanDetail,
  PlanHeadPatch,
  type PlanItemOut,
  PlanItems,
  PlanItemsPatch,
  PlanList,
  PlanMade,
  PlanMerge,
  type PlanRow,
  PlanSplit,
  planLimits,
} from '@tusom/contract'
import { changeItem, mergeItems, policies, refuse, Refusal, splitItem, type StoredItem } from '@tusom/domain'
import {
  addEdit,
  addItems,
  countEdits,
  type DocumentCounts,
  type DocumentRow,
  documentTarget,
  dropEdit,
  dropItems,
  findDocument,
  itemsOf,
  lastEdit,
  listDocuments,
  lockDocument,
  type PlanItemRow,
  saveDocumentHead,
  saveItems,
  someItems,
  tasksOfDocument,
  type Tx,
} from '@tusom/store'
import { fold, isIsoDate, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { registerOwnPlans } from './own-plan-routes.ts'
import { registerProgressReports } from './progress-routes.ts'
import { assignPlan } from './assign-plan.ts'
import { readUpload } from './read-upload.ts'
import { storeDocument } from './store-document.ts'

export function registerPlans(app: App): void {
  registerOwnPlans(app)
  registerProgressReports(app)
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
  const by = (request: FastifyRequest) => ({
    userId: request.actor.userId,
    name: request.actor.displayName,
    at: request.now,
  })

  app.get(
    '/api/plans',
    {
      config: { policy: 'plans.read' },
      schema: {
        querystring: Type.Object({
          text: Type.Optional(Type.String({ maxLength: 100 })),
          limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
        }),
        response: { 200: PlanList },
      },
    },
    async request => {
      const search = fold(request.query.text ?? '').replace(/[%_\\]/g, '\\$&')
      const rows = await request.read(tx => listDocuments(tx, search, request.query.limit))
      return { plans: rows.map(r => presentPlan(request, r, r)) }
    },
  )

  app.post(
    '/api/plans',
    {
      config: { policy: 'plans.write' },
      // a pasted text of the allowed length, three bytes a letter
      bodyLimit: planLimits.characters * 3,
      schema: { consumes: ['application/json', 'multipart/form-data'], response: { 200: PlanMade } },
    },
    async request => {
      const ownerId = request.actor.homeUnitId
      request.permit({ unitId: ownerId })
      const upload = await readUpload(request)
      return request.command(async (tx, note) => {
        const made = await storeDocument(tx, request.run.id, upload, {
          tree: app.ctx.tree(),
          ownerId,
          by: by(request),
          today: localParts(request.now.getTime()).date,
        })
        note({
          command: 'plan.upload',
          subject: `plan/${made.id}`,
          detail: { number: upload.doc.number, items: made.items, already: made.already },
        })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
        return made
      })
    },
  )

  app.get(
    '/api/plans/:id',
    { config: { policy: 'plans.read-one' }, schema: { params: IdParams, response: { 200: PlanDetail } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { doc, items, edits, tasks } = await request.read(async tx => ({
        doc: await findDocument(tx, id),
        items: await itemsOf(tx, id),
        edits: (await countEdits(tx, id)).n,
        tasks: await tasksOfDocument(tx, id),
      }))
      if (!doc) throw new Refusal('not-found', { what: 'kế hoạch' })
      const of = (state: PlanItemRow['state']) => items.filter(i => i.state === state)
      const leads = [...new Set(items.flatMap(i => i.unitIds))]
      return {
        plan: presentPlan(request, doc, {
          found: of('found').length,
          confirmed: of('confirmed').length,
          dropped: of('dropped').length,
          assigned: of('assigned').length,
          doubtful: of('found').filter(i => i.doubts.length).length,
          units: new Set(items.filter(i => i.kind === 'task' && i.state !== 'dropped').map(i => i.unitText)).size,
        }),
        text: doc.text,
        warnings: doc.warnings,
        readMs: doc.readMs,
        generalTasks: doc.generalTasks,
        // a commune is led to its own part, because the whole is not its to see
        items: items.map(i => ({ ...presentItem(i), taskId: tasks.find(x => x.itemId === i.id)?.taskId ?? null })),
        units: leads.map(u => presentUnit(app.ctx.tree(), u)),
        undoable: edits,
      }
    },
  )

  app.patch(
    '/api/plans/:id',
    {
      config: { policy: 'plans.write' },
      schema: { params: IdParams, body: PlanHeadPatch, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const { kind, number, date, issuer, title } = request.body
      if (date && !isIsoDate(date)) throw new Refusal('own-plan.bad-day', { day: date })
      await request.command(async (tx, note) => {
        const locked = await lockDocument(tx, id)
        const was = locked && (await findDocument(tx, id))
        if (!was) throw new Refusal('rights.reach')
        const head = {
          kind: kind === undefined ? was.kind : kind,
          number: number === undefined ? was.number : (number?.normalize('NFC').trim() ?? null),
          issuedOn: date === undefined ? was.issuedOn : date,
          issuer: issuer === undefined ? was.issuer : [issuer.normalize('NFC').trim()].filter(Boolean),
          title: title === undefined ? was.title : title.normalize('NFC').trim(),
        }
        await saveDocumentHead(tx, id, head)
        const before = { kind: was.kind, number: was.number, issuedOn: was.issuedOn, title: was.title.slice(0, 200) }
        note({ command: 'plan.head', subject: `plan/${id}`, unitId: was.ownerId, detail: { before } })
        await tx.query(`select app.tell('plans', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

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

  app.post(
    '/api/plans/:id/assign',
    { config: { policy: 'plans.write' }, schema: { params: IdParams, response: { 200: PlanAssigned } } },
    async request => {
      const { id } = request.params
      await target(request, id)
      return request.command(async (tx, note) => {
        const done = await assignPlan(tx, request.run.id, id, { tree: app.ctx.tree(), by: by(request) })
        note({
          command: 'plan.assign',
          subject: `plan/${id}`,
          unitId: done.ownerId,
          detail: { items: done.items, tasks: done.tasks },
        })
        for (const topic of ['tasks', 'plans']) await tx.query('select app.tell($1, $2)', [topic, request.run.id])
        return { items: done.items, tasks: done.tasks }
      })
    },
  )
}
