import type { Policy } from '../permissions/permit.ts'

const duty = ['duty-officer', 'leader'] as const

export const bulletinPolicies = {
  'bulletins.read': { roles: 'any', reach: 'none' },
  'bulletins.write': { roles: duty, reach: 'subtree' },
  /** reading a text stores nothing */
  'bulletins.parse': { roles: [...duty, 'department-officer', 'standing-agency'], reach: 'none' },
  'bulletins.arrivals': { roles: duty, reach: 'none' },
  'bulletins.fetch': { roles: [...duty, 'administrator'], reach: 'subtree' },
  'bulletins.sources': { roles: [...duty, 'administrator'], reach: 'none' },
  'bulletins.configure': { roles: ['administrator'], reach: 'subtree' },
} satisfies Record<string, Policy>
