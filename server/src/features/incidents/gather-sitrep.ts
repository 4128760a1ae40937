import { Refusal, type SitrepFacts, type SitrepPart, sumDamage } from '@tusom/domain'
import {
  activationScopes,
  activationTasks,
  currentLevels,
  incidentDamage,
  incidentEntries,
  incidentLinks,
  type IncidentRow,
  incidentTexts,
  incidentWarnings,
  listActivations,
  type SeriesRow,
  tasksByIds,
  type Tx,
} from '@tusom/store'
import { named } from '../../core/places.ts'
import type { UnitTree } from '../../core/unit-tree.ts'
import { countTasks, isLate, presentActivation } from '../scenarios/present.ts'
import { evacuationFacts } from './evacuation-facts.ts'
import { standingOf } from './warning-standing.ts'

/** Warnings issued up to this long before an incident was opened belong to its story. */
export const BEFORE_OPENING_MS = 24 * 3_600_000
const MOST_LATE = 6
const MOST_DECISIONS = 10

export type SitrepAsk = {
  tree: UnitTree
  series: readonly SeriesRow[]
  incident: IncidentRow
  unitId: number
  now: Date
  exercise: boolean
  sample: boolean
  number: number | null
}

/** The communes for which a unit reports within an incident: itself, or those of the incident below it. */
export function sitrepCommunes(tree: UnitTree, incident: { communeIds: number[]; ownerId: number }, unitId: number) {
  const below = tree.subtree(unitId)
  const own = incident.communeIds.filter(id => below.has(id) || unitId === incident.ownerId)
  if (!own.length) throw new Refusal('not-found', { what: 'đơn vị trong sự cố này' })
  return own
    .map(id => ({ id, name: tree.byId.get(id)?.name ?? `#${id}` }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

/** Everything that a quick report of one unit is made from, as the reader's rights show it. */
export async function gatherSitrep(tx: Tx, ask: SitrepAsk): Promise<SitrepFacts> {
  const { tree, incident, now } = ask
  const unit = tree.byId.get(ask.unitId)
  if (!unit) throw new Refusal('not-found', { what: 'đơn vị' })
  const communes = sitrepCommunes(tree, incident, ask.unitId)
  const ids = communes.map(c => c.id)
  const here = new Set(ids)
  const inside = tree.subtree(ask.unitId)
  const links = await incidentLinks(tx, incident.id)
  const linked = (kind: string) => links.filter(l => l.kind === kind).map(l => l.refId)
  const levels = (await currentLevels(tx, now)).filter(l => here.has(l.areaId))
  const warnings = await incidentWarnings(
    tx,
    ids,
    new Date(incident.openedAt.getTime() - BEFORE_OPENING_MS),
    linked('warning'),
  )
  const activations = await listActivations(tx, { incidentId: incident.id })
  const activationIds = activations.map(a => a.id)
  const scopes = (await activationScopes(tx, activationIds)).filter(s => here.has(s.communeId))
  const whole = ask.unitId === incident.ownerId
  const tasks = (await activationTasks(tx, activationIds)).filter(
    t => whole || inside.has(t.leadId) || t.communeIds.some(id => here.has(id)),
  )
  const single = (await tasksByIds(tx, linked('task'))).filter(t => whole || inside.has(t.leadId))
  const all = [...tasks, ...single.filter(s => !tasks.some(t => t.id === s.id))]
  const damage = await incidentDamage(tx, incident.id)
  const texts = await incidentTexts(tx, incident.id, ask.unitId)
  const entries = await incidentEntries(tx, incident.id, null, 500)
  const corrected = new Set(entries.flatMap(e => e.correctsId ?? []))
  return {
    at: now.getTime(),
    number: ask.number,
    exercise: ask.exercise,
    sample: ask.sample,
    unit: { id: unit.id, name: unit.fullName, kind: unit.kind },
    incident: {
      id: incident.id,
      title: incident.title,
      openedAt: incident.openedAt.getTime(),
      lead: named(tree, incident.leadId).name,
      state: incident.state,
    },
    communes,
    levels: levels.map(l => ({
      communeId: l.areaId,
      hazard: l.hazard,
      status: l.status,
      level: l.level,
      since: l.since.getTime(),
      bulletin: l.bulletinAt
        ? { issuer: l.bulletinIssuer ?? '', number: l.bulletinNumber, issuedAt: l.bulletinAt.getTime() }
        : null,
      readings: l.evidence.map(e => {
        const s = ask.series.find(x => x.stationCode === e.station && x.indicator === e.indicator)
        return {
          stationName: s?.stationName ?? e.station,
          indicator: e.indicator,
          value: e.value,
          unit: s?.unit ?? '',
          at: Date.parse(e.at),
          says: e.says,
          invented: s?.invented ?? false,
        }
      }),
    })),
    warnings: warnings.map(w => ({
      number: w.number,
      headline: w.headline,
      issuedAt: w.issuedAt.getTime(),
      standing: standingOf(w, now),
    })),
    activations: activations
      .filter(a => whole || scopes.some(s => s.activationId === a.id))
      .map(a => {
        const p = presentActivation(tree, a, scopes, tasks, now)
        return {
          name: a.nameVi,
          level: p.level,
          at: a.openedAt.getTime(),
          communes: p.communes.length,
          by: `${a.openedByName}, ${p.owner.name}`,
          stopped: a.stoppedAt ? { at: a.stoppedAt.getTime(), reason: a.stopReason ?? '' } : null,
        }
      })
      .reverse(),
    tasks: all.length ? countTasks(all, now) : null,
    lateTasks: all
      .filter(t => isLate(t, now))
      .sort((a, b) => (a.dueAt as Date).getTime() - (b.dueAt as Date).getTime())
      .slice(0, MOST_LATE)
      .map(t => ({ title: t.title, lead: named(tree, t.leadId).name, dueAt: (t.dueAt as Date).getTime() })),
    decisions: entries
      .filter(e => e.kind === 'decision' && !e.link && !corrected.has(e.id))
      .filter(e => whole || e.communeId === null || here.has(e.communeId))
      .slice(0, MOST_DECISIONS)
      .map(e => ({ at: e.at.getTime(), text: e.text, source: e.source }))
      .sort((a, b) => a.at - b.at),
    evacuation: await evacuationFacts(tx, communes),
    damage: sumDamage(
      damage.map(d => ({ ...d, asOf: d.asOf.getTime() })),
      ids,
    ),
    texts: Object.fromEntries(texts.map(x => [x.part, { text: x.text, at: x.at.getTime(), by: x.byName }])) as Partial<
      Record<SitrepPart, { text: string; at: number; by: string }>
    >,
  }
}
