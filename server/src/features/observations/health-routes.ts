import { Done, ExpectedInterval, IdParams, SeriesHealthOut } from '@tusom/contract'
import { expectedInterval, learnInterval, policies, type Policy, refuse, Refusal, seriesHealth } from '@tusom/domain'
import { type SeriesPulse, seriesPulses, type SeriesRow, setExpectedMinutes } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from './ingest.ts'

const DAY_MINUTES = 1440

/** How every series stands: a station that fell silent is itself an alarm, and zero is not the same as nothing. */
export function registerSeriesHealth(app: App, ingest: Ingest): void {
  app.get(
    '/api/stations/health',
    { config: { policy: 'stations.read' }, schema: { response: { 200: Type.Array(SeriesHealthOut) } } },
    async request => {
      const { rows } = await ingest.catalogue()
      const { watch, assignments } = request.actor
      const seen = (id: number) => watch.has(id) || assignments.some(a => a.units.has(id))
      const ours = rows.filter(s => s.communeIds.some(seen))
      const pulses = await request.read(tx =>
        seriesPulses(
          tx,
          request.run.id,
          ours.map(s => s.id),
          request.now,
        ),
      )
      const byId = new Map(pulses.map(p => [p.seriesId, p]))
      const policy = policies['series.expect'] as Policy
      return ours.flatMap(s => {
        const pulse = byId.get(s.id)
        const maySet = request.run.id === 0 && placesOf(s).some(unitId => !refuse(request.actor, policy, { unitId }))
        return pulse ? [present(s, pulse, request.now, maySet)] : []
      })
    },
  )

  const present = (s: SeriesRow, p: SeriesPulse, now: Date, maySet: boolean) => {
    const every = expectedInterval(s.everyMinutes, learnInterval(p.times), p.expectedMinutes)
    const health = seriesHealth(p.lastAt?.getTime() ?? null, every.minutes, now.getTime())
    return {
      seriesId: s.id,
      station: s.stationCode,
      name: s.stationName,
      river: s.river,
      indicator: s.indicator,
      unit: s.unit,
      invented: s.invented,
      communes: s.communeIds.map(id => app.ctx.tree().byId.get(id)?.name ?? ''),
      state: health.state,
      since: health.since === null ? null : new Date(health.since).toISOString(),
      missed: health.missed,
      everyMinutes: every.minutes,
      everyFrom: every.from,
      lastAt: p.lastAt?.toISOString() ?? null,
      lastValue: p.lastValue,
      lastCorrected: p.lastCorrected ?? false,
      day: {
        came: p.dayCount,
        zeros: p.dayZeros,
        corrected: p.dayCorrected,
        missing: Math.max(0, Math.floor(DAY_MINUTES / every.minutes) - p.dayCount),
      },
      maySet,
    }
  }

  app.put(
    '/api/stations/health/:id/interval',
    {
      config: { policy: 'series.expect', actualOnly: true },
      schema: { params: IdParams, body: ExpectedInterval, response: { 200: Done } },
    },
    async request => {
      const { rows } = await ingest.catalogue()
      const row = rows.find(s => s.id === request.params.id)
      if (!row) throw new Refusal('not-found', { what: 'chuỗi số đo' })
      const policy = policies['series.expect'] as Policy
      const places = placesOf(row)
      request.permit({ unitId: places.find(unitId => !refuse(request.actor, policy, { unitId })) ?? row.provinceId })
      const { minutes } = request.body
      await request.command(async (tx, note) => {
        await setExpectedMinutes(tx, row.id, minutes)
        await tx.query(`select app.tell('observations', 0)`)
        note({ command: 'series.expect', subject: `series/${row.id}`, detail: { station: row.stationCode, minutes } })
      })
      return { ok: true as const }
    },
  )
}

/** Whoever holds or watches one of these may say how often it should speak. */
const placesOf = (s: SeriesRow): number[] => [s.provinceId, ...s.communeIds]
