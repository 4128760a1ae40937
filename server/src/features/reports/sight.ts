import { type Actor, policies, type Policy, refuse, type Target } from '@tusom/domain'
import type { Sight } from '@tusom/store'
import type { UnitTree } from '../../core/unit-tree.ts'
import type { FormBook } from './forms.ts'

/**
 * What this reader may see of sensitive counts at a unit: everything, where they hold the right or fill the unit's own reports; else only
 * what the province released. The queries are given this and answer nothing more.
 */
export function sightOf(actor: Actor, tree: UnitTree, book: FormBook, formCode: string, target: Target): Sight {
  const holds = refuse(actor, policies['reports.small-cells'] as Policy, target) === null
  const own = actor.assignments.some(
    a => a.unitId === target.unitId && (policies['reports.fill'] as Policy).roles.includes(a.role as never),
  )
  if (holds || (own && target.unitId !== null && tree.byId.get(target.unitId)?.kind === 'commune'))
    return { exact: true }
  return {
    exact: false,
    sensitive: book.sensitive(formCode),
    overId: target.unitId === null ? 0 : (tree.provinceOf(target.unitId)?.id ?? 0),
  }
}
