import { writeDocument } from '@tusom/admin-docs'
import {
  CommendationIn,
  CommendationList,
  CommendationListQuery,
  CommendationMade,
  CommendationPut,
  CommendationReview,
  Done,
  IdParams,
} from '@tusom/contract'
import {
  awardLevels,
  checkDeleteAfter,
  type CommendationAct,
  commendationAfter,
  commendationBasis,
  commendationList,
  commendationPurpose,
  difficultyReach as joined,
  mayGive,
  Refusal,
  reviewerOf,
  reviewsFor,
  usualDeleteAfter,
} from '@tusom/domain'
import {
  addCommendationStep,
  changeCommendation,
  type CommendationRecord,
  commendationsOf,
  commendationSteps,
  commendationTarget,
  eraseCommendations,
  findIncident,
  findReport,
  findTask,
  insertCommendation,
  listCommendations,
  lockCommendation,
  setCommendation,
  type Tx,
  withdrawCommendation,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { noteRead } from '../households/names.ts'
import { docxType, documentFileName } from '../plans/docx-file.ts'
import { loadChain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { digestSources } from '../tasks/task-clock.ts'
import { digestCommendations } from './digest-commendations.ts'
import { presentCommendation, proposingOf } from './present.ts'

const missing = () => new Refusal('not-found', { what: 'đề nghị khen thưởng' })
/** Deleted on time: looked at so often, by the real clock. */
const eraseHours = 12

/** Commendations proposed, reviewed and decided. Names are sealed, reads of them are noted, and they are erased on their day. */
export function registerCommendations(app: App): void {
  digestSources.followUps.commendations = digestCommendations
  const sealer = new Sealer(app.ctx.dataKey)
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => commendationTarget(tx, request.run.id, id))
    if (!found) throw missing()
    request.permit(found)
  }
  const locked = async (tx: Tx, id: number): Promise<CommendationRecord> => {
    const c = await lockCommendation(tx, id)
    if (!c) throw missing()
    return c
  }
  const step = (tx: Tx, request: FastifyRequest, id: number, act: string, text = '') =>
    addCommendationStep(tx, {
      commendationId: id,
      act,
      at: request.now,
      byId: request.actor.userId,
      byName: request.actor.displayName,
      unitId: request.actor.homeUnitId,
      text,
    })
  const tell = (tx: Tx, request: FastifyRequest) => tx.query(`select app.tell('commendations', $1)`, [request.run.id])

  /** Checks whose it is and what it rests on; seals what names somebody. */
  const fieldsOf = async (tx: Tx, request: FastifyRequest, unitId: number, sealKey: string, b: CommendationPut) => {
    const tree = app.ctx.tree()
    const subject = tree.byId.get(b.subjectId)
    const chain = await loadChain(tx, tree)
    if (!subject || !mayGive(chain.giver(unitId), b.subjectId))
      throw new Refusal('commendation.unit', { unit: subject?.fullName ?? b.subjectId })
    const [name, position] = [b.name?.trim() ?? '', b.position?.trim() ?? '']
    if (b.kind === 'person' && (name.length < 2 || position.length < 2)) throw new Refusal('commendation.name')
    const deleteAfter = b.deleteAfter ?? usualDeleteAfter(today(request))
    checkDeleteAfter(deleteAfter, today(request))
    if (b.link && !(await linked(tx, request, b.link))) throw new Refusal('commendation.link')
    const person = b.kind === 'person'
    return {
      kind: b.kind as CommendationRecord['kind'],
      subjectId: b.subjectId,
      groupName: person ? '' : (b.groupName?.trim() ?? ''),
      nameSealed: person ? sealer.seal(name, `commendations.name/${sealKey}`) : null,
      positionSealed: person ? sealer.seal(position, `commendations.position/${sealKey}`) : null,
      merit: b.merit.trim(),
      award: b.award,
      linkKind: (b.link?.kind ?? null) as CommendationRecord['linkKind'],
      linkId: b.link?.id ?? null,
      deleteAfter,
    }
  }
  const linked = (tx: Tx, request: FastifyRequest, link: { kind: string; id: number }) =>
    link.kind === 'task'
      ? findTask(tx, link.id, request.now)
      : link.kind === 'report'
        ? findReport(tx, link.id)
        : findIncident(tx, link.id)

  app.get(
    '/api/commendations',
    { config: { policy: 'commendations.read' }, schema: { response: { 200: CommendationList } } },
    request =>
      request.read(async tx => {
        const tree = app.ctx.tree()
        const chain = await loadChain(tx, tree)
        const rows = await listCommendations(tx)
        const steps = Map.groupBy(
          await commendationSteps(
            tx,
            rows.map(r => r.id),
          ),
          s => s.commendationId,
        )
        // whose people were named, a line each in the book of reads
        for (const [unitId, named] of Map.groupBy(
          rows.filter(r => r.nameSealed),
          r => r.unitId,
        ))
          await noteRead(tx, request, unitId, 'commendations', named.length, commendationPurpose)
        const out = []
        for (const c of rows) out.push(await presentCommendation(tx, request, tree, sealer, c, steps.get(c.id) ?? []))
        return {
          today: today(request),
          deleteAfter: usualDeleteAfter(today(request)),
          proposing: request.run.id === 0 ? proposingOf(request, tree, chain) : [],
          awards: awardLevels.map(a => ({ ...a })),
          rows: out,
        }
      }),
  )

  app.post(
    '/api/commendations',
    {
      config: { policy: 'commendations.propose', actualOnly: true },
      schema: { body: CommendationIn, response: { 200: CommendationMade } },
    },
    async request => {
      const { unitId, ...fields } = request.body
      const tree = app.ctx.tree()
      const unit = tree.byId.get(unitId)
      if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      const sealKey = randomUUID()
      return request.command(async (tx, note) => {
        const chain = await loadChain(tx, tree)
        const toId = reviewerOf(unit, chain.consolidating(unitId)) ?? unitId
        const made = await insertCommendation(tx, {
          ...(await fieldsOf(tx, request, unitId, sealKey, fields)),
          unitId,
          toId,
          reach: joined([], unitId, toId),
          provinceId: tree.provinceOf(unitId)?.id ?? unitId,
          sealKey,
          purpose: commendationPurpose,
          legalBasis: commendationBasis,
          at: request.now,
          byId: request.actor.userId,
          byName: request.actor.displayName,
        })
        await step(tx, request, made.id, 'propose')
        // no name in the audit
        note({
          command: 'commendation.propose',
          subject: `commendation/${made.id}`,
          unitId,
          detail: { kind: fields.kind, award: fields.award, to: toId },
        })
        await tell(tx, request)
        return { id: made.id }
      })
    },
  )

  app.put(
    '/api/commendations/:id',
    {
      config: { policy: 'commendations.propose', actualOnly: true },
      schema: { params: IdParams, body: CommendationPut, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      await request.command(async (tx, note) => {
        const c = await locked(tx, id)
        commendationAfter('change', c.state)
        if (c.erasedAt) throw new Refusal('commendation.state')
        await changeCommendation(tx, id, await fieldsOf(tx, request, c.unitId, c.sealKey, request.body), request.now)
        await step(tx, request, id, 'change')
        note({ command: 'commendation.change', subject: `commendation/${id}`, unitId: c.unitId })
        await tell(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/commendations/:id/withdraw',
    {
      config: { policy: 'commendations.propose', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      await request.command(async (tx, note) => {
        const c = await locked(tx, id)
        commendationAfter('withdraw', c.state)
        await withdrawCommendation(tx, id, request.now)
        await step(tx, request, id, 'withdraw')
        note({ command: 'commendation.withdraw', subject: `commendation/${id}`, unitId: c.unitId })
        await tell(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/commendations/:id/review',
    {
      config: { policy: 'commendations.review', actualOnly: true },
      schema: { params: IdParams, body: CommendationReview, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      await target(request, id)
      const b = request.body
      const decision = b.act === 'award' ? { number: b.number.trim(), date: b.date } : null
      if (decision && (Number.isNaN(Date.parse(decision.date)) || decision.date > today(request)))
        throw new Refusal('commendation.decision-date')
      const text = b.text?.trim() ?? ''
      await request.command(async (tx, note) => {
        const c = await locked(tx, id)
        if (!reviewsFor(request.actor, c.toId))
          throw new Refusal('commendation.not-reviewer', { unit: presentUnit(app.ctx.tree(), c.toId).fullName })
        if (c.proposedBy === request.actor.userId) throw new Refusal('commendation.same-person')
        const act = b.act as CommendationAct
        const state = commendationAfter(act, c.state)
        await setCommendation(tx, id, { state, text, decision, byName: request.actor.displayName }, request.now)
        await step(tx, request, id, act, [decision?.number, text].filter(Boolean).join(' · '))
        note({
          command: `commendation.${act}`,
          subject: `commendation/${id}`,
          unitId: c.toId,
          detail: decision ? { ...decision } : {},
        })
        await tell(tx, request)
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/commendations/list.docx',
    {
      config: { policy: 'commendations.document', actualOnly: true },
      schema: { querystring: CommendationListQuery },
    },
    async (request, reply) => {
      const ids = [...new Set(request.query.ids.split(',').map(Number))]
      const tree = app.ctx.tree()
      const doc = await request.read(async tx => {
        const rows = await commendationsOf(tx, ids)
        if (rows.length !== ids.length || rows.length === 0) throw missing()
        if (rows.some(r => r.erasedAt)) throw new Refusal('commendation.erased')
        for (const [unitId, named] of Map.groupBy(
          rows.filter(r => r.nameSealed),
          r => r.unitId,
        ))
          await noteRead(tx, request, unitId, 'commendations/list', named.length, commendationPurpose)
        const unit = tree.byId.get(request.actor.homeUnitId)
        const province = tree.provinceOf(request.actor.homeUnitId)
        if (!unit || !province) throw missing()
        // the own proposals go to who reviews them, what one reviews goes on to the province
        const own = rows.every(r => r.unitId === unit.id)
        const reviewer = tree.byId.get(rows[0]?.toId ?? 0)
        const to =
          own && reviewer && reviewer.kind !== 'province'
            ? reviewer.fullName
            : `Ủy ban nhân dân ${province.fullName.charAt(0).toLocaleLowerCase('vi')}${province.fullName.slice(1)}`
        return commendationList({
          unit,
          province,
          to: [to],
          lines: rows.map(c => ({
            kind: c.kind,
            name:
              sealer.openMaybe(c.nameSealed, `commendations.name/${c.sealKey}`) ||
              c.groupName ||
              presentUnit(tree, c.subjectId).fullName,
            position: sealer.openMaybe(c.positionSealed, `commendations.position/${c.sealKey}`) ?? '',
            unit: presentUnit(tree, c.subjectId).fullName,
            merit: c.merit,
            award: c.award,
          })),
          date: today(request).slice(0, 7),
          sample: rows.some(r => r.sample),
        })
      })
      return reply
        .header('content-type', docxType)
        .header('content-disposition', documentFileName('CV - đề nghị khen thưởng', false))
        .header('cache-control', 'private, no-store')
        .send(Buffer.from(await writeDocument(doc)))
    },
  )

  const erase = () => {
    const now = app.ctx.clock()
    return app.ctx.db
      .asSystem(tx => eraseCommendations(tx, localParts(now.getTime()).date, now))
      .then(
        done => done.length && app.ctx.log('info', 'names of commendations erased on their day', { rows: done.length }),
        (e: Error) => app.ctx.log('error', 'erasing names of commendations failed', { error: e.message }),
      )
  }
  let timer: NodeJS.Timeout | undefined
  let first: Promise<unknown> = Promise.resolve()
  app.addHook('onReady', async () => {
    first = erase()
    timer = setInterval(() => void erase(), eraseHours * 3_600_000)
    timer.unref()
  })
  app.addHook('preClose', async () => {
    clearInterval(timer)
    await first
  })
}
