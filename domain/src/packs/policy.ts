import type { Policy } from '../permissions/permit.ts'

/** Rules are law: everybody reads them. Who may make a version, choose one, and say what happened, is named here. */
export const packPolicies = {
  'packs.read': { roles: 'any', reach: 'none' },
  'packs.write': { roles: ['leader', 'standing-agency', 'duty-officer'], reach: 'subtree' },
  /** proposing a version changes no level */
  'packs.propose': { roles: ['leader', 'standing-agency', 'duty-officer'], reach: 'subtree' },
  /** approving one does: a leader, and never the person who proposed it */
  'packs.approve': { roles: ['leader'], reach: 'subtree' },
  'packs.replay': {
    roles: ['leader', 'standing-agency', 'duty-officer', 'department-officer', 'commune-officer', 'administrator'],
    reach: 'none',
  },
  'events.read': { roles: 'any', reach: 'none' },
  'events.write': { roles: ['leader', 'standing-agency', 'duty-officer', 'commune-officer'], reach: 'subtree' },
} satisfies Record<string, Policy>
