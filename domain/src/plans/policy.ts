import type { Policy } from '../permissions/permit.ts'

const office = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const planPolicies = {
  'plans.read': { roles: 'any', reach: 'none' },
  'plans.read-one': { roles: 'any', reach: 'reach' },
  'plans.write': { roles: office, reach: 'subtree' },
} satisfies Record<string, Policy>
