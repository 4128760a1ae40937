/**
 * Whom a unit may give work to: units below it, and units below one that it consolidates (the standing agency gives work
 * in the province's name to departments and communes, which are not below it in the tree).
 */
export type GivingUnit = { subtree: ReadonlySet<number>; consolidated: ReadonlySet<number> }

export function mayGive(giver: GivingUnit, leadId: number): boolean {
  return giver.subtree.has(leadId) || giver.consolidated.has(leadId)
}
