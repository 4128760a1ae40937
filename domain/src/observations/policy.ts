import type { Policy } from '../permissions/permit.ts'

const stationHands = ['duty-officer', 'department-officer', 'administrator'] as const

/** What was refused, the names senders use, how files are read, and the brokers that are listened to. */
export const observationPolicies = {
  'refusals.read': { roles: stationHands, reach: 'none' },
  'refusals.mend': { roles: stationHands, reach: 'subtree' },
  'reading-names.read': { roles: stationHands, reach: 'none' },
  'reading-names.write': { roles: stationHands, reach: 'subtree' },
  'series.expect': { roles: stationHands, reach: 'watch' },
  'mqtt.read': { roles: ['administrator', 'duty-officer', 'department-officer'], reach: 'none' },
  /** reads a message that the administrator typed; nothing is stored */
  'mqtt.try': { roles: ['administrator'], reach: 'none' },
  'mqtt.write': { roles: ['administrator'], reach: 'subtree' },
} satisfies Record<string, Policy>
