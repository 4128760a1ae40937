import {
  type DamageReport,
  type LossDay,
  lossByDay,
  lossCorrections,
  lossDays,
  missingOverAYear,
  Refusal,
  sumDamage,
} from '@tusom/domain'
import { type DamageRow, incidentDamage, type IncidentRow, incidentSitreps, type Tx, type UnitRow } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

export type Losses = {
  incident: IncidentRow
  unit: UnitRow
  level: 'commune' | 'province'
  communes: { id: number; name: string; days: LossDay[]; overAYear: number }[]
  days: LossDay[]
  rows: DamageRow[]
  reports: (DamageReport & { recordedAt: number })[]
  sum: ReturnType<typeof sumDamage>
  corrections: ReturnType<typeof lossCorrections>
  byDay: { indicators: string[]; days: ReturnType<typeof lossByDay> }
}

/** As many days as fit beside each other on a page; the last ones. */
const shownDays = 7
/** Figures followed day by day. */
const followed = [
  'people.dead',
  'people.missing',
  'people.injured',
  'people.households',
  'house.flooded',
  'crops.rice',
  'money.total',
]

/** What one unit reports within an incident: itself, or the communes below it. */
export async function gatherLosses(
  tx: Tx,
  tree: UnitTree,
  incident: IncidentRow,
  unitId: number,
  now: Date,
): Promise<Losses> {
  const unit = tree.byId.get(unitId)
  if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
  const level = unit.kind === 'commune' ? ('commune' as const) : ('province' as const)
  const below = tree.subtree(unitId)
  const ids = incident.communeIds.filter(id => below.has(id))
  if (!ids.length) throw new Refusal('loss.no-part')
  const inside = new Set(ids)
  const rows = (await incidentDamage(tx, incident.id)).filter(r => inside.has(r.communeId))
  const sitreps = await incidentSitreps(tx, incident.id)
  const onset = incident.openedAt.getTime()
  const end = incident.closedAt?.getTime() ?? null
  const at = now.getTime()
  // a report is what was sent: the quick report itself, or figures entered for it
  const sentBy = (id: number) => [
    ...sitreps.filter(s => s.unitId === id).map(s => s.sentAt.getTime()),
    ...rows.filter(r => r.communeId === id).map(r => r.recordedAt.getTime()),
  ]
  const reports = rows.map(r => ({
    id: r.id,
    communeId: r.communeId,
    asOf: r.asOf.getTime(),
    figures: r.figures,
    recordedAt: r.recordedAt.getTime(),
  }))
  const days = lossDays(level, onset, end, sentBy(unitId), at)
  const past = days.filter(d => d.dueAt <= at).slice(-shownDays)
  return {
    incident,
    unit,
    level,
    communes: ids
      .map(id => ({
        id,
        name: tree.byId.get(id)?.name ?? `#${id}`,
        days: lossDays('commune', onset, end, sentBy(id), at),
        overAYear: missingOverAYear(
          reports
            .filter(r => r.communeId === id && r.figures['people.missing'] !== undefined)
            .map(r => ({ at: r.asOf, value: r.figures['people.missing'] ?? null })),
          at,
        ),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'vi')),
    days,
    rows,
    reports,
    sum: sumDamage(reports, ids),
    corrections: lossCorrections(reports),
    byDay: { indicators: followed, days: lossByDay(reports, ids, past, followed) },
  }
}
