import type { Policy } from '../permissions/permit.ts'

const local = ['leader', 'duty-officer', 'commune-officer'] as const

/** Counts may be read by whoever watches a unit; households only within the subtree, which row-level security enforces too. */
export const evacuationPolicies = {
  'evacuation.summary': { roles: 'any', reach: 'none' },
  'evacuation.read': { roles: 'any', reach: 'watch' },
  'evacuation.order': { roles: local, reach: 'subtree' },
  /** each event of a batch is judged by itself with `evacuation.move`, so that one stranger does not stop the rest */
  'evacuation.send': { roles: [...local, 'hamlet-head'], reach: 'none' },
  'evacuation.move': { roles: [...local, 'hamlet-head'], reach: 'subtree' },
  'evacuation.hamlet': { roles: [...local, 'hamlet-head'], reach: 'subtree' },
} satisfies Record<string, Policy>
