import type { Policy } from '../permissions/permit.ts'

/** Keys of machines: made and revoked by an administrator, for the units below the one where the role is held. */
export const apiTokenPolicies = {
  'api-tokens.list': { roles: ['administrator'], reach: 'none' },
  'api-tokens.write': { roles: ['administrator'], reach: 'subtree' },
} satisfies Record<string, Policy>
