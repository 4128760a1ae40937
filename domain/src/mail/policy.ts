import type { Policy } from '../permissions/permit.ts'

export const mailPolicies = {
  'mail.read': { roles: ['administrator'], reach: 'subtree' },
  'mail.write': { roles: ['administrator'], reach: 'subtree' },
  /** the own address: nobody else's is ever shown or set */
  'mail.own': { roles: 'any', reach: 'none' },
} satisfies Record<string, Policy>
