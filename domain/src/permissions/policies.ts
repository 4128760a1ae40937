import type { Policy } from './permit.ts'

const duty = ['leader', 'duty-officer', 'standing-agency', 'department-officer', 'commune-officer'] as const
const stationHands = ['duty-officer', 'department-officer', 'administrator', 'station-data', 'station-manager'] as const

/** Policies of the core; each feature keeps its own in `<feature>/policy.ts` and adds one line in `all-policies.ts`. */
export const corePolicies = {
  'session.own': { roles: 'any', reach: 'none' },
  'units.read': { roles: 'any', reach: 'none' },
  'audit.read': { roles: ['administrator', 'leader', 'standing-agency'], reach: 'none' },
  /** of the installation as a whole, so without a unit; what it answers holds no data of any */
  'backups.read': { roles: ['administrator'], reach: 'none' },
  'backups.make': { roles: ['administrator'], reach: 'none' },
  'runs.read': { roles: 'any', reach: 'none' },
  'runs.write': { roles: ['administrator', 'leader', 'duty-officer'], reach: 'subtree' },
  'demo.play': { roles: ['administrator'], reach: 'none' },
  /** each reading of a batch is judged by itself with `observations.of-station`, so that one stranger does not stop the rest */
  'observations.write': { roles: stationHands, reach: 'none' },
  'observations.of-station': { roles: stationHands, reach: 'watch' },
  'stations.read': { roles: 'any', reach: 'none' },
  'series.read': { roles: 'any', reach: 'watch' },
  'levels.read': { roles: 'any', reach: 'none' },
  'levels.read-one': { roles: 'any', reach: 'watch' },
  'levels.hold': { roles: duty, reach: 'subtree' },
  'levels.raise': { roles: ['leader', 'duty-officer'], reach: 'subtree' },
} satisfies Record<string, Policy>
