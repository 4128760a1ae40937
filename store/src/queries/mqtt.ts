import pg from 'pg'
import type { Tx } from '../database.ts'

export type MqttConnectionRow = {
  id: number
  unitId: number
  name: string
  url: string
  username: string | null
  hasPassword: boolean
  ca: string | null
  clientCert: string | null
  hasClientKey: boolean
  topic: string
  shareGroup: string | null
  mapping: unknown
  sessionHours: number
  enabled: boolean
  changedAt: Date
  changedByName: string
}
const columns = `id, unit_id as "unitId", name, url, username, has_password as "hasPassword", ca, client_cert as "clientCert",
  has_client_key as "hasClientKey", topic, share_group as "shareGroup", mapping, session_hours as "sessionHours", enabled,
  changed_at as "changedAt", changed_by_name as "changedByName"`

export const listMqttConnections = (tx: Tx) =>
  tx.query<MqttConnectionRow>(`select ${columns} from mqtt_connections order by name, id`)
export const mqttConnection = (tx: Tx, id: number) =>
  tx.maybe<MqttConnectionRow>(`select ${columns} from mqtt_connections where id = $1`, [id])

/** Connections to be kept open, with what is sealed. For the system only: no request may read these columns. */
export const enabledMqttConnections = (tx: Tx) =>
  tx.query<MqttConnectionRow & { passwordSealed: Buffer | null; clientKeySealed: Buffer | null }>(
    `select ${columns}, password_sealed as "passwordSealed", client_key_sealed as "clientKeySealed" from mqtt_connections
     where enabled order by id`,
  )

export type NewMqttConnection = {
  name: string
  url: string
  username: string | null
  ca: string | null
  clientCert: string | null
  topic: string
  shareGroup: string | null
  mapping: unknown
  sessionHours: number
  enabled: boolean
}
/** The next id: secrets are sealed for the row they stand in, so it is known before the row is. */
export const nextMqttConnectionId = async (tx: Tx) =>
  (await tx.one<{ id: number }>(`select nextval(pg_get_serial_sequence('mqtt_connections', 'id'))::int as id`)).id

