import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'

const StationOut = Type.Object({
  station: Type.String(),
  name: Type.String(),
  river: Type.Union([Type.String(), Type.Null()]),
  indicator: Type.String(),
  unit: Type.String(),
  everyMinutes: Type.Integer(),
  invented: Type.Boolean(),
  communes: Type.Array(Type.String()),
  lastAt: Type.Union([Type.String(), Type.Null()]),
})

/** The stations that speak for communes within the reader's sight, with when each was last heard. */
export function registerStations(app: App, ingest: Ingest): void {
  app.get(
    '/api/stations',
    { config: { policy: 'stations.read', machine: true }, schema: { response: { 200: Type.Array(StationOut) } } },
    async request => {
      const engine = await ingest.engine(request.run.id)
      const { rows } = await ingest.catalogue()
      const { watch, assignments } = request.actor
      const seen = (id: number) => watch.has(id) || assignments.some(a => a.units.has(id))
      return rows
        .filter(s => s.communeIds.some(seen))
        .map(s => {
          const last = engine.lastAt.get(s.id)
          return {
            station: s.stationCode,
            name: s.stationName,
            river: s.river,
            indicator: s.indicator,
            unit: s.unit,
            everyMinutes: s.everyMinutes,
            invented: s.invented,
            communes: s.communeIds.map(id => app.ctx.tree().byId.get(id)?.name ?? ''),
            lastAt: last === undefined ? null : new Date(last).toISOString(),
          }
        })
    },
  )
}
