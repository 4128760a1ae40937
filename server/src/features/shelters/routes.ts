import { Done, IdParams, SheetResult, ShelterActiveIn, ShelterList } from '@tusom/contract'
import { Refusal, shelterColumns } from '@tusom/domain'
import { listShelters, setShelterActive, shelterCommune, upsertShelters } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { exampleCode, uploadedSheet } from '../../core/take-sheet.ts'
import { faultySheet, templateSheet, xlsxType } from '../../core/write-sheet.ts'
import { takeShelters } from '../households/import-sheet.ts'
import { hamletsUnder } from '../households/names.ts'
import { sheetResult } from '../households/routes.ts'

const UnitQuery = Type.Object({ unitId: Type.Integer({ minimum: 1 }) })

export function registerShelters(app: App): void {
  const commune = (unitId: number) => {
    const unit = app.ctx.tree().byId.get(unitId)
    if (unit?.kind !== 'commune')
      throw new Refusal('evacuation.not-commune', { unit: unit?.fullName ?? String(unitId) })
    return unit
  }

  app.get(
    '/api/shelters',
    { config: { policy: 'shelters.read' }, schema: { querystring: UnitQuery, response: { 200: ShelterList } } },
    async request => {
      const { unitId } = request.query
      const tree = app.ctx.tree()
      if (!tree.byId.has(unitId)) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      const own = tree.communeOf(unitId)
      const communes = own ? [own.id] : [...tree.subtree(unitId)].filter(id => tree.byId.get(id)?.kind === 'commune')
      const rows = await request.read(tx => listShelters(tx, communes))
      return {
        shelters: rows.map(s => ({
          id: s.id,
          communeId: s.communeId,
          hamletId: s.hamletId,
          code: s.code,
          name: s.name,
          nameEn: s.nameEn,
          kind: s.kind,
          capacity: s.capacity,
          there: s.there,
          coming: s.coming,
          lat: s.lat,
          lon: s.lon,
          safeFrom: s.safeFrom,
          hasWater: s.hasWater,
          hasToilet: s.hasToilet,
          hasPower: s.hasPower,
          active: s.active,
          sample: s.invented,
        })),
      }
    },
  )

  app.post(
    '/api/shelters/:id/active',
    {
      config: { policy: 'shelters.write', actualOnly: true },
      schema: { params: IdParams, body: ShelterActiveIn, response: { 200: Done } },
    },
    async request => {
      const found = await request.read(tx => shelterCommune(tx, request.params.id))
      if (!found) throw new Refusal('not-found', { what: 'điểm sơ tán này' })
      request.permit({ unitId: found.communeId })
      await request.command(async (tx, note) => {
        await setShelterActive(tx, request.params.id, request.body.active, request.now, request.actor.userId)
        note({
          command: request.body.active ? 'shelters.open' : 'shelters.close',
          subject: `shelter/${request.params.id}`,
          unitId: found.communeId,
        })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )

  app.get(
    '/api/shelters/template',
    { config: { policy: 'shelters.read' }, schema: { querystring: UnitQuery } },
    async (request, reply) => {
      const { unitId } = request.query
      request.permit({ unitId })
      const hamlet = [...hamletsUnder(app.ctx.tree(), unitId).values()][0]?.name ?? 'Thôn …'
      const body = await templateSheet('Điểm sơ tán', shelterColumns, [
        [exampleCode, 'Trường THCS', null, hamlet, 'trường học', 200, null, null, 'x', 'x', 'x', 'x', null],
      ])
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="mau-diem-so-tan.xlsx"`)
        .send(body)
    },
  )

  app.post(
    '/api/shelters/import',
    {
      config: { policy: 'shelters.write', actualOnly: true },
      schema: {
        consumes: ['multipart/form-data'],
        querystring: Type.Object({ unitId: Type.Integer({ minimum: 1 }), save: Type.Boolean({ default: false }) }),
        response: { 200: SheetResult },
      },
    },
    async request => {
      const { unitId, save } = request.query
      commune(unitId)
      request.permit({ unitId })
      const taken = await takeShelters(app.ctx.tree(), unitId, await uploadedSheet(request))
      const written =
        save && taken.good.length
          ? await request.command(async (tx, note) => {
              const rows = taken.good.map(g => ({ ...g.value, communeId: unitId, source: 'Excel' }))
              const done = await upsertShelters(tx, rows, request.now, request.actor.userId)
              note({
                command: 'shelters.import',
                subject: `shelters/unit/${unitId}`,
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
    '/api/shelters/import/bad-rows',
    {
      config: { policy: 'shelters.write', actualOnly: true },
      schema: { consumes: ['multipart/form-data'], querystring: UnitQuery },
    },
    async (request, reply) => {
      const { unitId } = request.query
      commune(unitId)
      request.permit({ unitId })
      const taken = await takeShelters(app.ctx.tree(), unitId, await uploadedSheet(request))
      const body = await faultySheet('Dòng có lỗi', taken.header, taken.rows, taken.faults)
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="diem-so-tan-dong-loi.xlsx"`)
        .send(body)
    },
  )
}
