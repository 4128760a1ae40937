import {
  addDays,
  dailyLosses,
  dailyLossForm,
  type DamageReport,
  isLossElement,
  type LossDay,
  type LossSent,
  lossByDay,
  lossCorrections,
  lossDays,
  missingOverAYear,
  Refusal,
  reportDay,
  sumDamage,
} from '@tusom/domain'
import {
  type DamageRow,
  incidentDamage,
  type IncidentRow,
  incidentSitreps,
  reportFigures,
  reportsOf,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import { FormBook } from '../reports/forms.ts'

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
  /** where a commune's daily form says something else than its figures in the incident for the same day */
  differences: LossDifference[]
}
export type LossDifference = { communeId: number; element: string; day: string; form: number; incident: number }

/** Days of which the daily form is looked at. */
const formDays = 60

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
  runId: number,
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
  // an exercise owes no account, so it has no forms
  const daily = runId === 0 ? await dailyForms(tx, tree, ids, onset, end ?? at) : { sent: [], figures: [] }
  // a report is what was sent: the quick report itself, figures entered for it, or the daily form
  const sentBy = (id: number): LossSent[] => [
    ...sitreps.filter(s => s.unitId === id).map(s => ({ asOf: s.sentAt.getTime(), sentAt: s.sentAt.getTime() })),
    ...rows.filter(r => r.communeId === id).map(r => ({ asOf: r.asOf.getTime(), sentAt: r.recordedAt.getTime() })),
    ...daily.sent.filter(s => s.unitId === id),
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
    differences: daily.figures.flatMap(f => {
      const known = dailyLosses(reports, f.unitId, Date.parse(`${addDays(f.day, 1)}T00:00:00+07:00`) - 1)
      return known
        .filter(k => k.element === f.element && k.value !== f.value)
        .map(k => ({ communeId: f.unitId, element: f.element, day: f.day, form: f.value, incident: k.value }))
    }),
  }
}

/** What the communes sent on the daily form while the incident went on: when, and the figures of each one's last day. */
async function dailyForms(tx: Tx, tree: UnitTree, ids: readonly number[], from: number, to: number) {
  const keys: string[] = []
  const first = reportDay(new Date(from))
  for (let day = reportDay(new Date(to)); day >= first && keys.length < formDays; day = addDays(day, -1)) keys.push(day)
  const reports = await reportsOf(tx, dailyLossForm, keys, [...ids])
  const sent = reports.flatMap(r =>
    r.firstSentAt
      ? // a day's form speaks for that day, whenever it is sent
        [
          {
            unitId: r.unitId,
            asOf: Math.max(from, Date.parse(`${r.periodKey}T12:00:00+07:00`)),
            sentAt: r.firstSentAt.getTime(),
          },
        ]
      : [],
  )
  const provinceId = tree.provinceOf(ids[0] ?? 0)?.id ?? 0
  const rows = reports.length
    ? await reportFigures(
        tx,
        { formCode: dailyLossForm, periodKeys: keys, unitIds: ids },
        // what an office made sensitive is not compared in front of everybody
        {
          exact: false,
          sensitive: (await FormBook.read(tx, provinceId)).sensitive(dailyLossForm),
          overId: provinceId,
        },
      )
    : []
  const last = new Map<number, (typeof rows)[number]>()
  for (const row of rows) {
    const had = last.get(row.unitId)
    if (!had || row.periodKey > had.periodKey) last.set(row.unitId, row)
  }
  const figures = [...last.values()].flatMap(row =>
    [...row.figures].flatMap(([element, value]) =>
      value !== null && isLossElement(element) ? [{ unitId: row.unitId, day: row.periodKey, element, value }] : [],
    ),
  )
  return { sent, figures }
}
