import { Id, IdParams, SitrepDraft, SitrepRowOut, SitrepSendIn, SitrepTextIn, SitrepTextSaved } from '@tusom/contract'
import { writeDocument } from '@tusom/admin-docs'
import {
  composeSitrep,
  policies,
  type Policy,
  refuse,
  Refusal,
  sitrepArticle,
  type SitrepContent,
  sitrepDocument,
  sitrepFileName,
  sitrepHour,
  stepDueOf,
} from '@tusom/domain'
import {
  addEntry,
  findSitrep,
  incidentSitreps,
  incidentTarget,
  insertSitrep,
  isSampleUser,
  nextSitrepNumber,
  putIncidentText,
  sitrepByKey,
  type SitrepRow,
  type Tx,
} from '@tusom/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { named } from '../../core/places.ts'
import type { Ingest } from '../observations/ingest.ts'
import { type OutNumber, outNumber } from '../documents/out-number.ts'
import { gatherSitrep, sitrepCommunes } from './gather-sitrep.ts'
import { seenIncident } from './load-incident.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Situation reports (báo cáo nhanh). The draft is computed at each look; what a person types is saved as typed; what was
 * sent is kept with its file, byte for byte.
 */
export function registerSitreps(app: App, ingest: Ingest): void {
  const rule = policies['sitreps.read'] as Policy
  const unitQuery = Type.Object({ unitId: Id })

  /** The policy is asked for the unit that reports; the unit must have a part in the incident. */
  async function permitUnit(request: FastifyRequest, id: number, unitId: number) {
    const target = await app.ctx.db.asSystem(tx => incidentTarget(tx, request.run.id, id))
    if (!target) throw new Refusal('not-found', { what: 'sự cố' })
    request.permit({ unitId })
    sitrepCommunes(app.ctx.tree(), target, unitId)
  }

  async function compose(tx: Tx, request: FastifyRequest, id: number, unitId: number, number: number | null) {
    const incident = await seenIncident(tx, id)
    const facts = await gatherSitrep(tx, {
      tree: app.ctx.tree(),
      series: (await ingest.catalogue()).rows,
      incident,
      unitId,
      now: request.now,
      exercise: request.run.id > 0,
      sample: await isSampleUser(tx, request.actor.userId),
      number,
    })
    return composeSitrep(facts)
  }

  function wordOf(content: SitrepContent, number: OutNumber | null = null): Promise<Uint8Array> {
    const tree = app.ctx.tree()
    const unit = tree.byId.get(content.unit.id)
    return writeDocument(
      sitrepDocument(
        content,
        {
          kind: unit?.kind ?? 'province',
          fullName: unit?.fullName ?? content.unit.name,
          name: unit?.name ?? content.unit.name,
          provinceName: tree.provinceOf(content.unit.id)?.fullName ?? '',
          signer: null,
        },
        number,
      ),
    )
  }

  const attach = (reply: FastifyReply, fileName: string) =>
    reply.header('content-type', docx).header('content-disposition', `attachment; filename="${fileName}"`)

  const present = (s: SitrepRow) => ({
    id: s.id,
    unit: named(app.ctx.tree(), s.unitId),
    number: s.number,
    asOf: s.asOf.toISOString(),
    sentAt: s.sentAt.toISOString(),
    by: s.byName,
    fileName: s.fileName,
    sha256: s.sha256,
  })

  app.get(
    '/api/incidents/:id/sitrep',
    {
      config: { policy: 'sitreps.read' },
      schema: { params: IdParams, querystring: unitQuery, response: { 200: SitrepDraft } },
    },
    async request => {
      const { id } = request.params
      const { unitId } = request.query
      await permitUnit(request, id, unitId)
      const { content, sent } = await request.read(async tx => ({
        content: await compose(tx, request, id, unitId, null),
        sent: await incidentSitreps(tx, id),
      }))
      const kind = app.ctx.tree().byId.get(unitId)?.kind ?? 'province'
      const due = stepDueOf({ kind: 'daily-before', time: sitrepHour(kind) }, request.now.getTime())
      return {
        content,
        sent: sent.filter(s => refuse(request.actor, rule, { unitId: s.unitId }) === null).map(present),
        dueAt: new Date(due.at).toISOString(),
        dueArticle: sitrepArticle,
      }
    },
  )

  app.get(
    '/api/incidents/:id/sitrep.docx',
    {
      config: { policy: 'sitreps.read' },
      schema: { params: IdParams, querystring: Type.Object({ unitId: Id, run: Type.Optional(Type.String()) }) },
    },
    async (request, reply) => {
      const { id } = request.params
      const { unitId } = request.query
      await permitUnit(request, id, unitId)
      const content = await request.read(tx => compose(tx, request, id, unitId, null))
      return attach(reply, sitrepFileName(content)).send(Buffer.from(await wordOf(content)))
    },
  )

  app.put(
    '/api/incidents/:id/sitrep/texts',
    {
      config: { policy: 'sitreps.write' },
      schema: { params: IdParams, body: SitrepTextIn, response: { 200: SitrepTextSaved } },
    },
    async request => {
      const { id } = request.params
      const { unitId, part, text } = request.body
      await permitUnit(request, id, unitId)
      await request.command(async (tx, note) => {
        await seenIncident(tx, id)
        await putIncidentText(tx, request.run.id, id, unitId, part, text, {
          name: request.actor.displayName,
          at: request.now,
        })
        note({
          command: 'sitrep.write',
          subject: `incident/${id}`,
          unitId,
          detail: { part, length: text.length },
        })
        await tx.query(`select app.tell('incidents', $1)`, [request.run.id])
      })
      return { at: request.now.toISOString() }
    },
  )

  app.post(
    '/api/incidents/:id/sitreps',
    {
      config: { policy: 'sitreps.write' },
      schema: { params: IdParams, body: SitrepSendIn, response: { 200: SitrepRowOut } },
    },
    async request => {
      const { id } = request.params
      const { unitId, key } = request.body
      await permitUnit(request, id, unitId)
      return request.command(async (tx, note) => {
        const number = await nextSitrepNumber(tx, id, unitId)
        const had = await sitrepByKey(tx, id, key)
        if (had) {
          note({ command: 'sitrep.send', subject: `sitrep/${had.id}`, unitId, detail: { added: false } })
          return present(had)
        }
        const content = await compose(tx, request, id, unitId, number)
        const file = Buffer.from(await wordOf(content))
        const sha256 = createHash('sha256').update(file).digest()
        const row = { unitId, number, asOf: request.now, content, file, fileName: sitrepFileName(content), sha256, key }
        const by = { userId: request.actor.userId, name: request.actor.displayName, at: request.now }
        const made = await insertSitrep(tx, request.run.id, id, row, by)
        const incident = await seenIncident(tx, id)
        if (incident.state === 'open')
          await addEntry(
            tx,
            request.run.id,
            id,
            {
              at: request.now,
              recordedAt: request.now,
              kind: 'report',
              text: `Gửi báo cáo nhanh lần ${number} của ${named(app.ctx.tree(), unitId).name}.`,
              source: '',
              communeId: incident.communeIds.includes(unitId) ? unitId : null,
              correctsId: null,
              link: { kind: 'sitrep', id: made },
              key: `sitrep-${made}`,
            },
            { userId: by.userId, name: by.name, unitId },
          )
        note({
          command: 'sitrep.send',
          subject: `sitrep/${made}`,
          unitId,
          detail: { incident: id, number, sha256: sha256.toString('hex') },
        })
        await tx.query(`select app.tell('incidents', $1)`, [request.run.id])
        const sent = await sitrepByKey(tx, id, key)
        return present(sent as SitrepRow)
      })
    },
  )

  app.get(
    '/api/incidents/:id/sitreps/:sitrepId/file',
    {
      config: { policy: 'sitreps.read' },
      schema: {
        params: Type.Object({ ...IdParams.properties, sitrepId: Id }),
        querystring: Type.Object({
          run: Type.Optional(Type.String()),
          numbered: Type.Optional(
            Type.Boolean({ description: 'the same words under the number that the register gave after it was sent' }),
          ),
        }),
      },
    },
    async (request, reply) => {
      const { id, sitrepId } = request.params
      const found = await request.read(tx => findSitrep(tx, id, sitrepId))
      if (!found) throw new Refusal('not-found', { what: 'báo cáo' })
      request.permit({ unitId: found.unitId })
      const number =
        request.query.numbered === true
          ? await outNumber(app, request.run.id, { kind: 'sitrep', id: sitrepId }, found.unitId)
          : null
      // what was sent stays byte for byte what it was; the paper that the clerk numbers is written beside it
      const file = number ? Buffer.from(await wordOf(found.content as SitrepContent, number)) : found.file
      return attach(reply, found.fileName).send(file)
    },
  )
}
