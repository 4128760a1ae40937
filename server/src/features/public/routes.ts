import { type AtomEntry, capTime, writeAtomFeed } from '@tusom/cap'
import { readCap } from '@tusom/cap/xml'
import { adviceAt, adviceFor } from '@tusom/domain'
import {
  findRun,
  publicCancellations,
  publicCap,
  publicFeed,
  type PublicOffice,
  publicOffices,
  publicOfficialLevels,
  publicShelters,
  publicWarnings,
  type PublicWarningRow,
  type RunRow,
  type UnitRow,
} from '@tusom/store'
import { compareVi, fold, localParts } from '@tusom/vi-text'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { runNow } from '../../core/run-clock.ts'
import { chooseProvincePage, communePage, type Frame, provincePage, type PublicUnit, unknownPage } from './page.ts'
import type { Language } from './texts.ts'

const open = { open: 'issued warnings are for everybody; read as tusom_public, which sees nothing else' }
const Query = Type.Object({
  lang: Type.Optional(Type.String({ maxLength: 10 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
})

const unitOut = (u: UnitRow): PublicUnit => ({
  code: u.code,
  name: u.name,
  fullName: u.fullName,
  nameEn: typeof u.attrs.nameEn === 'string' ? u.attrs.nameEn : u.name,
})
/** A name that matches more communes is no name yet. */
const MOST_MATCHES = 60

const eventOf = (hazard: string) => adviceFor(hazard)?.event ?? { vi: hazard, en: hazard }

/** Pages and feeds for people who never sign in. Actual ones at /cong-khai and /canh-bao, those of an exercise under /dien-tap/:run only. */
export function registerPublic(app: App): void {
  const tree = () => app.ctx.tree()

  type Asked = { run: RunRow | null; runId: number; root: string; now: Date }
  /** The run that the address names; null where there is no such exercise. */
  async function asked(request: FastifyRequest): Promise<Asked | null> {
    const named = (request.params as { run?: number }).run
    if (named === undefined) return { run: null, runId: 0, root: '', now: app.ctx.clock() }
    const run = named > 0 ? await app.ctx.db.asSystem(tx => findRun(tx, named)) : null
    return run && { run, runId: run.id, root: `/dien-tap/${run.id}`, now: runNow(run, app.ctx.clock()) }
  }

  const languageOf = (request: FastifyRequest): Language =>
    (request.query as { lang?: string }).lang === 'en' ? 'en' : 'vi'

  function frameOf(request: FastifyRequest, a: Asked, province: UnitRow | null): Frame {
    return {
      language: languageOf(request),
      root: a.root,
      exercise: a.run ? a.run.name : null,
      sample: province?.attrs.sample === true,
      now: a.now,
      path: request.url.split('?')[0] as string,
    }
  }

  /** What was typed into the search, and the key under which it is looked for. */
  const typed = (request: FastifyRequest) => {
    const query = ((request.query as { q?: string }).q ?? '').trim().slice(0, 60)
    return { query, key: fold(query) }
  }
  const matching = (communes: readonly UnitRow[], key: string) =>
    communes.filter(c => fold(`${c.fullName} ${c.aliases.join(' ')}`).includes(key))
  const communeAddress = (request: FastifyRequest, a: Asked, code: string) =>
    `${a.root}/cong-khai/${encodeURIComponent(code)}${languageOf(request) === 'en' ? '?lang=en' : ''}`

  const page = (reply: FastifyReply, markup: string, status = 200) =>
    reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'public, max-age=15')
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .send(markup)

  const lost = async (request: FastifyRequest, reply: FastifyReply) =>
    page(
      reply,
      unknownPage({
        ...frameOf(request, { run: null, runId: 0, root: '', now: app.ctx.clock() }, null),
        exercise: request.url.startsWith('/dien-tap/') ? '' : null,
      }),
      404,
    )

  const officeOf = (offices: readonly PublicOffice[], province: UnitRow) => {
    const found = offices.find(o => o.provinceId === province.id)
    const name = `${province.fullName.charAt(0).toLowerCase()}${province.fullName.slice(1)}`
    return {
      name: found?.senderName ?? `Ban Chỉ huy Phòng thủ dân sự ${name}`,
      nameEn: found?.senderNameEn ?? `Civil Defence Command of ${unitOut(province).nameEn}`,
      hotline: found?.hotline ?? null,
    }
  }

  async function showProvince(request: FastifyRequest, reply: FastifyReply, a: Asked, province: UnitRow) {
    const communes = tree()
      .communes(province.id, localParts(a.now.getTime()).date)
      .sort((x, y) => compareVi(x.name, y.name))
    const ids = communes.map(u => u.id)
    const { warnings, cancelled, offices, official } = await app.ctx.db.asPublic(a.runId, async tx => ({
      warnings: await publicWarnings(tx, a.now),
      cancelled: await publicCancellations(tx, a.now),
      offices: await publicOffices(tx),
      official: await publicOfficialLevels(tx, ids, a.now),
    }))
    const worst = new Map<string, { row: PublicWarningRow; event: { vi: string; en: string } }>()
    for (const row of warnings)
      for (const id of row.areaIds) {
        const code = tree().byId.get(id)?.code
        if (code && !worst.has(code)) worst.set(code, { row, event: eventOf(row.hazard) })
      }
    const { query, key } = typed(request)
    const matches = key === '' ? null : matching(communes, key)
    const only = matches?.length === 1 ? matches[0] : undefined
    if (only) return reply.redirect(communeAddress(request, a, only.code))
    return page(
      reply,
      provincePage({
        frame: frameOf(request, a, province),
        province: unitOut(province),
        communes: communes.map(unitOut),
        worst,
        official: official.flatMap(o => {
          const unit = tree().byId.get(o.areaId)
          return unit ? [{ unit: unitOut(unit), level: o.level, event: eventOf(o.hazard) }] : []
        }),
        cancelled: cancelled.filter(w => w.provinceId === province.id),
        query,
        matches: matches?.map(unitOut) ?? null,
        office: officeOf(offices, province),
      }),
    )
  }

  async function showCommune(
    request: FastifyRequest,
    reply: FastifyReply,
    a: Asked,
    commune: UnitRow,
    province: UnitRow,
  ) {
    const { warnings, cancelled, offices, shelters, official } = await app.ctx.db.asPublic(a.runId, async tx => ({
      official: await publicOfficialLevels(tx, [commune.id], a.now),
      warnings: await publicWarnings(tx, a.now, commune.id),
      cancelled: await publicCancellations(tx, a.now, commune.id),
      offices: await publicOffices(tx),
      shelters: await publicShelters(tx, commune.id),
    }))
    // a place that is not safe from what threatens now is not shown
    const needs = new Set(warnings.map(w => (w.hazard === 'flash-flood-landslide' ? 'landslide' : 'flood')))
    return page(
      reply,
      communePage({
        official: official.map(o => {
          const advice = adviceFor(o.hazard)
          return { ...o, event: eventOf(o.hazard), actions: advice ? adviceAt(advice, o.level).actions : [] }
        }),
        frame: frameOf(request, a, province),
        commune: unitOut(commune),
        province: unitOut(province),
        warnings: warnings.map(row => ({ row, event: eventOf(row.hazard) })),
        cancelled,
        shelters: shelters
          .filter(s => [...needs].every(n => s.safeFrom.includes(n)))
          .sort((x, y) => y.placesLeft - x.placesLeft)
          .map(s => ({
            name: languageOf(request) === 'en' ? (s.nameEn ?? s.name) : s.name,
            capacity: s.capacity,
            left: s.placesLeft,
          })),
        office: officeOf(offices, province),
      }),
    )
  }

  async function index(request: FastifyRequest, reply: FastifyReply) {
    const a = await asked(request)
    if (!a) return lost(request, reply)
    const provinces = [...tree().byId.values()].filter(u => u.kind === 'province' && u.validTo === null)
    const [first] = provinces
    if (provinces.length === 1 && first) return showProvince(request, reply, a, first)
    const { query, key } = typed(request)
    const communes = provinces.flatMap(p => tree().communes(p.id, localParts(a.now.getTime()).date))
    const matches =
      key === ''
        ? null
        : matching(communes, key)
            .slice(0, MOST_MATCHES)
            .map(c => ({ commune: unitOut(c), province: unitOut(tree().provinceOf(c.id) as UnitRow) }))
    const only = matches?.length === 1 ? matches[0] : undefined
    if (only) return reply.redirect(communeAddress(request, a, only.commune.code))
    return page(
      reply,
      chooseProvincePage(
        frameOf(request, a, first ?? null),
        provinces.sort((x, y) => compareVi(x.name, y.name)).map(unitOut),
        query,
        matches,
      ),
    )
  }

  async function one(request: FastifyRequest, reply: FastifyReply) {
    const a = await asked(request)
    const { code } = request.params as { code: string }
    const unit = [...tree().byId.values()].find(u => u.code === code && u.validTo === null)
    const province = unit ? tree().provinceOf(unit.id) : null
    if (!a || !unit || !province) return lost(request, reply)
    if (unit.kind === 'province') return showProvince(request, reply, a, unit)
    const commune = tree().communeOf(unit.id)
    if (!commune) return lost(request, reply)
    return showCommune(request, reply, a, commune, province)
  }

  /** The address under which this request came: what a feed must name. */
  const originOf = (request: FastifyRequest) => `${request.protocol}://${request.host}`

  async function feed(request: FastifyRequest, reply: FastifyReply) {
    const a = await asked(request)
    if (!a) return lost(request, reply)
    const rows = await app.ctx.db.asPublic(a.runId, tx => publicFeed(tx, a.now))
    const origin = originOf(request)
    const self = `${origin}${a.root}/canh-bao/atom.xml`
    const status = a.runId === 0 ? 'Actual' : 'Exercise'
    const entries = rows.flatMap((r): AtomEntry[] => {
      const alert = readCap(r.cap).alerts[0]
      if (!alert || alert.status !== status) return []
      const info = alert.info[0]
      return [
        {
          id: `urn:cap:${alert.sender}:${alert.identifier}`,
          title: info?.headline ?? alert.identifier,
          updated: alert.sent,
          published: alert.sent,
          ...(info?.description ? { summary: info.description } : {}),
          alertUrl: `${origin}${a.root}/canh-bao/cap/${encodeURIComponent(r.identifier)}.xml`,
          alert,
          alertXml: r.cap,
        },
      ]
    })
    const xml = writeAtomFeed({
      id: self,
      title: a.run ? `DIỄN TẬP: ${a.run.name}` : 'Cảnh báo thiên tai đang có hiệu lực',
      updated: capTime((rows[0]?.issuedAt ?? a.now).getTime()),
      self,
      author: 'Từ Sớm',
      status,
      entries,
    })
    return reply
      .header('content-type', 'application/atom+xml; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(xml)
  }

  async function cap(request: FastifyRequest, reply: FastifyReply) {
    const a = await asked(request)
    const { file } = request.params as { file: string }
    const row =
      a && file.endsWith('.xml') ? await app.ctx.db.asPublic(a.runId, tx => publicCap(tx, file.slice(0, -4))) : null
    if (!row) return lost(request, reply)
    return reply
      .header('content-type', 'application/cap+xml; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .send(row.cap)
  }

  for (const prefix of ['', '/dien-tap/:run'] as const) {
    const params = (more: Parameters<typeof Type.Object>[0]) =>
      Type.Object({ ...more, ...(prefix ? { run: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) } : {}) })
    const querystring = Query
    app.get(`${prefix}/cong-khai`, { config: open, schema: { querystring, params: params({}) } }, index)
    app.get(
      `${prefix}/cong-khai/:code`,
      { config: open, schema: { querystring, params: params({ code: Type.String({ maxLength: 40 }) }) } },
      one,
    )
    app.get(`${prefix}/canh-bao/atom.xml`, { config: open, schema: { params: params({}) } }, feed)
    app.get(
      `${prefix}/canh-bao/cap/:file`,
      { config: open, schema: { params: params({ file: Type.String({ maxLength: 200 }) }) } },
      cap,
    )
  }
}
