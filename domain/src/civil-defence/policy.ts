import type { Policy } from '../permissions/permit.ts'

/** Declared levels are for everybody of the province; a proposal is seen where the situation may be read. */
export const civilDefencePolicies = {
  'civil-defence.read': { roles: 'any', reach: 'none' },
  /** a proposal changes nothing yet: the civil-defence command and departments propose for places that they watch */
  'civil-defence.propose': {
    roles: ['duty-officer', 'commune-officer', 'department-officer', 'standing-agency', 'leader'],
    reach: 'watch',
  },
  'civil-defence.propose-lift': {
    roles: ['duty-officer', 'commune-officer', 'leader'],
    reach: 'subtree',
  },
  'civil-defence.decide': { roles: ['leader'], reach: 'subtree' },
  'civil-defence.document': {
    roles: ['duty-officer', 'commune-officer', 'department-officer', 'standing-agency', 'leader'],
    reach: 'watch',
  },
} satisfies Record<string, Policy>
