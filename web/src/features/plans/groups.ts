import type { PlanItemOut } from '@tusom/contract'

export type Group = { key: string; label: string; unitText: string; goals: boolean; items: PlanItemOut[] }

/** Items under the unit that the document names, in the order of the document; goals last; what was merged away is left out. */
export function groupsOf(items: readonly PlanItemOut[]): Group[] {
  const groups: Group[] = []
  for (const item of items) {
    if (item.mergedInto !== null) continue
    const goals = item.kind === 'objective'
    const requests = item.kind === 'report-request' && item.unitLabel === ''
    const key = goals ? 'goals' : requests ? 'requests' : `${item.unitLabel}/${item.unitText}`
    const last = groups.at(-1)
    if (last?.key === key) last.items.push(item)
    else groups.push({ key, label: item.unitLabel, unitText: item.unitText, goals, items: [item] })
  }
  return groups
}

export const isSettled = (item: PlanItemOut): boolean => item.state !== 'found'
