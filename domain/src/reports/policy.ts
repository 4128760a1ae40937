import type { Policy } from '../permissions/permit.ts'

const fillers = ['leader', 'duty-officer', 'standing-agency', 'commune-officer'] as const
/** who accepts, returns and reopens; from outside the unit (`assertOther`) */
export const reportJudges = ['standing-agency', 'leader'] as const

/** Rights of the feature `reports`. Figures are typed by the unit itself: `assertOwn` narrows the subtree further. */
export const reportPolicies = {
  'reports.due': { roles: 'any', reach: 'none' },
  'reports.forms': { roles: 'any', reach: 'none' },
  'reports.read': {
    roles: ['leader', 'duty-officer', 'standing-agency', 'commune-officer', 'administrator'],
    reach: 'reach',
  },
  'reports.fill': { roles: fillers, reach: 'subtree' },
  'reports.submit': { roles: ['leader', 'standing-agency', 'commune-officer'], reach: 'subtree' },
  'reports.judge': { roles: reportJudges, reach: 'reach' },
  'reports.overview': { roles: ['leader', 'duty-officer', 'standing-agency'], reach: 'reach' },
  /** sums over a unit and its communes */
  'reports.totals': {
    roles: ['leader', 'duty-officer', 'standing-agency', 'commune-officer', 'department-officer', 'administrator'],
    reach: 'reach',
  },
  /** the exact figure of a sensitive count below the threshold, and of what would give it away */
  'reports.small-cells': { roles: ['leader', 'standing-agency', 'commune-officer'], reach: 'reach' },
  /** releases what those without that right may see */
  'reports.release': { roles: ['leader', 'standing-agency'], reach: 'reach' },
  /** keeps the forms of a province, what they are made of, and who is asked for them */
  'reports.design': { roles: ['standing-agency', 'administrator'], reach: 'reach' },
  'reports.import': { roles: fillers, reach: 'none' },
} satisfies Record<string, Policy>
