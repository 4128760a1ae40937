import {
  type EvacuationCall,
  type EvacuationPlan,
  type GoReason,
  mustGo,
  needsTransport,
  planEvacuation,
  type MovePlace,
  priorityOf,
} from '@tusom/domain'
import {
  type HostRow,
  type HouseholdRow,
  listHosts,
  listHouseholds,
  listPlaces,
  listShelters,
  listStates,
  type NewPlace,
  type PlaceRow,
  type ShelterRow,
  type StateRow,
  type Tx,
} from '@tusom/store'
import type { Sealer } from '../../core/sealed.ts'
import type { UnitTree } from '../../core/unit-tree.ts'
import { hamletsUnder } from '../households/names.ts'
import { hostPoint, housePoint } from '../households/present.ts'

/** Everything that a commune's plan is made of, as the reader may see it. */
export type CommuneRegister = {
  households: HouseholdRow[]
  hosts: HostRow[]
  shelters: ShelterRow[]
  states: Map<number, StateRow>
  places: Map<number, PlaceRow>
}

export async function readRegister(tx: Tx, tree: UnitTree, communeId: number): Promise<CommuneRegister> {
  const hamlets = [...hamletsUnder(tree, communeId).keys()]
  return {
    households: await listHouseholds(tx, hamlets),
    hosts: await listHosts(tx, hamlets),
    shelters: await listShelters(tx, [communeId]),
    states: new Map((await listStates(tx, hamlets)).map(s => [s.householdId, s])),
    places: new Map((await listPlaces(tx, hamlets)).map(p => [p.householdId, p])),
  }
}

export const placeOf = (p: { hostId: number | null; shelterId: number | null } | undefined): MovePlace | null =>
  p?.shelterId ? { kind: 'shelter', id: p.shelterId } : p?.hostId ? { kind: 'host', id: p.hostId } : null

/**
 * The plan of a commune under these calls. Who has already gone is in it whatever the calls say, and keeps the place it went
 * to (or was told to go to). A house without a point is taken to stand at the middle of its hamlet.
 */
export function buildPlan(
  tree: UnitTree,
  sealer: Sealer,
  register: CommuneRegister,
  calls: readonly EvacuationCall[],
): { plan: EvacuationPlan; rows: NewPlace[] } {
  const middle = (hamletId: number) => {
    const u = tree.byId.get(hamletId)
    return u && u.lat !== null && u.lon !== null ? { lat: u.lat, lon: u.lon } : null
  }
  const reasons = new Map<number, GoReason>()
  const fixed: { householdId: number; place: MovePlace }[] = []
  for (const h of register.households) {
    const state = register.states.get(h.id)
    const gone = state !== undefined && ['left', 'moving', 'arrived'].includes(state.state)
    const reason =
      mustGo(h, calls) ??
      (gone
        ? (register.places.get(h.id)?.reason ?? {
            hazard: h.hazards[0] ?? 'flood',
            code: 'under-way' as const,
            vi: 'đã đi, ngoài lệnh',
            en: 'has gone without being told to',
          })
        : null)
    if (!reason) continue
    reasons.set(h.id, reason)
    const place = gone ? (placeOf(state) ?? placeOf(register.places.get(h.id))) : null
    if (place) fixed.push({ householdId: h.id, place })
  }
  const going = register.households.filter(h => reasons.has(h.id))
  const hazards = [...new Set(calls.map(c => c.hazard))]
  const plan = planEvacuation({
    hazards,
    fixed,
    households: going.map(h => ({
      id: h.id,
      hamletId: h.hamletId,
      point: housePoint(sealer, h) ?? middle(h.hamletId),
      people: h.people,
      rank: priorityOf(h),
      hostId: h.hostId,
      shelterId: h.shelterId,
    })),
    places: [
      ...register.hosts.map(p => ({
        kind: 'host' as const,
        id: p.id,
        hamletId: p.hamletId,
        point: hostPoint(sealer, p) ?? middle(p.hamletId),
        capacity: p.capacity,
        safeFrom: p.safeFrom,
      })),
      ...register.shelters
        .filter(s => s.active)
        .map(s => ({
          kind: 'shelter' as const,
          id: s.id,
          hamletId: s.hamletId,
          point:
            s.lat !== null && s.lon !== null
              ? { lat: s.lat, lon: s.lon }
              : s.hamletId !== null
                ? middle(s.hamletId)
                : middle(s.communeId),
          capacity: s.capacity,
          safeFrom: s.safeFrom,
        })),
    ],
  })
  const byId = new Map(going.map(h => [h.id, h]))
  const rows = plan.placements.map((p): NewPlace => {
    const h = byId.get(p.householdId) as HouseholdRow
    return {
      ...p,
      hamletId: h.hamletId,
      people: h.people,
      rank: priorityOf(h),
      transport: needsTransport(h),
      reason: reasons.get(h.id) as GoReason,
    }
  })
  return { plan, rows }
}
