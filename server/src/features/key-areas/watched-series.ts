import type { WatchedSeries } from '@tusom/domain'
import type { Ingest } from '../observations/ingest.ts'

/** Series of one province with when each was last heard in the run. */
export async function watchedSeries(ingest: Ingest, runId: number, provinceId: number): Promise<WatchedSeries[]> {
  const engine = await ingest.engine(runId)
  const { rows } = await ingest.catalogue()
  return rows
    .filter(s => s.provinceId === provinceId)
    .map(s => ({
      id: s.id,
      station: s.stationCode,
      stationName: s.stationName,
      indicator: s.indicator,
      unit: s.unit,
      everyMinutes: s.everyMinutes,
      communeIds: s.communeIds,
      lastAt: engine.lastAt.get(s.id) ?? null,
      invented: s.invented,
    }))
}
