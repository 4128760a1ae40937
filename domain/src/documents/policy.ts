import type { Policy } from '../permissions/permit.ts'

const office = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const documentPolicies = {
  'register.read': { roles: office, reach: 'none' },
  'register.read-one': { roles: office, reach: 'subtree' },
  'register.write': { roles: office, reach: 'subtree' },
} satisfies Record<string, Policy>

export const ownPlanPolicies = {
  'own-plans.read': { roles: 'any', reach: 'none' },
  'own-plans.read-one': { roles: 'any', reach: 'reach' },
  /** the unit that owes it, and those above in the tree */
  'own-plans.write': { roles: office, reach: 'subtree' },
  /** who asked for it and who consolidates */
  'own-plans.review': { roles: office, reach: 'reach' },
} satisfies Record<string, Policy>

export const progressPolicies = {
  /** its unit and those above; once it bears a number also who gave the work and who consolidates */
  'progress.read-one': { roles: 'any', reach: 'reach' },
  'progress.write': { roles: office, reach: 'subtree' },
} satisfies Record<string, Policy>

export const documentCheckPolicies = {
  /** asked at the own unit; nothing is stored */
  'document-check.run': { roles: office, reach: 'subtree' },
} satisfies Record<string, Policy>
