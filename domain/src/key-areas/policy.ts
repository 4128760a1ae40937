import type { Policy } from '../permissions/permit.ts'

const hands = ['standing-agency', 'department-officer', 'duty-officer'] as const

/** What is measured where is public; key areas are read where the situation may be, and entered by those who answer for a field. */
export const keyAreaPolicies = {
  'indicators.read': { roles: 'any', reach: 'none' },
  'key-areas.read': { roles: 'any', reach: 'none' },
  /** asked for each commune of the area: a department enters areas of communes that it watches */
  'key-areas.write': { roles: hands, reach: 'watch' },
  /** each line of the file is judged by itself with `key-areas.write` */
  'key-areas.import': { roles: hands, reach: 'none' },
  /** only the unit that entered an area changes it */
  'key-areas.change': { roles: hands, reach: 'subtree' },
} satisfies Record<string, Policy>
