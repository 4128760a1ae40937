import type { Policy } from '../permissions/permit.ts'

const office = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const difficultyPolicies = {
  'difficulties.read': { roles: 'any', reach: 'none' },
  'difficulties.read-one': { roles: 'any', reach: 'reach' },
  'difficulties.raise': { roles: [...office, 'hamlet-head'], reach: 'subtree' },
  /** pass on, ask back, answer: whoever must answer now */
  'difficulties.handle': { roles: office, reach: 'reach' },
  /** reply, settle, say that it is not settled, take back: whoever raised it */
  'difficulties.respond': { roles: [...office, 'hamlet-head'], reach: 'subtree' },
  'difficulty-rules.write': { roles: ['leader'], reach: 'subtree' },
} satisfies Record<string, Policy>
