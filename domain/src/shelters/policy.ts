import type { Policy } from '../permissions/permit.ts'

export const shelterPolicies = {
  'shelters.read': { roles: 'any', reach: 'watch' },
  'shelters.write': { roles: ['leader', 'duty-officer', 'commune-officer'], reach: 'subtree' },
} satisfies Record<string, Policy>
