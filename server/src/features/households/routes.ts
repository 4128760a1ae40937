import {
  HouseholdList,
  HouseholdOpened,
  HouseholdOpenIn,
  HouseholdRisk,
  type HouseholdCountOut,
  Done,
  IdParams,
  PersonalReads,
  SheetResult,
} from '@tusom/contract'
import { householdColumns, normalPhone, Refusal } from '@tusom/domain'
import {
  erasePastDue,
  eraseHouseholds,
  findHousehold,
  type Grounds,
  type HouseholdCount,
  householdCounts,
  listHosts,
  listHouseholds,
  listPersonalReads,
  listShelters,
  upsertHouseholds,
} from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { exampleCode, listedFaults, uploadedSheet } from '../../core/take-sheet.ts'
import { faultySheet, templateSheet, xlsxType } from '../../core/write-sheet.ts'
import { takeHouseholds } from './import-sheet.ts'
import { hamletsUnder, mayName, noteRead } from './names.ts'
import {
  housePoint,
  hostLabel,
  hostPhone,
  openAlternate,
  openNote,
  presentHousehold,
  sealHousehold,
} from './present.ts'

/** Kept to move these people out of danger: work of a state agency by law. Deleted, unless renewed, after three years. */
export const householdGrounds = (now: Date): Grounds => ({
  purpose: 'Sơ tán dân khi có thiên tai',
  legalBasis: '19.1c',
  deleteAfter: `${localParts(now.getTime()).year + 3}-12-31`,
})

const UnitQuery = Type.Object({ unitId: Type.Integer({ minimum: 1 }) })
const eraseHours = 12

