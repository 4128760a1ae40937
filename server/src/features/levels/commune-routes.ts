import { CommuneLevels, Done, type HazardGlance, IdParams, RaiseIn } from '@tusom/contract'
import {
  compoundArticle,
  compoundOf,
  indicatorsOf,
  type PackHazard,
  Refusal,
  type RulePack,
  seriesKind,
  stageOutlook,
} from '@tusom/domain'
import {
  endRaise,
  insertRaise,
  type LevelStateRow,
  levelsOf,
  readingsOf,
  type SeriesRow,
  standingRaise,
} from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { standingCivilDefence } from '../civil-defence/standing.ts'
import type { Ingest } from '../observations/ingest.ts'
import { factNow, outOfDate, side, SILENT_AFTER } from './level-side.ts'

const DAY = 86_400_000

/** The hazards of QĐ 18/2021: only they come together in the sense of its Điều 4. */
const isDisaster = (h: PackHazard) => h.scale === undefined

const wordOf = (h: PackHazard, level: number | null): HazardGlance['word'] => {
  const found = h.scale?.levels.find(l => l.level === level)
  return found ? { vi: found.vi, en: found.en, colour: found.colour ?? null } : null
}

const isInvented = (s: SeriesRow): boolean =>
  s.invented || Object.values(s.thresholds).some(f => f?.status === 'invented')

