import { IndicatorSet } from '@tusom/contract'
import { indicatorFields, indicatorSet, planFields } from '@tusom/domain'
import { localParts } from '@tusom/vi-text'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { watchedSeries } from './watched-series.ts'

export const mapping = { status: indicatorFields.status, source: indicatorFields.source }
export const fieldNames = planFields.map(f => ({ ...f }))

/** The indicator set of the reader's province: what is judged and what is measured, with counts and never a reading. */
export function registerIndicators(app: App, ingest: Ingest): void {
  app.get(
    '/api/indicators',
    { config: { policy: 'indicators.read' }, schema: { response: { 200: IndicatorSet } } },
    async request => {
      const { provinceId } = request.actor
      const tree = app.ctx.tree()
      const now = request.now.getTime()
      const packs = (await ingest.engine(request.run.id)).packsOfProvince(provinceId)
      const rows = indicatorSet(packs, await watchedSeries(ingest, request.run.id, provinceId), now)
      return {
        province: tree.byId.get(provinceId)?.fullName ?? '',
        asOf: request.now.toISOString(),
        communes: tree.communes(provinceId, localParts(now).date).length,
        fields: fieldNames,
        mapping,
        rows: rows.map(r => ({
          ...r,
          fields: [...r.fields],
          indirect: [...r.indirect],
          newestAt: r.newestAt === null ? null : new Date(r.newestAt).toISOString(),
        })),
      }
    },
  )
}
