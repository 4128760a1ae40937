import type { Policy } from '../permissions/permit.ts'

/** Templates hold no figures: everybody reads them. The office that keeps a province's forms keeps its templates. */
export const reportTemplatePolicies = {
  'report-templates.read': { roles: 'any', reach: 'none' },
  'report-templates.keep': { roles: ['standing-agency', 'administrator'], reach: 'reach' },
  'report-templates.approve': { roles: ['leader', 'standing-agency'], reach: 'reach' },
} satisfies Record<string, Policy>
