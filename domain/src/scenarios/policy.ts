import type { Policy } from '../permissions/permit.ts'

export const scenarioPolicies = {
  'scenarios.read': { roles: 'any', reach: 'none' },
  'scenarios.activate': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
  'scenarios.stop': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
  'scenarios.round': { roles: 'any', reach: 'reach' },
} satisfies Record<string, Policy>