/** One commune at a glance: every hazard, the official and the suggested level, why, and what the next 24 hours may bring. */
export function registerCommuneLevels(app: App, ingest: Ingest): void {
  const unitOf = (id: number) => {
    const unit = app.ctx.tree().byId.get(id)
    if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
    return unit
  }
  const standing = (states: readonly LevelStateRow[], now: Date) =>
    states.filter(s => s.expiresAt === null || s.expiresAt > now)
  const compound = (states: readonly LevelStateRow[], packs: readonly RulePack[]) => {
    const disasters = packs.flatMap(p => p.hazards.filter(isDisaster).map(h => h.hazard))
    return compoundOf(
      disasters.flatMap(hazard => {
        const own = states.filter(s => s.hazard === hazard)
        const level = own.find(s => s.status === 'official')?.level ?? own.find(s => s.status === 'suggested')?.level
        return level === undefined ? [] : [{ hazard, level }]
      }),
    )
  }

  app.get(
    '/api/levels/:id',
    { config: { policy: 'levels.read-one' }, schema: { params: IdParams, response: { 200: CommuneLevels } } },
    async request => {
      const unit = unitOf(request.params.id)
      request.permit({ unitId: unit.id })
      const now = request.now
      const engine = await ingest.engine(request.run.id)
      const own = (await ingest.catalogue()).rows.filter(s => s.communeIds.includes(unit.id))
      const { states, late, raise, civilDefence } = await request.read(async tx => ({
        states: standing(await levelsOf(tx, unit.id), now),
        late: await outOfDate(tx, now),
        raise: await standingRaise(tx, unit.id),
        civilDefence: await standingCivilDefence(tx, request.actor, app.ctx.tree(), unit.id),
      }))
      const packs = engine.packsOf(unit.id)
      const silent = (s: SeriesRow) => {
        const last = engine.lastAt.get(s.id)
        return last === undefined || now.getTime() - last > SILENT_AFTER * s.everyMinutes * 60_000
      }
      const hazards = packs.flatMap(pack =>
        pack.hazards.map((h): HazardGlance => {
          const looksAt = indicatorsOf(h.hazard, packs)
          const watching = own.filter(s => looksAt(s.indicator))
          const fact = factNow(engine, unit.id, h.hazard)
          const suggested = side(
            states.find(s => s.hazard === h.hazard && s.status === 'suggested'),
            late,
          )
          return {
            hazard: h.hazard,
            nameVi: h.nameVi,
            nameEn: h.nameEn,
            status: h.status,
            article: h.article,
            pack: `${pack.id} ${pack.version}`,
            scale: h.scale?.id ?? null,
            suggested,
            official: side(
              states.find(s => s.hazard === h.hazard && s.status === 'official'),
              late,
            ),
            // a scale that has a word for its lowest step (VN_AQI: "Tốt") says it where something is measured
            word: wordOf(h, suggested ? suggested.level : fact ? 0 : null),
            now: fact,
            watched: watching.length,
            silent: watching.filter(silent).length,
            sample: watching.some(isInvented),
          }
        }),
      )
      const gauges = own.filter(s => seriesKind(s.indicator) === 'stage')
      const from = new Date(now.getTime() - 16 * DAY)
      const water = await app.ctx.db.asIngest(request.run.id, async tx => {
        const list: CommuneLevels['water'] = []
        for (const s of gauges) {
          const readings = (await readingsOf(tx, request.run.id, s.id, from, now)).map(r => ({
            at: r.at.getTime(),
            value: r.value,
          }))
          const last = readings.at(-1)
          const outlook = stageOutlook(readings, now.getTime())
          if (!last || !outlook) continue
          list.push({
            station: s.stationCode,
            name: s.stationName,
            river: s.river,
            invented: isInvented(s),
            thresholds: Object.fromEntries(
              Object.entries(s.thresholds).filter(([, v]) => v && typeof v.value === 'number'),
            ) as CommuneLevels['water'][number]['thresholds'],
            last: { at: new Date(last.at).toISOString(), value: last.value },
            limb: outlook.limb,
            points: outlook.points.map(p => ({ ...p, at: new Date(p.at).toISOString() })),
          })
        }
        return list
      })
      const together = compound(states, packs)
      return {
        unit: { id: unit.id, code: unit.code, name: unit.name, fullName: unit.fullName },
        now: now.toISOString(),
        hazards,
        civilDefence,
        compound: together && {
          ...together,
          article: compoundArticle,
          decided: raise && {
            id: raise.id,
            by: raise.by,
            level: Math.min(5, together.base + raise.by),
            reason: raise.reason,
            who: raise.userName,
            at: raise.at.toISOString(),
          },
        },
        water,
      }
    },
  )

  app.post(
    '/api/levels/:id/raise',
    {
      config: { policy: 'levels.raise' },
      schema: { params: IdParams, body: RaiseIn, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const unit = unitOf(request.params.id)
      request.permit({ unitId: unit.id })
      const { by, reason } = request.body
      const engine = await ingest.engine(request.run.id)
      const id = await request.command(async (tx, note) => {
        const together = compound(standing(await levelsOf(tx, unit.id), request.now), engine.packsOf(unit.id))
        if (!together) throw new Refusal('level-raise.one-hazard')
        await endRaise(tx, unit.id, request.now, request.actor.displayName)
        const made = await insertRaise(tx, {
          runId: request.run.id,
          areaId: unit.id,
          hazards: together.hazards,
          base: together.base,
          by,
          reason,
          at: request.now,
          userId: request.actor.userId,
          userName: request.actor.displayName,
        })
        note({
          command: 'levels.raise',
          subject: `level-raise/${made.id}`,
          unitId: unit.id,
          detail: { by, base: together.base, hazards: together.hazards },
        })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
        return made.id
      })
      return { id }
    },
  )

  app.delete(
    '/api/levels/:id/raise',
    { config: { policy: 'levels.raise' }, schema: { params: IdParams, response: { 200: Done } } },
    async request => {
      const unit = unitOf(request.params.id)
      request.permit({ unitId: unit.id })
      await request.command(async (tx, note) => {
        const ended = await endRaise(tx, unit.id, request.now, request.actor.displayName)
        if (!ended) throw new Refusal('not-found', { what: 'quyết định nâng cấp' })
        note({ command: 'levels.raise-end', subject: `level-raise/${ended.id}`, unitId: unit.id })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
}
