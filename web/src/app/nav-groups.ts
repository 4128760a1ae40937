import { useSyncExternalStore } from 'react'

/**
 * Parts of the navigation, by the hundreds of pages a province has: an item belongs where its `order` falls. What comes before the
 * first stands alone at the top: the page where a role begins.
 */
export const navGroups = [
  { key: 'respond', from: 10 },
  { key: 'direct', from: 50 },
  { key: 'account', from: 60 },
  { key: 'watch', from: 70 },
] as const
export type NavGroup = (typeof navGroups)[number]['key']

export const groupOf = (order: number): NavGroup | null => navGroups.findLast(g => order >= g.from)?.key ?? null

/** Items of one list in its groups, in order; a group without items is not there. */
export function inGroups<T extends { order: number }>(items: readonly T[]): { group: NavGroup | null; items: T[] }[] {
  const groups: { group: NavGroup | null; items: T[] }[] = []
  for (const item of items) {
    const group = groupOf(item.order)
    const last = groups.at(-1)
    if (last && last.group === group) last.items.push(item)
    else groups.push({ group, items: [item] })
  }
  return groups
}

const KEY = 'tusom.nav.folded'
const hearers = new Set<() => void>()
let folded: string = read()

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

/** Groups that the person folded, kept on this machine. */
export function useFolded(): [ReadonlySet<string>, (group: NavGroup) => void] {
  const now = useSyncExternalStore(
    hear => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => folded,
  )
  const set = new Set(now.split(',').filter(Boolean))
  return [
    set,
    group => {
      if (!set.delete(group)) set.add(group)
      folded = [...set].join(',')
      try {
        localStorage.setItem(KEY, folded)
      } catch {
        // kept for this page only
      }
      for (const hear of hearers) hear()
    },
  ]
}
