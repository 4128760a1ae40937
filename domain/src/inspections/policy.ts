import type { Policy } from '../permissions/permit.ts'

const office = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const

export const inspectionPolicies = {
  'inspections.read': { roles: 'any', reach: 'none' },
  'inspections.read-one': { roles: 'any', reach: 'reach' },
  /** of the unit that decides: plan, findings, conclusion, closing */
  'inspections.write': { roles: office, reach: 'subtree' },
  /** of whoever mends: says what was done, with evidence */
  'inspections.mend': { roles: [...office, 'hamlet-head'], reach: 'reach' },
  'inspections.document': { roles: office, reach: 'reach' },
} satisfies Record<string, Policy>
