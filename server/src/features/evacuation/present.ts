import type { OrderOut } from '@tusom/contract'
import { type EvacuationCall, type MovePlace, Refusal } from '@tusom/domain'
import type { HostRow, OrderRow, ShelterRow, UnitRow } from '@tusom/store'
import { Type } from 'typebox'
import { Sealer } from '../../core/sealed.ts'
import { hostLabel } from '../households/present.ts'
import type { UnitTree } from '../../core/unit-tree.ts'

export const CommuneParams = Type.Object({ communeId: Type.Integer({ minimum: 1 }) })

/** An order as everybody is told it. */
export const presentOrder = (o: OrderRow): OrderOut => ({
  id: o.id,
  hazard: o.hazard,
  level: o.level,
  alarm: o.alarm,
  rising: o.rising,
  everyone: o.everyone,
  dueAt: o.dueAt?.toISOString() ?? null,
  orderedAt: o.orderedAt.toISOString(),
  orderedBy: o.orderedByName,
})
/** What an order asks of the register: who must go. */
export const callOf = (o: OrderRow): EvacuationCall => ({
  hazard: o.hazard,
  level: o.level,
  alarm: o.alarm,
  rising: o.rising,
  everyone: o.everyone,
})

export function communeOf(tree: UnitTree, id: number): UnitRow {
  const unit = tree.byId.get(id)
  if (!unit) throw new Refusal('not-found', { what: 'xã, phường này' })
  if (unit.kind !== 'commune') throw new Refusal('evacuation.not-commune', { unit: unit.fullName })
  return unit
}

/** Names of places for showing; a host whom the reader may not see is called by where it is. */
export function placeNames(sealer: Sealer, register: { hosts: HostRow[]; shelters: ShelterRow[] }, named: boolean) {
  const shelters = new Map(register.shelters.map(s => [s.id, s.name]))
  const hosts = new Map(register.hosts.map(h => [h.id, hostLabel(sealer, h, named)]))
  return (p: MovePlace | null) =>
    p && {
      ...p,
      label: p.kind === 'shelter' ? (shelters.get(p.id) ?? 'điểm sơ tán') : (hosts.get(p.id) ?? 'hộ nhận ngoài thôn'),
    }
}

/** When the last of them became known; null where nobody has reported. */
export const latest = (list: readonly { knownAt: Date }[]): Date | null =>
  list.reduce<Date | null>((last, r) => (last && last > r.knownAt ? last : r.knownAt), null)
