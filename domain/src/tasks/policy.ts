import type { Policy } from '../permissions/permit.ts'

const office = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const taskPolicies = {
  'tasks.read': { roles: 'any', reach: 'none' },
  'tasks.read-one': { roles: 'any', reach: 'reach' },
  'tasks.give': { roles: office, reach: 'subtree' },
  'tasks.change': { roles: [...office, 'hamlet-head'], reach: 'reach' },
  /** what its giver says anew: deadline, cost, target */
  'tasks.mend': { roles: office, reach: 'subtree' },
  'task-rules.read': { roles: 'any', reach: 'none' },
  'task-rules.write': { roles: ['leader'], reach: 'subtree' },
  'digests.read': { roles: 'any', reach: 'none' },
  'owed.read': { roles: 'any', reach: 'none' },
} satisfies Record<string, Policy>
