import { PackHistory, Period } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { countReadings, readingsBetween } from '@tusom/store'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { areasOf, defOf } from '../observations/run-engine.ts'

/** As many as a browser replays in a few seconds: a province of 100 stations by the hour over half a year. */
export const HISTORY_LIMIT = 400_000
const DAYS = 400

/** First and last instant of a period that was asked for. */
export function periodOf(query: { from: string; to: string }): { from: Date; to: Date } {
  const [from, to] = [new Date(query.from), new Date(query.to)]
  if (!(from < to) || to.getTime() - from.getTime() > DAYS * 86_400_000) throw new Refusal('pack.period')
  return { from, to }
}

/** What a past period holds for replaying it: readings of the stations in sight, the communes and the marks of the gauges. */
export function registerHistory(app: App, ingest: Ingest): void {
  app.get(
    '/api/packs/history',
    {
      config: { policy: 'packs.replay', costly: true },
      schema: { querystring: Period, response: { 200: PackHistory } },
    },
    async request => {
      const { from, to } = periodOf(request.query)
      const { provinceId, watch, assignments } = request.actor
      const seen = (id: number) => watch.has(id) || assignments.some(a => a.units.has(id))
      const own = (await ingest.catalogue()).rows.filter(s => s.provinceId === provinceId || s.communeIds.some(seen))
      const visible = own.filter(s => s.communeIds.some(seen))
      const ids = visible.map(s => s.id)
      const rows = await app.ctx.db.asIngest(request.run.id, async tx => {
        const found = await countReadings(tx, request.run.id, ids, from, to, HISTORY_LIMIT)
        if (found > HISTORY_LIMIT)
          throw new Refusal('pack.too-much-history', {
            found: `trên ${HISTORY_LIMIT.toLocaleString('vi')}`,
            most: HISTORY_LIMIT.toLocaleString('vi'),
          })
        return readingsBetween(tx, request.run.id, ids, from, to)
      })
      const index = new Map(visible.map((s, i) => [s.id, i]))
      const places = new Set(visible.map(s => s.provinceId))
      const areas = areasOf(app.ctx.tree()).filter(a => a.province !== null && places.has(Number(a.province)))
      return {
        areas,
        names: Object.fromEntries(areas.map(a => [a.key, app.ctx.tree().byId.get(Number(a.key))?.name ?? a.key])),
        defs: visible.map(defOf),
        readings: {
          series: rows.map(r => index.get(r.seriesId) as number),
          at: rows.map(r => Math.floor(r.at.getTime() / 1000)),
          value: rows.map(r => r.value),
        },
        unseen: new Set(own.filter(s => !s.communeIds.some(seen)).map(s => s.stationId)).size,
      }
    },
  )
}
