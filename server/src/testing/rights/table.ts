import type { Skip } from './probe.ts'
import type { Seat, Stand } from './relations.ts'
import type { World } from './world.ts'

/** Rows of a table that stand in a relation to a seat, and who may see and change them by row-level security alone. */
export type Table = {
  table: string
  /** which of its rows, where a table shows them by different rules */
  when?: string
  /** Puts the row in and says how it is found again. */
  make: (w: World, stand: Stand, seat: Seat) => Promise<Row>
  skip?: Skip
  /** who sees it; `province`: everybody in the province; `all`: it is for everybody */
  sees: 'subtree' | 'reach' | 'watch' | 'province' | 'all'
  /** a change that leaves the row as it is, and who may make it; absent: nobody holds the right to */
  change?: { set: string; by: 'subtree' | 'reach' }
  /** not bound to the run of the reader, with the reason */
  everyRun?: string
}
export type Row = { where: string; values: unknown[] }

export const byId = (id: number): Row => ({ where: 'id = $1', values: [id] })
export const byIds = (...keys: readonly [string, unknown][]): Row => ({
  where: keys.map(([k], i) => `${k} = $${i + 1}`).join(' and '),
  values: keys.map(([, v]) => v),
})

/** Tables of the public schema without row-level security, and why that is right. */
export const openTables: Record<string, string> = {
  units: 'names of units are public',
  unit_successions: 'names of units are public',
  mandates: 'who watches and consolidates whom is a public decision',
  stations: 'where gauges stand is public',
  series: 'what gauges measure is public',
  station_communes: 'for whom a gauge speaks is public',
  station_details: 'where gauges stand and what they measure is public',
  station_locations: 'where gauges stand and what they measure is public',
  station_placements: 'where gauges stand and what they measure is public',
  sensors: 'where gauges stand and what they measure is public',
  observed_properties: 'where gauges stand and what they measure is public',
  series_details: 'where gauges stand and what they measure is public',
  features_of_interest: 'where gauges stand and what they measure is public',
  observations: 'readings hold nothing personal; rights are checked on the series',
  rule_packs: 'rules are law',
  engine_state: 'a counter',
  report_positions: 'where a figure stands in an array',
  mail_addresses: 'bound to the person and not to a unit: the policy compares app.user_id(), see mail.test.ts',
  mail_messages: 'bound to the person and not to a unit: the policy compares app.user_id(), see mail.test.ts',
  digest_reads: 'bound to the reader and not to a unit: the policy compares app.user_id(), see task-accounts.test.ts',
}
/** Tables that a request never reads. */
export const closedTables: readonly string[] = [
  'sessions',
  'sign_in_failures',
  'register_counters',
  'audit_heads',
  'warning_numbers',
  'backups',
]
