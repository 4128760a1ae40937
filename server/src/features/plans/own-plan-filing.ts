import { writeDocument } from '@tusom/admin-docs'
import { Done, IdParams, OwnPlanFile, OwnPlanFiled, OwnPlanJudge } from '@tusom/contract'
import {
  checkDraft,
  coveredBy,
  judgeOwnPlan,
  mayFile,
  type OwnPlanDraft,
  ownPlanDocument,
  Refusal,
} from '@tusom/domain'
import {
  addOwnPlanEvents,
  addRegisterLinks,
  extendReach,
  fileOwnPlan,
  findDocument,
  itemsOf,
  lockOwnPlan,
  type OwnPlanRow,
  registerOfDocument,
  registerOfSource,
  type RegisterRow,
  setOwnPlanState,
  setRegisterDocument,
  type Tx,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { documentFileName, docxType } from './docx-file.ts'
import { followOwnLines } from './own-line-tasks.ts'
import { firstDraft, itemsFor, ownPlanWork } from './own-plan-work.ts'
import { readGiven } from './read-upload.ts'
import { storeDocument } from './store-document.ts'

/** An own plan leaves the unit: written as a document, filed under its number, returned or accepted. */
export function registerOwnPlanFiling(app: App): void {
  const { today, by, judges, find, one } = ownPlanWork(app)

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
      draft: (row.draft as OwnPlanDraft | null) ?? firstDraft(app, { title: plan.title }, row.unitId),
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
          checkDraft(draft ?? firstDraft(app, { title: row.planTitle }, row.unitId), ids, documentId === undefined)
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