export function registerHouseholds(app: App): void {
  const sealer = new Sealer(app.ctx.dataKey)

  app.get(
    '/api/households',
    {
      config: { policy: 'households.read' },
      schema: {
        querystring: Type.Object({
          unitId: Type.Integer({ minimum: 1 }),
          find: Type.Optional(Type.String({ maxLength: 120 })),
        }),
        response: { 200: HouseholdList },
      },
    },
    async request => {
      const { unitId, find } = request.query
      const tree = app.ctx.tree()
      const unit = tree.byId.get(unitId)
      if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      const commune = tree.communeOf(unitId)
      if (!commune) throw new Refusal('evacuation.not-commune', { unit: unit.fullName })
      const hamlets = hamletsUnder(tree, unitId)
      const ids = [...hamlets.keys()]
      const named = mayName(request, tree, unitId)
      // who may not see a name may not find one either
      const wanted = named && find?.trim() ? find.trim() : null
      const phone = wanted ? normalPhone(wanted) : null
      return request.read(async tx => {
        const rows = await listHouseholds(
          tx,
          ids,
          phone ? { phone: sealer.phone(phone) } : wanted ? { words: sealer.words(wanted) } : {},
        )
        const hosts = await listHosts(tx, ids)
        const shelters = new Map((await listShelters(tx, [commune.id])).map(s => [s.id, s.name]))
        const hostNames = new Map(hosts.map(h => [h.id, hostLabel(sealer, h, named)]))
        if (named)
          await noteRead(
            tx,
            request,
            unitId,
            `households/unit/${unitId}`,
            rows.length,
            wanted ? 'tìm trong sổ hộ nguy cơ' : 'xem sổ hộ nguy cơ',
          )
        return {
          unit: { id: unit.id, name: unit.name, fullName: unit.fullName },
          named,
          readLogged: named && rows.length > 0,
          households: rows.map(h =>
            presentHousehold(
              sealer,
              h,
              hamlets.get(h.hamletId)?.name ?? '',
              h.hostId !== null
                ? (hostNames.get(h.hostId) ?? 'Hộ nhận ngoài thôn')
                : h.shelterId !== null
                  ? (shelters.get(h.shelterId) ?? null)
                  : null,
              named,
            ),
          ),
          hosts: hosts.map(h => ({
            id: h.id,
            code: h.code,
            hamletName: hamlets.get(h.hamletId)?.name ?? '',
            label: hostLabel(sealer, h, named),
            phone: hostPhone(sealer, h, named),
            capacity: h.capacity,
            safeFrom: h.safeFrom,
            sample: h.invented,
          })),
        }
      })
    },
  )

  app.get(
    '/api/households/risk',
    {
      config: { policy: 'households.risk' },
      schema: {
        querystring: Type.Object({ unitIds: Type.String({ pattern: '^\\d{1,9}(,\\d{1,9})*$', maxLength: 4000 }) }),
        response: { 200: HouseholdRisk },
      },
    },
    async request => {
      const tree = app.ctx.tree()
      const ids = [...new Set(request.query.unitIds.split(',').map(Number))]
      for (const id of ids) {
        if (!tree.byId.has(id)) throw new Refusal('not-found', { what: `đơn vị ${id}` })
        request.permit({ unitId: id })
      }
      const counts = await request.read(householdCounts)
      const units = ids.map(id => {
        const unit = tree.byId.get(id)
        return addCounts(id, unit?.fullName ?? '', counts, tree.subtree(id))
      })
      const all = new Set(ids.flatMap(id => [...tree.subtree(id)]))
      return { units, total: addCounts(ids[0] as number, 'Tổng', counts, all) }
    },
  )

  app.post(
    '/api/households/:id/open',
    {
      config: { policy: 'households.open' },
      schema: { params: IdParams, body: HouseholdOpenIn, response: { 200: HouseholdOpened } },
    },
    async request => {
      const reason = request.body.reason.trim()
      const found = await request.read(tx => findHousehold(tx, request.params.id))
      if (!found) throw new Refusal('not-found', { what: 'hộ này' })
      request.permit({ unitId: found.hamletId })
      if (request.run.id !== 0) throw new Refusal('household.exercise')
      if (reason.length < 10) throw new Refusal('household.reason')
      const tree = app.ctx.tree()
      await request.command(async (tx, note) => {
        await noteRead(tx, request, found.hamletId, `households/${found.id}`, 1, reason)
        note({ command: 'households.open', subject: `household/${found.id}`, unitId: found.hamletId })
      })
      const destination = await request.read(async tx => {
        if (found.shelterId !== null)
          return (await listShelters(tx, [found.communeId])).find(s => s.id === found.shelterId)?.name ?? null
        if (found.hostId === null) return null
        const hosts = await listHosts(tx, [...hamletsUnder(tree, found.communeId).keys()])
        const host = hosts.find(h => h.id === found.hostId)
        return host ? hostLabel(sealer, host, true) : null
      })
      return {
        household: presentHousehold(sealer, found, tree.byId.get(found.hamletId)?.fullName ?? '', destination, true),
        alternate: openAlternate(sealer, found),
        point: housePoint(sealer, found),
        note: openNote(sealer, found),
        grounds: { purpose: found.purpose, legalBasis: found.legalBasis, deleteAfter: found.deleteAfter },
      }
    },
  )

  app.delete(
    '/api/households/:id',
    { config: { policy: 'households.write', actualOnly: true }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const found = await request.read(tx => findHousehold(tx, request.params.id))
      if (!found) throw new Refusal('not-found', { what: 'hộ này' })
      request.permit({ unitId: found.hamletId })
      await request.command(async (tx, note) => {
        await eraseHouseholds(tx, [found.id], request.now)
        note({ command: 'households.erase', subject: `household/${found.id}`, unitId: found.hamletId })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/households/reads',
    { config: { policy: 'households.reads' }, schema: { response: { 200: PersonalReads } } },
    async request => {
      const tree = app.ctx.tree()
      const reads = await request.read(tx => listPersonalReads(tx))
      return {
        reads: reads.map(r => ({
          id: r.id,
          at: r.at.toISOString(),
          user: r.userName,
          unit: tree.byId.get(r.unitId)?.fullName ?? '',
          subject: r.subject,
          records: r.records,
          purpose: r.purpose,
        })),
      }
    },
  )

  app.get(
    '/api/households/template',
    { config: { policy: 'households.read' }, schema: { querystring: UnitQuery } },
    async (request, reply) => {
      const { unitId } = request.query
      request.permit({ unitId })
      const tree = app.ctx.tree()
      const hamlet = [...hamletsUnder(tree, unitId).values()][0]?.name ?? 'Thôn …'
      const body = await templateSheet('Hộ nguy cơ', householdColumns, [exampleRow(hamlet)])
      return reply.type(xlsxType).header('content-disposition', `attachment; filename="mau-ho-nguy-co.xlsx"`).send(body)
    },
  )

  app.post(
    '/api/households/import',
    {
      config: { policy: 'households.write', actualOnly: true },
      schema: {
        consumes: ['multipart/form-data'],
        querystring: Type.Object({ unitId: Type.Integer({ minimum: 1 }), save: Type.Boolean({ default: false }) }),
        response: { 200: SheetResult },
      },
    },
    async request => {
      const { unitId, save } = request.query
      const tree = app.ctx.tree()
      if (tree.byId.get(unitId)?.kind !== 'commune')
        throw new Refusal('evacuation.not-commune', { unit: tree.byId.get(unitId)?.fullName ?? String(unitId) })
      request.permit({ unitId })
      const file = await uploadedSheet(request)
      const taken = await request.read(tx => takeHouseholds(tx, tree, unitId, file))
      const grounds = householdGrounds(request.now)
      const written =
        save && taken.good.length
          ? await request.command(async (tx, note) => {
              const rows = taken.good.map(g => sealHousehold(sealer, unitId, g.value, grounds, { source: 'Excel' }))
              const done = await upsertHouseholds(tx, rows, request.now, request.actor.userId)
              note({
                command: 'households.import',
                subject: `households/unit/${unitId}`,
                unitId,
                detail: { rows: taken.rows.length, ...done },
              })
              await tx.query(`select app.tell('households', $1)`, [request.run.id])
              return done
            })
          : null
      return sheetResult(taken, written)
    },
  )

  app.post(
    '/api/households/import/bad-rows',
    {
      config: { policy: 'households.write', actualOnly: true },
      schema: { consumes: ['multipart/form-data'], querystring: UnitQuery },
    },
    async (request, reply) => {
      const { unitId } = request.query
      request.permit({ unitId })
      const file = await uploadedSheet(request)
      const taken = await request.read(tx => takeHouseholds(tx, app.ctx.tree(), unitId, file))
      const body = await faultySheet('Dòng có lỗi', taken.header, taken.rows, taken.faults)
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="ho-nguy-co-dong-loi.xlsx"`)
        .send(body)
    },
  )

  // Deleted on time: once at start and every twelve hours, by the real clock.
  const erase = () => {
    const now = app.ctx.clock()
    return app.ctx.db
      .asSystem(tx => erasePastDue(tx, localParts(now.getTime()).date, now))
      .then(
        done => (done.households || done.hosts) && app.ctx.log('info', 'personal data erased on its day', done),
        (e: Error) => app.ctx.log('error', 'erasing personal data failed', { error: e.message }),
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

export function sheetResult(
  taken: { rows: unknown[]; good: unknown[]; faults: SheetResult['faults']; warnings: SheetResult['warnings'] },
  written: { added: number; changed: number } | null,
): SheetResult {
  return {
    rows: taken.rows.length,
    good: taken.good.length,
    bad: taken.rows.length - taken.good.length,
    added: written?.added ?? 0,
    changed: written?.changed ?? 0,
    saved: written !== null,
    faults: taken.faults.slice(0, listedFaults),
    warnings: taken.warnings.slice(0, listedFaults),
    more: Math.max(0, taken.faults.length - listedFaults) + Math.max(0, taken.warnings.length - listedFaults),
  }
}

function addCounts(
  unitId: number,
  unitName: string,
  counts: readonly HouseholdCount[],
  within: ReadonlySet<number>,
): HouseholdCountOut {
  const mine = counts.filter(c => within.has(c.hamletId))
  const sum = (pick: (c: HouseholdCount) => number) => mine.reduce((s, c) => s + pick(c), 0)
  return {
    unitId,
    unitName,
    households: sum(c => c.households),
    people: sum(c => c.people),
    floodHouseholds: sum(c => c.floodHouseholds),
    floodPeople: sum(c => c.floodPeople),
    group1Households: sum(c => c.group1Households),
    group1People: sum(c => c.group1People),
    landslideHouseholds: sum(c => c.landslideHouseholds),
    landslidePeople: sum(c => c.landslidePeople),
    vulnerable: {
      childrenUnder6: sum(c => c.childrenUnder6),
      elderly: sum(c => c.elderly),
      pregnantOrInfant: sum(c => c.pregnantOrInfant),
      disabled: sum(c => c.disabled),
      bedridden: sum(c => c.bedridden),
      poor: sum(c => c.poor),
      livesAlone: sum(c => c.livesAlone),
    },
    transportHouseholds: sum(c => c.transportHouseholds),
    bigLivestock: sum(c => c.bigLivestock),
  }
}

const exampleRow = (hamlet: string) => [
  exampleCode,
  hamlet,
  'Bà',
  'Nguyễn Thị Mẫu',
  '0900000000',
  'Nguyễn Văn Mẫu',
  'con trai',
  '0900000001',
  4,
  3,
  1,
  1,
  1,
  0,
  0,
  0,
  0,
  null,
  null,
  null,
  'bán kiên cố',
  1,
  0.4,
  'x',
  1,
  null,
  'Đi khi nước tới báo động 2 và còn lên',
  2,
  null,
  null,
  null,
]
