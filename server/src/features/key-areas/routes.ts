import {
  Done,
  IdParams,
  KeyAreaChange,
  KeyAreaFile,
  KeyAreaFiled,
  KeyAreaIn,
  KeyAreaMade,
  KeyAreaMatrix,
} from '@tusom/contract'
import {
  coverageByField,
  coverOf,
  indicatorFields,
  type PlanField,
  policies,
  type Policy,
  readKeyAreasCsv,
  refuse,
  Refusal,
} from '@tusom/domain'
import { changeKeyArea, insertKeyArea, type KeyArea, keyArea, keyAreas, retireKeyArea, sentCounts } from '@tusom/store'
import { localParts } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { fieldNames, mapping, registerIndicators } from './indicator-routes.ts'
import { watchedSeries } from './watched-series.ts'

const indicatorNames = Object.fromEntries(indicatorFields.indicators.map(i => [i.kind, { vi: i.vi, en: i.en }]))

/** Key areas (địa bàn trọng điểm) against the seven fields of the plans: what watches each, what is silent, where nothing does. */
export function registerKeyAreas(app: App, ingest: Ingest): void {
  registerIndicators(app, ingest)
  const communesOf = (provinceId: number, now: Date) =>
    app.ctx.tree().communes(provinceId, localParts(now.getTime()).date)
  const name = (id: number) => ({ id, name: app.ctx.tree().byId.get(id)?.name ?? '' })

  app.get(
    '/api/key-areas',
    { config: { policy: 'key-areas.read' }, schema: { response: { 200: KeyAreaMatrix } } },
    async request => {
      const areas = await request.read(keyAreas)
      const now = request.now.getTime()
      const places = [...new Set(areas.flatMap(a => a.communeIds))]
      const counts = await app.ctx.db.asSystem(tx => sentCounts(tx, places, indicatorFields.crimeCounts))
      const series = new Map<number, Awaited<ReturnType<typeof watchedSeries>>>()
      for (const id of new Set(areas.map(a => a.provinceId)))
        series.set(id, await watchedSeries(ingest, request.run.id, id))
      const covered = areas.map(a => ({
        area: a,
        cover: coverOf(
          { ...a, fields: a.fields as PlanField[] },
          series.get(a.provinceId) ?? [],
          counts.filter(c => Date.parse(c.start) <= now),
          now,
        ),
      }))
      const mine = policies['key-areas.change'] as Policy
      return {
        asOf: request.now.toISOString(),
        fields: fieldNames,
        mapping,
        indicators: indicatorNames,
        areas: covered.map(({ area: a, cover }) => ({
          id: a.id,
          code: a.code,
          name: a.name,
          owner: name(a.ownerId),
          communes: a.communeIds.map(name),
          fields: a.fields as PlanField[],
          why: a.why,
          source: a.source,
          invented: a.invented,
          updatedAt: a.updatedAt.toISOString(),
          updatedByName: a.updatedByName,
          mayChange: request.run.id === 0 && refuse(request.actor, mine, { unitId: a.ownerId }) === null,
          cells: cover.cells.map(c => ({
            ...c,
            counts: c.counts && { fresh: c.counts.fresh.map(name), old: c.counts.old.map(name) },
          })),
          watched: cover.watched,
          percent: cover.percent,
        })),
        coverage: coverageByField(covered.map(c => c.cover)),
      }
    },
  )

  const within = (provinceId: number, communeIds: readonly number[], now: Date) => {
    const ours = new Set(communesOf(provinceId, now).map(c => c.id))
    if (communeIds.some(id => !ours.has(id))) throw new Refusal('key-area.communes')
  }

  app.post(
    '/api/key-areas',
    {
      config: { policy: 'key-areas.write', actualOnly: true },
      schema: { body: KeyAreaIn, response: { 200: KeyAreaMade } },
    },
    async request => {
      const { code, name: areaName, communeIds, fields, why, source } = request.body
      for (const unitId of communeIds) request.permit({ unitId })
      within(request.actor.provinceId, communeIds, request.now)
      const id = await request.command(async (tx, note) => {
        const made = await insertKeyArea(tx, {
          provinceId: request.actor.provinceId,
          ownerId: request.actor.homeUnitId,
          code,
          name: areaName,
          communeIds,
          fields,
          why,
          source,
          invented: false,
          updatedAt: request.now,
          updatedBy: request.actor.userId,
          updatedByName: request.actor.displayName,
        })
        if (!made) throw new Refusal('key-area.code-taken', { code })
        note({ command: 'key-areas.add', subject: `key-area/${made.id}`, detail: { code, communeIds, fields } })
        return made.id
      })
      return { id, code }
    },
  )

  app.post(
    '/api/key-areas/import',
    {
      config: { policy: 'key-areas.import', actualOnly: true },
      bodyLimit: 4_000_000,
      schema: { body: KeyAreaFile, response: { 200: KeyAreaFiled } },
    },
    async request => {
      const { areas, faults } = readKeyAreasCsv(request.body.text, communesOf(request.actor.provinceId, request.now))
      if (!areas.length && faults[0] && faults[0].line <= 1)
        throw new Refusal('key-area.file', { why: faults[0].vi, whyEn: faults[0].en })
      const write = policies['key-areas.write'] as Policy
      let added = 0
      await request.command(async (tx, note) => {
        for (const { line, ...a } of areas) {
          const strange = a.communeIds.find(unitId => refuse(request.actor, write, { unitId }))
          if (strange !== undefined) {
            const n = name(strange).name
            faults.push({ line, vi: `xã ${n} ngoài phạm vi của bạn`, en: `${n} is outside your reach` })
            continue
          }
          const made = await insertKeyArea(tx, {
            ...a,
            provinceId: request.actor.provinceId,
            ownerId: request.actor.homeUnitId,
            invented: false,
            updatedAt: request.now,
            updatedBy: request.actor.userId,
            updatedByName: request.actor.displayName,
          })
          if (made) added++
          else faults.push({ line, vi: `mã "${a.code}" đã có`, en: `the code "${a.code}" is taken` })
        }
        note({ command: 'key-areas.import', subject: 'key-areas', detail: { added, refused: faults.length } })
      })
      return { added, faults: faults.sort((a, b) => a.line - b.line) }
    },
  )

  const find = async (request: FastifyRequest, id: number): Promise<KeyArea> => {
    const area = await request.read(tx => keyArea(tx, id))
    if (!area) throw new Refusal('not-found', { what: 'địa bàn trọng điểm' })
    return area
  }

  app.put(
    '/api/key-areas/:id',
    {
      config: { policy: 'key-areas.change', actualOnly: true },
      schema: { params: IdParams, body: KeyAreaChange, response: { 200: Done } },
    },
    async request => {
      const area = await find(request, request.params.id)
      request.permit({ unitId: area.ownerId })
      const write = policies['key-areas.write'] as Policy
      for (const unitId of request.body.communeIds) {
        const why = refuse(request.actor, write, { unitId })
        if (why) throw why
      }
      within(area.provinceId, request.body.communeIds, request.now)
      await request.command(async (tx, note) => {
        const changed = await changeKeyArea(tx, area.id, {
          ...request.body,
          updatedAt: request.now,
          updatedBy: request.actor.userId,
          updatedByName: request.actor.displayName,
        })
        if (!changed) throw new Refusal('not-found', { what: 'địa bàn trọng điểm' })
        note({
          command: 'key-areas.change',
          subject: `key-area/${area.id}`,
          unitId: area.ownerId,
          detail: {
            before: { name: area.name, communeIds: area.communeIds, fields: area.fields },
            after: request.body,
          },
        })
      })
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/key-areas/:id',
    {
      config: { policy: 'key-areas.change', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const area = await find(request, request.params.id)
      request.permit({ unitId: area.ownerId })
      await request.command(async (tx, note) => {
        await retireKeyArea(tx, area.id, request.now, request.actor.userId, request.actor.displayName)
        note({
          command: 'key-areas.retire',
          subject: `key-area/${area.id}`,
          unitId: area.ownerId,
          detail: { code: area.code, name: area.name },
        })
      })
      return { ok: true as const }
    },
  )
}