const values = (c: NewMqttConnection, at: Date, by: string) => [
  c.name,
  c.url,
  c.username,
  c.ca,
  c.clientCert,
  c.topic,
  c.shareGroup,
  JSON.stringify(c.mapping),
  c.sessionHours,
  c.enabled,
  at,
  by,
]
export const insertMqttConnection = (
  tx: Tx,
  id: number,
  unitId: number,
  c: NewMqttConnection,
  secrets: { password: Buffer | null; clientKey: Buffer | null },
  at: Date,
  by: string,
) =>
  tx.query(
    `insert into mqtt_connections (name, url, username, ca, client_cert, topic, share_group, mapping, session_hours, enabled, changed_at,
       changed_by_name, id, unit_id, password_sealed, client_key_sealed)
     overriding system value values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [...values(c, at, by), id, unitId, secrets.password, secrets.clientKey],
  )
/** Changes a connection; a secret that is undefined stays, null takes it away. */
export async function updateMqttConnection(
  tx: Tx,
  id: number,
  c: NewMqttConnection,
  secrets: { password?: Buffer | null; clientKey?: Buffer | null },
  at: Date,
  by: string,
): Promise<void> {
  await tx.query(
    `update mqtt_connections set name = $1, url = $2, username = $3, ca = $4, client_cert = $5, topic = $6, share_group = $7, mapping = $8,
       session_hours = $9, enabled = $10, changed_at = $11, changed_by_name = $12 where id = $13`,
    [...values(c, at, by), id],
  )
  if (secrets.password !== undefined)
    await tx.query('update mqtt_connections set password_sealed = $2 where id = $1', [id, secrets.password])
  if (secrets.clientKey !== undefined)
    await tx.query('update mqtt_connections set client_key_sealed = $2 where id = $1', [id, secrets.clientKey])
}
export const deleteMqttConnection = (tx: Tx, id: number) => tx.query('delete from mqtt_connections where id = $1', [id])

export type MqttSessionRow = {
  connectionId: number
  slot: number
  state: 'connecting' | 'connected' | 'waiting' | 'stopped'
  since: Date
  lastMessageAt: Date | null
  received: number
  stored: number
  refused: number
  redelivered: number
  lastError: string | null
  lastErrorEn: string | null
  lastErrorAt: Date | null
}
export const listMqttSessions = (tx: Tx) =>
  tx.query<MqttSessionRow>(
    `select connection_id as "connectionId", slot, state, since, last_message_at as "lastMessageAt", received, stored, refused, redelivered,
       last_error as "lastError", last_error_en as "lastErrorEn", last_error_at as "lastErrorAt" from mqtt_sessions order by connection_id, slot`,
  )
/** Slots that a connection ever had: each has a session of its own at the broker. */
export const mqttSlots = async (tx: Tx, connectionId: number) =>
  (
    await tx.query<{ slot: number }>('select slot from mqtt_sessions where connection_id = $1 order by slot', [
      connectionId,
    ])
  ).map(r => r.slot)
export const openMqttSession = (tx: Tx, connectionId: number, slot: number, at: Date) =>
  tx.one<{ arrivals: Record<string, number> }>(
    `insert into mqtt_sessions (connection_id, slot, state, since) values ($1, $2, 'connecting', $3)
     on conflict (connection_id, slot) do update set state = 'connecting', since = excluded.since returning arrivals`,
    [connectionId, slot, at],
  )
export type MqttProgress = {
  lastMessageAt: Date | null
  received: number
  stored: number
  refused: number
  redelivered: number
}
/** Adds what was counted since the last call; says the state and, where there is a new one, the error. */
export const noteMqttSession = (
  tx: Tx,
  connectionId: number,
  slot: number,
  s: {
    state: MqttSessionRow['state']
    since: Date
    add: MqttProgress
    error: { vi: string; en: string; at: Date } | null
  },
) =>
  tx.query(
    `update mqtt_sessions set state = $3, since = $4, last_message_at = greatest(last_message_at, $5), received = received + $6,
       stored = stored + $7, refused = refused + $8, redelivered = redelivered + $9, last_error = coalesce($10, last_error),
       last_error_en = coalesce($11, last_error_en), last_error_at = coalesce($12, last_error_at) where connection_id = $1 and slot = $2`,
    [
      connectionId,
      slot,
      s.state,
      s.since,
      s.add.lastMessageAt,
      s.add.received,
      s.add.stored,
      s.add.refused,
      s.add.redelivered,
      s.error?.vi ?? null,
      s.error?.en ?? null,
      s.error?.at ?? null,
    ],
  )
/** Times of arrival by packet id, kept until their messages are acknowledged. */
export const noteArrivals = (tx: Tx, connectionId: number, slot: number, arrivals: Record<string, number>) =>
  tx.query('update mqtt_sessions set arrivals = $3 where connection_id = $1 and slot = $2', [
    connectionId,
    slot,
    JSON.stringify(arrivals),
  ])

/**
 * Holds a lock of the whole database as long as its connection lives: one process at a time speaks for a slot. `lost` is told
 * when the connection breaks, and the lock with it. Null when another holds it.
 */
export async function holdSlot(
  url: string,
  connectionId: number,
  slot: number,
  lost: () => void,
): Promise<{ release: () => Promise<void> } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 })
  let released = false
  client.on('error', () => {
    if (!released) lost()
    released = true
  })
  await client.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as got', [
    0x6d717474,
    connectionId * 16 + slot,
  ])
  if (!rows[0].got) {
    released = true
    await client.end().catch(() => {})
    return null
  }
  return {
    release: async () => {
      released = true
      await client.end().catch(() => {})
    },
  }
}
