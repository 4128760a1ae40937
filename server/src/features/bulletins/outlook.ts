import type { BulletinOutlook } from '@tusom/contract'
import { validityOf } from '@tusom/domain'
import type { FiledBulletinRow } from '@tusom/store'
import type { StoredBulletinReading } from './present-reading.ts'

export const validity = (b: Pick<FiledBulletinRow, 'hazard' | 'issuedAt' | 'nextAt' | 'expiresAt'>) =>
  validityOf({
    hazard: b.hazard,
    issuedAt: b.issuedAt.getTime(),
    nextAt: b.nextAt?.getTime() ?? null,
    expiresAt: b.expiresAt?.getTime() ?? null,
  })

/** "2025-10-08" means to the end of that day in Hà Nội. */
const endOf = (time: string | null): number | null =>
  time === null ? null : time.length === 10 ? Date.parse(`${time}T23:59:59+07:00`) : Date.parse(time)

/**
 * What bulletins still say about the hours to come at a unit. Of several bulletins of one issuer and hazard the newest speaks:
 * the next forecast replaces the one before. Forecasts of a time that is past are left out.
 */
export function outlookOf(unitId: number, bulletins: readonly FiledBulletinRow[], now: Date): BulletinOutlook {
  const ms = now.getTime()
  const spoken = new Set<string>()
  return {
    unitId,
    bulletins: bulletins.flatMap(b => {
      const key = `${b.issuer}\u0000${b.hazard}`
      if (spoken.has(key)) return []
      spoken.add(key)
      const r = b.reading as StoredBulletinReading | null
      if (!r || r.final) return []
      const v = validity(b)
      const ahead = (x: { at?: string | null; to: string | null }) =>
        (endOf(x.at ?? null) ?? endOf(x.to) ?? v.until) > ms
      const forecasts = r.forecasts.filter(f => f.unitIds.includes(unitId) && ahead(f))
      const rain = r.rain.filter(x => (x.unitIds.includes(unitId) || x.wider) && ahead(x))
      const storm = r.storm.filter(s => !s.observed && (endOf(s.at) ?? v.until) > ms)
      if (forecasts.length + rain.length + storm.length === 0) return []
      return [
        {
          id: b.id,
          issuer: b.issuer,
          hazard: b.hazard,
          issuedAt: b.issuedAt.toISOString(),
          validUntil: new Date(v.until).toISOString(),
          outOfDate: v.until <= ms,
          forecasts,
          rain,
          storm,
        },
      ]
    }),
  }
}
