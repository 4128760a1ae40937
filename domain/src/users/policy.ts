import type { Policy } from '../permissions/permit.ts'

/** Accounts: an administrator reaches the units below the one where the role is held. */
export const userPolicies = {
  'users.list': { roles: ['administrator'], reach: 'none' },
  'users.write': { roles: ['administrator'], reach: 'subtree' },
  'users.own-password': { roles: 'any', reach: 'none' },
} satisfies Record<string, Policy>
