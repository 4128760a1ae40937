import type { Policy } from '../permissions/permit.ts'

const hands = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const incidentPolicies = {
  'incidents.read': { roles: 'any', reach: 'none' },
  'incidents.read-one': { roles: 'any', reach: 'reach' },
  'incidents.open': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
  'incidents.log': { roles: hands, reach: 'reach' },
  'incidents.change': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
  'incidents.damage': { roles: ['leader', 'duty-officer', 'commune-officer'], reach: 'subtree' },
  'sitreps.read': { roles: hands, reach: 'watch' },
  'sitreps.write': { roles: ['leader', 'duty-officer', 'commune-officer'], reach: 'subtree' },
} satisfies Record<string, Policy>
