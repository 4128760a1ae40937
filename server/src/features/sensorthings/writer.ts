import { type Actor, policies, type Policy, refuse, Refusal, type Role } from '@tusom/domain'
import type { Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** Somebody who registers stations, inside one transaction. */
export type Writer = { tx: Tx; actor: Actor; tree: UnitTree; now: Date; unitId: number }

const manage = policies['stations.manage'] as Policy

/** The unit to which what this actor makes belongs: the widest at which stations may be managed. */
export function makingUnit(actor: Actor): number {
  const holding = actor.assignments.filter(a => (manage.roles as readonly Role[]).includes(a.role))
  const widest = [...holding].sort((a, b) => b.units.size - a.units.size)[0]
  if (!widest) throw new Refusal('rights.role')
  return widest.unitId
}

/** A station is managed by who may speak for its province, or for every commune it speaks for. */
export function mayManage(actor: Actor, provinceId: number, communeIds: readonly number[]): void {
  const no = (unitId: number) => refuse(actor, manage, { unitId })
  const why = no(provinceId)
  if (!why) return
  const strange = communeIds.map(no).find(x => x !== null)
  if (!communeIds.length || strange) throw strange ?? why
}

/** What belongs to no station (a device, an indicator, a feature) is its maker's; the system's own is the province's. */
export function mayChange(actor: Actor, unitId: number | null): void {
  const why = refuse(actor, manage, { unitId: unitId ?? actor.provinceId })
  if (why) throw why
}
