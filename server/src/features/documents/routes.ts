import {
  Done,
  IdParams,
  RegisterDetail,
  type RegisterEntryOut,
  RegisterIn,
  RegisterLinkIn,
  RegisterList,
  RegisterMade,
  RegisterOfSource,
  RegisterQuery,
  RegisterSourceQuery,
  RegisterVoid,
} from '@tusom/contract'
import { bodySign, policies, refuse, Refusal } from '@tusom/domain'
import {
  addRegisterLinks,
  countRegister,
  dropRegisterLink,
  entriesOfNumber,
  findDocument,
  findRegister,
  linksFrom,
  linksTo,
  listRegister,
  registerBooks,
  type RegisterFilter,
  type RegisterLinkRow,
  registerOfSource,
  type RegisterRow,
  registerTarget,
  registerYears,
  unregisteredDocuments,
  voidRegister,
  unitOfSource,
} from '@tusom/store'
import { fold, localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { presentUnit } from '../tasks/present-task.ts'
import { takeNumber } from './take-number.ts'

/** The register of documents: books of a unit, coming and going, with what each document rests on. */
export function registerDocuments(app: App): void {
  const present = (e: RegisterRow): RegisterEntryOut => ({
    id: e.id,
    unit: presentUnit(app.ctx.tree(), e.unitId),
    direction: e.direction,
    book: e.book,
    year: e.year,
    seq: e.seq,
    enteredOn: e.enteredOn,
    number: e.number,
    kind: e.kind,
    issuedOn: e.issuedOn,
    issuer: e.issuer,
    title: e.title,
    recipients: e.recipients,
    urgency: e.urgency,
    documentId: e.documentId,
    source: e.source,
    state: e.state,
    stateReason: e.stateReason,
    at: e.at.toISOString(),
    by: e.byName,
  })
  const mayWrite = (request: FastifyRequest, unitId: number) =>
    !request.run.endedAt &&
    refuse(request.actor, policies['register.write'] as (typeof policies)[string], { unitId }) === null
  const target = async (request: FastifyRequest, id: number) => {
    const found = await app.ctx.db.asSystem(tx => registerTarget(tx, request.run.id, id))
    if (!found) throw new Refusal('not-found', { what: 'văn bản trong sổ' })
    request.permit({ unitId: found.unitId })
    return found
  }
  const today = (request: FastifyRequest) => localParts(request.now.getTime()).date

  app.get(
    '/api/register',
    {
      config: { policy: 'register.read' },
      schema: { querystring: RegisterQuery, response: { 200: RegisterList } },
    },
    async request => {
      const q = request.query
      const unitId = q.unitId ?? request.actor.homeUnitId
      const filter: RegisterFilter = {
        unitId,
        direction: (q.direction as 'in' | 'out' | undefined) ?? null,
        year: q.year ?? null,
        kind: q.kind ?? null,
        book: q.book ?? null,
        search: fold(q.text ?? '').replace(/[%_\\]/g, '\\$&'),
        limit: q.limit,
        offset: q.offset,
      }
      const day = today(request)
      const found = await request.read(async tx => ({
        entries: await listRegister(tx, filter),
        total: (await countRegister(tx, filter)).n,
        books: await registerBooks(tx, unitId, Number(day.slice(0, 4))),
        years: await registerYears(tx, unitId),
        loose: await unregisteredDocuments(tx, unitId, 20),
      }))
      const unit = app.ctx.tree().byId.get(unitId)
      return {
        unit: presentUnit(app.ctx.tree(), unitId),
        today: day,
        mayWrite: mayWrite(request, unitId),
        sign: unit ? bodySign(unit) : '',
        total: found.total,
        years: found.years.map(y => y.year),
        books: found.books.map(b => ({ direction: b.direction, book: b.book, next: b.last + 1, lastDate: b.lastDate })),
        entries: found.entries.map(present),
        loose: found.loose.map(d => ({
          id: d.id,
          number: d.number,
          title: d.title,
          issuer: d.issuer.join(' '),
          issuedOn: d.issuedOn,
          uploadedAt: d.uploadedAt.toISOString(),
        })),
      }
    },
  )

  app.get(
    '/api/register/of',
    {
      config: { policy: 'register.read' },
      schema: { querystring: RegisterSourceQuery, response: { 200: RegisterOfSource } },
    },
    async request => {
      const { kind, id } = request.query
      const entry = await request.read(tx => registerOfSource(tx, kind, id, request.actor.homeUnitId))
      return { entry: entry && present(entry) }
    },
  )

  app.post(
    '/api/register',
    { config: { policy: 'register.write' }, schema: { body: RegisterIn, response: { 200: RegisterMade } } },
    async request => {
      const b = request.body
      const unitId = b.unitId ?? request.actor.homeUnitId
      request.permit({ unitId })
      const { run, now, actor } = request
      return request.command(async (tx, note) => {
        const document = b.documentId ? await findDocument(tx, b.documentId) : null
        if (b.documentId && document?.ownerId !== unitId) throw new Refusal('not-found', { what: 'văn bản' })
        const direction = b.direction as 'in' | 'out'
        const source = (b.source as { kind: string; id: number } | null | undefined) ?? null
        // a number goes on the unit's own paper only; what came in names something that the unit can read
        const of = source && (await unitOfSource(tx, source.kind, source.id))
        if (source && (of === null || (direction === 'out' && of !== unitId)))
          throw new Refusal('not-found', { what: 'nội dung cần lấy số' })
        const made = await takeNumber(
          tx,
          run.id,
          {
            unitId,
            direction,
            book: (b.book ?? '').normalize('NFC').trim(),
            on: b.on ?? today(request),
            code: b.code,
            number: b.number ?? document?.number ?? undefined,
            kind: b.kind ?? document?.kind ?? null,
            issuedOn: b.issuedOn ?? document?.issuedOn ?? null,
            issuer:
              b.issuer?.trim() ||
              (direction === 'out'
                ? presentUnit(app.ctx.tree(), unitId).fullName
                : document?.issuer.join(' ') || 'Không rõ'),
            title: b.title,
            recipients: b.recipients,
            urgency: b.urgency ?? document?.urgency ?? null,
            documentId: b.documentId ?? null,
            source,
          },
          { today: today(request), at: now, byName: actor.displayName, basis: document?.basis ?? [] },
        )
        note({
          command: 'register.enter',
          subject: `register/${made.id}`,
          unitId,
          detail: { direction, book: b.book ?? '', seq: made.seq },
        })
        await tx.query(`select app.tell('register', $1)`, [run.id])
        return made
      })
    },
  )

  const presentLink = (
    l: RegisterLinkRow,
    maybe: { id: number; number: string; title: string; issuedOn: string | null }[],
  ) => ({
    id: l.id,
    kind: l.kind,
    number: l.number,
    other:
      l.otherId === null
        ? null
        : { id: l.otherId, number: l.otherNumber ?? '', title: l.otherTitle ?? '', date: l.otherDate },
    maybe: maybe.map(m => ({ id: m.id, number: m.number, title: m.title, date: m.issuedOn })),
  })
  app.get(
    '/api/register/:id',
    { config: { policy: 'register.read-one' }, schema: { params: IdParams, response: { 200: RegisterDetail } } },
    async request => {
      const { id } = request.params
      const { unitId } = await target(request, id)
      const found = await request.read(async tx => {
        const entry = await findRegister(tx, id)
        const restsOn = []
        for (const l of await linksFrom(tx, id))
          restsOn.push(
            presentLink(
              l,
              l.toId === null && l.number ? (await entriesOfNumber(tx, unitId, l.number)).filter(e => e.id !== id) : [],
            ),
          )
        return { entry, restsOn, basisOf: (await linksTo(tx, id)).map(l => presentLink(l, [])) }
      })
      if (!found.entry) throw new Refusal('not-found', { what: 'văn bản trong sổ' })
      return { ...found, entry: present(found.entry), mayWrite: mayWrite(request, unitId) }
    },
  )

  app.post(
    '/api/register/:id/void',
    { config: { policy: 'register.write' }, schema: { params: IdParams, body: RegisterVoid, response: { 200: Done } } },
    async request => {
      const { id } = request.params
      const { unitId } = await target(request, id)
      await request.command(async (tx, note) => {
        const entry = await findRegister(tx, id)
        if (!entry || entry.state === 'void') throw new Refusal('register.void')
        await voidRegister(tx, id, request.body.reason.trim())
        note({ command: 'register.void', subject: `register/${id}`, unitId, detail: { number: entry.number } })
        await tx.query(`select app.tell('register', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/register/:id/links',
    {
      config: { policy: 'register.write' },
      schema: { params: IdParams, body: RegisterLinkIn, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const { kind, number, toId } = request.body
      const { unitId } = await target(request, id)
      await request.command(async (tx, note) => {
        const other = toId ? await findRegister(tx, toId) : null
        if ((toId && !other) || toId === id || (!number && !other)) throw new Refusal('register.link')
        await addRegisterLinks(tx, request.run.id, id, [
          { kind: kind as string, number: number?.trim() || other?.number || `#${toId}`, toId: toId ?? null },
        ])
        note({ command: 'register.link', subject: `register/${id}`, unitId, detail: { kind, number, toId } })
        await tx.query(`select app.tell('register', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
  app.delete(
    '/api/register/:id/links/:linkId',
    {
      config: { policy: 'register.write' },
      schema: {
        params: Type.Object({ ...IdParams.properties, linkId: IdParams.properties.id }),
        response: { 200: Done },
      },
    },
    async request => {
      const { id, linkId } = request.params
      const { unitId } = await target(request, id)
      await request.command(async (tx, note) => {
        if (!(await dropRegisterLink(tx, id, linkId)).length) throw new Refusal('not-found', { what: 'liên kết' })
        note({ command: 'register.unlink', subject: `register/${id}`, unitId, detail: { linkId } })
        await tx.query(`select app.tell('register', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
}
