import {
  Done,
  IdParams,
  MqttConnectionChange,
  MqttConnectionOut,
  NewMqttConnection,
  TriedMessage,
  TryMessage,
} from '@tusom/contract'
import { type MessageMapping, policies, type Policy, readMessage, refuse, Refusal } from '@tusom/domain'
import {
  deleteMqttConnection,
  insertMqttConnection,
  listMqttConnections,
  listMqttSessions,
  mqttConnection,
  type MqttConnectionRow,
  type MqttSessionRow,
  nextMqttConnectionId,
  updateMqttConnection,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import type { Ingest } from '../observations/ingest.ts'
import { checkConnection, passwordIsPlain } from './check-connection.ts'
import { messageReadingFault } from './message-batch.ts'
import { clientKeyPlace, MqttIntake, passwordPlace } from './mqtt-intake.ts'

/** Brokers that an administrator points at: configured here, kept open by `MqttIntake`. Secrets go in and never come out. */
export function registerMqtt(app: App, ingest: Ingest): void {
  const sealer = new Sealer(app.ctx.dataKey)
  const intake = new MqttIntake(app.ctx, ingest)
  app.addHook('onReady', () => intake.start())
  app.addHook('onClose', () => intake.stop())

  const present = (request: FastifyRequest, c: MqttConnectionRow, sessions: readonly MqttSessionRow[]) => ({
    id: c.id,
    unitId: c.unitId,
    unitName: app.ctx.tree().byId.get(c.unitId)?.fullName ?? '',
    name: c.name,
    url: c.url,
    username: c.username,
    ca: c.ca,
    clientCert: c.clientCert,
    topic: c.topic,
    shareGroup: c.shareGroup,
    mapping: c.mapping as MqttConnectionOut['mapping'],
    sessionHours: c.sessionHours,
    enabled: c.enabled,
    hasPassword: c.hasPassword,
    hasClientKey: c.hasClientKey,
    plainPassword: passwordIsPlain(c.url, c.hasPassword),
    changedAt: c.changedAt.toISOString(),
    changedByName: c.changedByName,
    mayChange: refuse(request.actor, policies['mqtt.write'] as Policy, { unitId: c.unitId }) === null,
    sessions: sessions
      .filter(s => s.connectionId === c.id)
      .map(s => ({
        slot: s.slot,
        state: s.state,
        since: s.since.toISOString(),
        lastMessageAt: s.lastMessageAt?.toISOString() ?? null,
        received: s.received,
        stored: s.stored,
        refused: s.refused,
        redelivered: s.redelivered,
        lastError: s.lastError,
        lastErrorEn: s.lastErrorEn,
        lastErrorAt: s.lastErrorAt?.toISOString() ?? null,
      })),
  })
  /** What an audit entry may say of a connection: never its secrets. */
  const auditOf = (c: MqttConnectionChange) => ({
    name: c.name,
    url: c.url,
    username: c.username,
    topic: c.topic,
    shareGroup: c.shareGroup,
    enabled: c.enabled,
    password: c.password === undefined ? 'kept' : c.password === null ? 'none' : 'set',
    clientKey: c.clientKey === undefined ? 'kept' : c.clientKey === null ? 'none' : 'set',
  })
  async function permitted(request: FastifyRequest, id: number): Promise<MqttConnectionRow> {
    const row = await app.ctx.db.asSystem(tx => mqttConnection(tx, id))
    if (!row) throw new Refusal('not-found', { what: 'kết nối MQTT' })
    request.permit({ unitId: row.unitId })
    return row
  }

  app.get(
    '/api/mqtt',
    { config: { policy: 'mqtt.read' }, schema: { response: { 200: Type.Array(MqttConnectionOut) } } },
    async request =>
      request.read(async tx => {
        const sessions = await listMqttSessions(tx)
        return (await listMqttConnections(tx)).map(c => present(request, c, sessions))
      }),
  )

  app.post(
    '/api/mqtt',
    {
      config: { policy: 'mqtt.write', actualOnly: true },
      schema: { body: NewMqttConnection, response: { 200: Type.Object({ id: Type.Integer() }) } },
    },
    async request => {
      const { unitId, password, clientKey, ...c } = request.body
      request.permit({ unitId })
      checkConnection(c, clientKey)
      const id = await app.ctx.db.asSystem(nextMqttConnectionId)
      await request.command(async (tx, note) => {
        const secrets = {
          password: sealer.sealMaybe(password ?? null, passwordPlace(id)),
          clientKey: sealer.sealMaybe(clientKey ?? null, clientKeyPlace(id)),
        }
        await insertMqttConnection(tx, id, unitId, c, secrets, app.ctx.clock(), request.actor.displayName)
        await tx.query(`select app.tell('mqtt-config', 0), app.tell('mqtt', 0)`)
        note({ command: 'mqtt.create', subject: `mqtt/${id}`, unitId, detail: auditOf(request.body) })
      })
      return { id }
    },
  )

  app.put(
    '/api/mqtt/:id',
    {
      config: { policy: 'mqtt.write', actualOnly: true },
      schema: { params: IdParams, body: MqttConnectionChange, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const row = await permitted(request, id)
      const { password, clientKey, ...c } = request.body
      checkConnection(c, clientKey)
      // a password that stays goes only where it was meant for: else another administrator could have it sent to a broker of theirs, or,
      // by another authority to believe, to one that calls itself the same
      if (row.hasPassword && password === undefined && (c.url !== row.url || c.ca !== row.ca))
        throw new Refusal('mqtt.password-again')
      await request.command(async (tx, note) => {
        const secrets = {
          ...(password === undefined ? {} : { password: sealer.sealMaybe(password, passwordPlace(id)) }),
          ...(clientKey === undefined ? {} : { clientKey: sealer.sealMaybe(clientKey, clientKeyPlace(id)) }),
        }
        await updateMqttConnection(tx, id, c, secrets, app.ctx.clock(), request.actor.displayName)
        await tx.query(`select app.tell('mqtt-config', 0), app.tell('mqtt', 0)`)
        note({ command: 'mqtt.change', subject: `mqtt/${id}`, unitId: row.unitId, detail: auditOf(request.body) })
      })
      return { ok: true as const }
    },
  )

  app.delete(
    '/api/mqtt/:id',
    {
      config: { policy: 'mqtt.write', actualOnly: true },
      schema: { params: IdParams, response: { 200: Done } },
    },
    async request => {
      const { id } = request.params
      const row = await permitted(request, id)
      await request.command(async (tx, note) => {
        await deleteMqttConnection(tx, id)
        await tx.query(`select app.tell('mqtt-config', 0), app.tell('mqtt', 0)`)
        note({
          command: 'mqtt.delete',
          subject: `mqtt/${id}`,
          unitId: row.unitId,
          detail: { name: row.name, url: row.url },
        })
      })
      return { ok: true as const }
    },
  )

  app.post(
    '/api/mqtt/try',
    { config: { policy: 'mqtt.try' }, schema: { body: TryMessage, response: { 200: TriedMessage } } },
    async request => {
      const { mapping, topic, payload } = request.body
      const read = readMessage(mapping as MessageMapping, topic, payload, request.now.getTime())
      if (!Array.isArray(read)) return { fault: { vi: read.vi, en: read.en }, readings: [] }
      return {
        fault: null,
        readings: read.slice(0, 50).map(r => {
          const fault = messageReadingFault(r)
          return {
            station: r.station,
            indicator: r.indicator,
            at: Number.isNaN(r.at) ? null : new Date(r.at).toISOString(),
            value: Number.isFinite(r.value) ? r.value : null,
            unit: r.unit,
            fault: fault && { vi: fault.message, en: fault.messageEn },
          }
        }),
      }
    },
  )
}
