import type { Policy } from '../permissions/permit.ts'

/** Loss reports are made of what an incident holds: read by who has a part in it. */
export const disasterReportPolicies = {
  'disaster-reports.read': {
    roles: ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'],
    reach: 'reach',
  },
} satisfies Record<string, Policy>
