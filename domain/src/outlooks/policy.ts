import type { Policy } from '../permissions/permit.ts'

const writers = ['duty-officer', 'leader', 'commune-officer', 'standing-agency'] as const

/** Who consolidates a unit's reports is in its reach and may read and write its outlook as well. */
export const outlookPolicies = {
  'outlooks.read': { roles: writers, reach: 'reach' },
  'outlooks.confirm': { roles: writers, reach: 'reach' },
} satisfies Record<string, Policy>
