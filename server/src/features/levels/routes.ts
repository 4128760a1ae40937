import { Done, LevelList, type LevelRow, LevelWhy } from '@tusom/contract'
import {
  chartBounds,
  citedPack,
  commanderArticle,
  commanderAt,
  hazardOf,
  indicatorOf,
  indicatorsOf,
  Refusal,
  toldAt,
} from '@tusom/domain'
import { changesOf, currentLevels, holdLevel, levelsOf, type LevelStateRow, readingsOf } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { standingCivilDefence } from '../civil-defence/standing.ts'
import type { Ingest } from '../observations/ingest.ts'
import type { RunEngine } from '../observations/run-engine.ts'
import { factNow, outOfDate, side, SILENT_AFTER } from './level-side.ts'

/** Series read every six hours or seldomer are shown over weeks: a day of them is one figure. */
const SLOW = 360
const SLOW_DAYS = 60
const namesOf = (indicator: string) => {
  const { known } = indicatorOf(indicator)
  if (!known) return null
  // "price-thit-lon" of the family "price"
  const which = known.family ? ` · ${indicator.slice(known.kind.length + 1).replaceAll('-', ' ')}` : ''
  return { vi: `${known.vi}${which}`, en: `${known.en}${which}` }
}

export function registerLevels(app: App, ingest: Ingest): void {
  async function trendOf(
    engine: RunEngine,
    runId: number,
    now: Date,
    states: readonly LevelStateRow[],
  ): Promise<Map<string, NonNullable<LevelRow['trend']>>> {
    const series = await ingest.catalogue()
    const wanted = new Map<string, number>()
    for (const s of states) {
      const first = s.evidence[0]
      const row = first && series.byKey.get(`${first.station}\u0000${first.indicator}`)
      if (row) wanted.set(`${s.areaId}/${s.hazard}`, row.id)
    }
    const ids = [...new Set(wanted.values())]
    if (!ids.length) return new Map()
    const rows = await app.ctx.db.asIngest(runId, tx =>
      tx.query<{ seriesId: number; at: Date; value: number; before: number | null }>(
        `select s.id as "seriesId", l.at, l.value, (select o.value from observations o where o.run_id = $1 and o.series_id = s.id and o.at <= l.at - interval '55 minutes' and o.at >= l.at - interval '3 hours' order by o.at desc limit 1) as before
         from unnest($2::int[]) as s(id) cross join lateral (select at, value from observations o where o.run_id = $1 and o.series_id = s.id and o.at <= $3 order by at desc limit 1) l`,
        [runId, ids, now],
      ),
    )
    const bySeries = new Map(rows.map(r => [r.seriesId, r]))
    const result = new Map<string, NonNullable<LevelRow['trend']>>()
    for (const [key, id] of wanted) {
      const r = bySeries.get(id)
      const s = series.byId.get(id)
      if (!r || !s) continue
      const isRain = s.indicator.startsWith('rain')
      result.set(key, {
        perHour: isRain ? r.value : r.before === null ? 0 : r.value - r.before,
        unit: isRain ? 'mm/h' : `${s.unit}/h`,
        station: s.stationName,
        value: r.value,
        at: r.at.toISOString(),
      })
    }
    return result
  }

  app.get(
    '/api/levels',
    { config: { policy: 'levels.read' }, schema: { response: { 200: LevelList } } },
    async request => {
      const engine = await ingest.engine(request.run.id)
      const series = await ingest.catalogue()
      const { states, late, civilDefence } = await request.read(async tx => ({
        civilDefence: await standingCivilDefence(tx, request.actor, app.ctx.tree(), null),
        states: await currentLevels(tx, request.now),
        late: await outOfDate(tx, request.now),
      }))
      const trends = await trendOf(
        engine,
        request.run.id,
        request.now,
        states.filter(s => s.status === 'suggested'),
      )
      const tree = app.ctx.tree()
      const rows = new Map<string, LevelRow>()
      // a level that rests on an invented gauge or an invented alarm level is marked as sample
      const invented = new Set(
        series.rows
          .filter(x => x.invented || Object.values(x.thresholds).some(f => f?.status === 'invented'))
          .map(x => x.stationCode),
      )
      for (const s of states) {
        const unit = tree.byId.get(s.areaId)
        if (!unit) continue
        const key = `${s.areaId}/${s.hazard}`
        const row = rows.get(key) ?? {
          unitId: unit.id,
          unitCode: unit.code,
          unitName: unit.name,
          hazard: s.hazard,
          suggested: null,
          official: null,
          now: factNow(engine, s.areaId, s.hazard),
          trend: trends.get(key) ?? null,
          sample: false,
        }
        if (s.evidence.some(e => invented.has(e.station))) row.sample = true
        row[s.status] = side(s, late)
        rows.set(key, row)
      }
      const visible = (ids: readonly number[]) =>
        ids.some(id => request.actor.watch.has(id) || request.actor.assignments.some(a => a.units.has(id)))
      const mine = series.rows.filter(s => visible(s.communeIds))
      const now = request.now.getTime()
      const silent = mine.flatMap(s => {
        const last = engine.lastAt.get(s.id)
        if (last !== undefined && now - last <= SILENT_AFTER * s.everyMinutes * 60_000) return []
        return [
          {
            station: s.stationCode,
            name: s.stationName,
            indicator: s.indicator,
            lastAt: last === undefined ? null : new Date(last).toISOString(),
            minutes: last === undefined ? null : Math.floor((now - last) / 60_000),
          },
        ]
      })
      const lastReading = Math.max(...mine.map(s => engine.lastAt.get(s.id) ?? Number.NEGATIVE_INFINITY))
      return {
        now: request.now.toISOString(),
        lastReadingAt: Number.isFinite(lastReading) ? new Date(lastReading).toISOString() : null,
        silent,
        stations: mine.length,
        levels: [...rows.values()],
        civilDefence,
      }
    },
  )

  app.get(
    '/api/levels/:unitId/:hazard',
    {
      config: { policy: 'levels.read-one' },
      schema: {
        params: Type.Object({ unitId: Type.Integer(), hazard: Type.String({ maxLength: 40 }) }),
        querystring: Type.Object({ hours: Type.Integer({ minimum: 1, maximum: 24 * 14, default: 24 }) }),
        response: { 200: LevelWhy },
      },
    },
    async request => {
      const { unitId, hazard } = request.params
      const unit = app.ctx.tree().byId.get(unitId)
      if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
      request.permit({ unitId })
      const from = new Date(request.now.getTime() - request.query.hours * 3_600_000)
      const longAgo = new Date(request.now.getTime() - SLOW_DAYS * 86_400_000)
      const { states, changes, late } = await request.read(async tx => ({
        late: await outOfDate(tx, request.now),
        states: await levelsOf(tx, unitId),
        changes: await changesOf(tx, unitId, hazard),
      }))
      const own = states.filter(s => s.hazard === hazard && (s.expiresAt === null || s.expiresAt > request.now))
      const suggested = side(
        own.find(s => s.status === 'suggested'),
        late,
      )
      const official = side(
        own.find(s => s.status === 'official'),
        late,
      )
      const packs = (await ingest.engine(request.run.id)).packsOf(unitId)
      const looksAt = indicatorsOf(hazard, packs)
      const series = (await ingest.catalogue()).rows.filter(s => s.communeIds.includes(unitId) && looksAt(s.indicator))
      const readings = await app.ctx.db.asIngest(request.run.id, async tx => {
        const list = []
        for (const s of series)
          list.push(await readingsOf(tx, request.run.id, s.id, s.everyMinutes >= SLOW ? longAgo : from, request.now))
        return list
      })
      const found = hazardOf(hazard, packs)
      // the version that judged, which another may have followed since
      const judgedBy = suggested ? citedPack(suggested.rule).version : null
      const rule = found?.hazard
      const level = official?.level ?? suggested?.level ?? null
      const commander = commanderAt(level)
      return {
        unit: { id: unit.id, code: unit.code, name: unit.name, fullName: unit.fullName },
        hazard,
        suggested,
        official,
        rule: rule
          ? {
              id: suggested?.rule ?? `${found?.pack.id}/${hazard}`,
              article: `${rule.article} ${found?.pack.basis ?? ''}`,
              nameVi: rule.nameVi,
              nameEn: rule.nameEn,
              status: rule.status,
              source: rule.source,
              notes: rule.notes ?? [],
              pack: `${found?.pack.id} ${judgedBy ?? found?.pack.version}`,
            }
          : null,
        commander: commander ? { ...commander, article: commanderArticle } : null,
        told: toldAt(level),
        changes: changes.map(c => ({
          id: c.id,
          status: c.status,
          at: c.at.toISOString(),
          knownAt: c.knownAt.toISOString(),
          from: c.from,
          to: c.to,
          rule: c.rule,
          correction: c.correction,
          evidence: c.evidence,
        })),
        series: series.map((s, i) => ({
          seriesId: s.id,
          station: s.stationCode,
          name: s.stationName,
          river: s.river,
          indicator: s.indicator,
          measures: namesOf(s.indicator),
          unit: s.unit,
          everyMinutes: s.everyMinutes,
          invented: s.invented,
          thresholds: Object.fromEntries(
            Object.entries(s.thresholds).filter(([, v]) => v && typeof v.value === 'number'),
          ) as LevelWhy['series'][number]['thresholds'],
          bounds: chartBounds(rule ?? null, s.indicator),
          readings: (readings[i] ?? []).map(r => ({ at: r.at.toISOString(), value: r.value })),
        })),
      }
    },
  )

  app.post(
    '/api/levels/:unitId/:hazard/hold',
    {
      config: { policy: 'levels.hold' },
      schema: {
        params: Type.Object({ unitId: Type.Integer(), hazard: Type.String({ maxLength: 40 }) }),
        response: { 200: Done },
      },
    },
    async request => {
      const { unitId, hazard } = request.params
      request.permit({ unitId })
      await request.command(async (tx, note) => {
        const held = await holdLevel(tx, unitId, hazard, request.actor.userId, request.actor.displayName, request.now)
        if (!held) throw new Refusal('not-found', { what: 'cấp độ đang có' })
        note({ command: 'levels.hold', subject: `level/${unitId}/${hazard}`, unitId })
        await tx.query(`select app.tell('levels', $1)`, [request.run.id])
      })
      return { ok: true as const }
    },
  )
}
