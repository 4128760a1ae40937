import {
  Done,
  IdParams,
  PlanAssigned,
  PlanDetail,
  PlanHeadPatch,
  PlanList,
  PlanMade,
  planLimits,
} from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import {
  countEdits,
  findDocument,
  itemsOf,
  listDocuments,
  lockDocument,
  type PlanItemRow,
  saveDocumentHead,
  tasksOfDocument,
} from '@tusom/store'
import { fold, isIsoDate, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { assignPlan } from './assign-plan.ts'
import { registerPlanItems } from './item-routes.ts'
import { registerOwnPlans } from './own-plan-routes.ts'
import { planWork } from './plan-work.ts'
import { registerProgressReports } from './progress-routes.ts'
import { readUpload } from './read-upload.ts'
import { storeDocument } from './store-document.ts'

export function registerPlans(app: App): void {
  registerOwnPlans(app)
  registerProgressReports(app)
  registerPlanItems(app)
  const { presentPlan, presentItem, target } = planWork(app)
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
        warnings: doc.warnings.filter(w => !mended(w, doc)),
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

/** A warning about the head of a document is answered once a person has written what was missing. */
const mended = (warning: string, d: { number: string | null; issuedOn: string | null; issuer: string[] }): boolean =>
  (d.number !== null && /^(?:Không thấy số, ký hiệu|Số văn bản để trống)/.test(warning)) ||
  (d.issuedOn !== null && /^(?:Không thấy ngày ban hành|Ngày ban hành để trống)/.test(warning)) ||
  (d.issuer.length > 0 && warning.startsWith('Không thấy tên cơ quan ban hành'))
