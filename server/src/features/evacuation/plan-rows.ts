import type { EvacuationRow, PlanTotalsOut } from '@tusom/contract'
import { type EvacuationCall, type HouseholdHazard, saysNeeds } from '@tusom/domain'
import type { NewPlace, Tx } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { hamletsUnder, noteRead } from '../households/names.ts'
import { presentHousehold } from '../households/present.ts'
import { buildPlan, type CommuneRegister, placeOf, readRegister } from './build-plan.ts'
import { placeNames } from './present.ts'

/** One row a household: who goes where and how it stands. In force: as people were told; a trial: as it would be. */
export async function planRows(
  app: App,
  sealer: Sealer,
  tx: Tx,
  request: FastifyRequest,
  communeId: number,
  calls: readonly EvacuationCall[],
  trial: boolean,
  named: boolean,
): Promise<{ rows: EvacuationRow[]; totals: PlanTotalsOut }> {
  const tree = app.ctx.tree()
  const hamlets = hamletsUnder(tree, communeId)
  const register = await readRegister(tx, tree, communeId)
  // in force: what people were told, as it was told; a trial: as it would be
  const fresh = trial ? buildPlan(tree, sealer, register, calls) : null
  const rows: NewPlace[] = fresh ? fresh.rows : [...register.places.values()].map(p => ({ ...p, place: placeOf(p) }))
  const byId = new Map(register.households.map(h => [h.id, h]))
  const label = placeNames(sealer, register, named)
  const shown = rows.flatMap((r): EvacuationRow[] => {
    const h = byId.get(r.householdId)
    if (!h) return []
    const s = trial ? undefined : register.states.get(h.id)
    const destination = label(r.place)
    return [
      {
        household: presentHousehold(sealer, h, hamlets.get(h.hamletId)?.name ?? '', destination?.label ?? null, named),
        reason: { code: r.reason.code, vi: r.reason.vi, en: r.reason.en },
        needs: { vi: saysNeeds(h, 'vi'), en: saysNeeds(h, 'en') },
        transport: r.transport,
        destination,
        distanceKm: r.distanceKm === null ? null : Math.round(r.distanceKm * 10) / 10,
        why: r.why,
        wish: r.wish,
        unplaced: r.unplaced,
        state: s?.state ?? 'planned',
        since: s?.since?.toISOString() ?? null,
        at: label(placeOf(s)),
        help: s?.help ? { need: s.help as never, since: (s.helpSince as Date).toISOString() } : null,
        refusedSince: s?.refusedSince?.toISOString() ?? null,
        by: s?.byName ?? null,
      },
    ]
  })
  if (named) await noteRead(tx, request, communeId, `evacuation/${communeId}`, shown.length, 'xem phương án sơ tán')
  return { rows: shown, totals: totalsOf(rows, register, calls) }
}

function totalsOf(
  rows: readonly NewPlace[],
  register: CommuneRegister,
  calls: readonly EvacuationCall[],
): PlanTotalsOut {
  const hazards: HouseholdHazard[] = calls.map(c => c.hazard)
  const safe = (p: { safeFrom: readonly HouseholdHazard[] }) => hazards.every(h => p.safeFrom.includes(h))
  const places = [...register.hosts, ...register.shelters.filter(s => s.active)]
  const sum = (list: readonly { people: number }[]) => list.reduce((s, r) => s + r.people, 0)
  const figure = (list: readonly { people: number }[]) => ({ households: list.length, people: sum(list) })
  const placed = rows.filter(r => r.place)
  const livestock = new Map(register.households.map(h => [h.id, h.bigLivestock]))
  return {
    households: rows.length,
    people: sum(rows),
    placedHouseholds: placed.length,
    placedPeople: sum(placed),
    inHosts: figure(placed.filter(r => r.place?.kind === 'host')),
    inShelters: figure(placed.filter(r => r.place?.kind === 'shelter')),
    placesShort: sum(rows) - sum(placed),
    safeCapacity: places.filter(safe).reduce((s, p) => s + p.capacity, 0),
    unsafeCapacity: places.filter(p => !safe(p)).reduce((s, p) => s + p.capacity, 0),
    personKm: Math.round(rows.reduce((s, r) => s + (r.distanceKm ?? 0) * r.people, 0) * 10) / 10,
    transportHouseholds: rows.filter(r => r.transport).length,
    transportPeople: sum(rows.filter(r => r.transport)),
    bigLivestock: rows.reduce((s, r) => s + (livestock.get(r.householdId) ?? 0), 0),
    vehicles: null,
  }
}
