import type { Policy } from '../permissions/permit.ts'

/** The list names people: only those who propose, review and decide. */
const hands = ['leader', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const commendationPolicies = {
  'commendations.read': { roles: hands, reach: 'none' },
  'commendations.propose': { roles: hands, reach: 'subtree' },
  /** support, return, decline, record the decision: whoever it was sent to */
  'commendations.review': { roles: ['leader', 'standing-agency'], reach: 'reach' },
  'commendations.document': { roles: hands, reach: 'none' },
} satisfies Record<string, Policy>
