import type { Policy } from '../permissions/permit.ts'

const drafters = ['leader', 'duty-officer', 'department-officer'] as const

/** Who may do what with warnings; the life cycle adds who may not approve what. */
export const warningPolicies = {
  'warnings.read': { roles: 'any', reach: 'none' },
  /** for each commune named: own subtree, or one whose situation the drafter watches by mandate */
  'warnings.draft': { roles: drafters, reach: 'watch' },
  'warnings.change': { roles: drafters, reach: 'reach' },
  'warnings.approve': { roles: ['leader'], reach: 'subtree' },
  'warnings.issue': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
  'warnings.review': { roles: ['leader'], reach: 'subtree' },
  'warnings.acknowledge': {
    roles: ['leader', 'duty-officer', 'commune-officer', 'hamlet-head'],
    reach: 'subtree',
  },
  'warning-templates.read': { roles: 'any', reach: 'none' },
  'warning-templates.change': { roles: drafters, reach: 'reach' },
  'warning-templates.approve': { roles: drafters, reach: 'reach' },
  'warning-settings.read': { roles: 'any', reach: 'none' },
  'cap-signing.read': { roles: 'any', reach: 'none' },
  'cap-signing.write': { roles: ['administrator'], reach: 'subtree' },
  'warning-settings.write': { roles: ['administrator'], reach: 'subtree' },
} satisfies Record<string, Policy>
