import type { Policy } from '../permissions/permit.ts'

/**
 * SensorThings has one address for everything, so the routes ask for the role and each entity is judged by itself: a reading with
 * `observations.of-station`, a station or what belongs to it with `stations.manage`.
 */
export const sensorThingsPolicies = {
  'sensorthings.read': { roles: 'any', reach: 'none' },
  'sensorthings.write': {
    roles: ['duty-officer', 'department-officer', 'administrator', 'station-data', 'station-manager'],
    reach: 'none',
  },
  /** registering stations: who runs the installation, and the department that watches over the province's gauges */
  'stations.manage': { roles: ['department-officer', 'administrator', 'station-manager'], reach: 'watch' },
} satisfies Record<string, Policy>
