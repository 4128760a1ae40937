import { type Matcher, makeMatcher, type NamedUnit } from '@tusom/domain'
import { allSuccessions, type Tx } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'

/** A matcher over the bodies of the owner's province on a day; a commune's own reading knows its hamlets too. */
export async function matcherFor(tx: Tx, tree: UnitTree, ownerId: number, day: string): Promise<Matcher> {
  const province = tree.provinceOf(ownerId)
  const commune = tree.communeOf(ownerId)
  const became = new Map<number, number[]>()
  for (const { oldId, newId } of await allSuccessions(tx)) became.set(oldId, [...(became.get(oldId) ?? []), newId])
  const own = tree.subtree(ownerId)
  const units: NamedUnit[] = [...tree.subtree(province?.id ?? ownerId)].flatMap(id => {
    const u = tree.byId.get(id)
    if (!u || (u.kind === 'hamlet' && !(commune && own.has(id)))) return []
    return {
      id,
      kind: u.kind,
      name: u.name,
      fullName: u.fullName,
      aliases: u.aliases,
      valid: u.validFrom <= day && (u.validTo === null || u.validTo > day),
      successorIds: became.get(id) ?? [],
    }
  })
  return makeMatcher(units, { provinceName: province?.name ?? '', within: commune?.id ?? null })
}
