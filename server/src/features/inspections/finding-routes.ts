import { Done, FindingFileMade, FindingFileParams, FindingFollow, FindingMend, FindingParams } from '@tusom/contract'
import {
  checkFindingDue,
  evidenceLimits,
  evidenceName,
  evidenceTypes,
  type EvidenceType,
  type FindingAct,
  findingAfter,
  mendsFor,
  Refusal,
  sniffEvidence,
} from '@tusom/domain'
import {
  addFindingFile,
  addInspectionStep,
  changeFinding,
  findFindingFile,
  findInspection,
  findingFiles,
  type FindingRecord,
  lockFinding,
  type Tx,
} from '@tusom/store'
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { oneFile } from '../tasks/account-routes.ts'
import { presentUnit } from '../tasks/present-task.ts'

type Kit = {
  today: (request: FastifyRequest) => string
  target: (request: FastifyRequest, id: number) => Promise<void>
  by: (request: FastifyRequest) => { runId: number; at: Date; byId: number; byName: string; unitId: number }
}

/** A finding after the conclusion: mended by its unit with evidence, closed, sent back or given more time by who inspected. */
export function registerFindings(app: App, kit: Kit): void {
  const { today, target, by } = kit
  const both = async (tx: Tx, id: number, findingId: number) => {
    // read, not locked: who mends has no right to change the inspection itself
    const f = await lockFinding(tx, id, findingId)
    const i = await findInspection(tx, id)
    if (!f || !i) throw new Refusal('not-found', { what: 'nội dung phải khắc phục' })
    return { f, i }
  }
  const mender = (request: FastifyRequest, f: FindingRecord, deciderId: number) => {
    if (!mendsFor(request.actor, f.menderId, deciderId))
      throw new Refusal('inspection.not-mender', { unit: presentUnit(app.ctx.tree(), f.menderId).fullName })
  }
  const done = async (
    tx: Tx,
    request: FastifyRequest,
    id: number,
    f: FindingRecord,
    act: FindingAct,
    change: { state: FindingRecord['state']; dueOn?: string; text: string; mendedText?: string },
  ) => {
    const dueOn = change.dueOn ?? f.dueOn
    await changeFinding(
      tx,
      f.id,
      { state: change.state, dueOn, mendedText: change.mendedText ?? f.mendedText },
      request.now,
    )
    await addInspectionStep(tx, {
      ...by(request),
      inspectionId: id,
      findingId: f.id,
      act,
      text: change.text,
      dueOn: dueOn === f.dueOn ? null : dueOn,
    })
    await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
  }

  app.post(
    '/api/inspections/:id/findings/:findingId/mend',
    {
      config: { policy: 'inspections.mend' },
      schema: { params: FindingParams, body: FindingMend, response: { 200: Done } },
    },
    async request => {
      const { id, findingId } = request.params
      await target(request, id)
      const text = request.body.text.trim()
      await request.command(async (tx, note) => {
        const { f, i } = await both(tx, id, findingId)
        mender(request, f, i.unitId)
        const state = findingAfter('mend', i.state, f.state)
        await done(tx, request, id, f, 'mend', { state, text, mendedText: text })
        note({
          command: 'inspection.mend',
          subject: `inspection/${id}`,
          unitId: f.menderId,
          detail: { finding: f.id, late: today(request) > f.dueOn },
        })
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/inspections/:id/findings/:findingId/follow',
    {
      config: { policy: 'inspections.write' },
      schema: { params: FindingParams, body: FindingFollow, response: { 200: Done } },
    },
    async request => {
      const { id, findingId } = request.params
      await target(request, id)
      const b = request.body
      const act: FindingAct = b.act
      if (b.act === 'extend') checkFindingDue(b.dueOn, today(request))
      await request.command(async (tx, note) => {
        const { f, i } = await both(tx, id, findingId)
        const state = findingAfter(act, i.state, f.state)
        await done(tx, request, id, f, act, {
          state,
          text: b.text?.trim() ?? '',
          ...(b.act === 'extend' ? { dueOn: b.dueOn } : {}),
        })
        note({
          command: `inspection.${act}`,
          subject: `inspection/${id}`,
          unitId: i.unitId,
          detail: { finding: f.id, ...(b.act === 'extend' ? { dueOn: b.dueOn } : {}) },
        })
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/inspections/:id/findings/:findingId/files',
    {
      config: { policy: 'inspections.mend' },
      schema: { params: FindingParams, consumes: ['multipart/form-data'], response: { 200: FindingFileMade } },
    },
    async request => {
      const { id, findingId } = request.params
      await target(request, id)
      const { bytes, filename } = await oneFile(request)
      const kind = sniffEvidence(bytes)
      if (!kind) throw new Refusal('task.file-type')
      return request.command(async (tx, note) => {
        const { f, i } = await both(tx, id, findingId)
        mender(request, f, i.unitId)
        if (i.state !== 'concluded' || f.state === 'closed') throw new Refusal('inspection.state')
        const there = (await findingFiles(tx, [f.id])).length
        if (there >= evidenceLimits.files) throw new Refusal('task.files-many', { n: there })
        const name = evidenceName(filename, kind)
        const made = await addFindingFile(tx, {
          ...by(request),
          findingId: f.id,
          name,
          kind,
          sha256: createHash('sha256').update(bytes).digest(),
          content: bytes,
        })
        if (made)
          await addInspectionStep(tx, { ...by(request), inspectionId: id, findingId: f.id, act: 'file', text: name })
        note({
          command: 'inspection.file',
          subject: `inspection/${id}`,
          unitId: f.menderId,
          detail: { finding: f.id, kind, size: bytes.length, already: made === null },
        })
        await tx.query(`select app.tell('inspections', $1)`, [request.run.id])
        return { already: made === null }
      })
    },
  )

  app.get(
    '/api/inspections/:id/findings/:findingId/files/:fileId',
    { config: { policy: 'inspections.read-one' }, schema: { params: FindingFileParams } },
    async (request, reply) => {
      const { id, findingId, fileId } = request.params
      await target(request, id)
      const file = await request.read(tx => findFindingFile(tx, id, findingId, fileId))
      if (!file) throw new Refusal('not-found', { what: 'tệp' })
      // saved, never shown inside our own pages; nothing in it may run
      return reply
        .header('content-type', evidenceTypes[file.kind as EvidenceType])
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('cache-control', 'private, no-store')
        .send(file.content)
    },
  )
}
