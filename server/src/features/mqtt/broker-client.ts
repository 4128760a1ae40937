import mqtt, { type MqttClient } from 'mqtt'
import type { Held } from './message-batch.ts'

/**
 * Messages the broker may leave with us unacknowledged (receive maximum, MQTT 5 section 3.3.4). This is the whole back-pressure
 * at QoS 1: while a batch is being stored the broker sends at most so many more, and keeps the rest.
 */
export const IN_FLIGHT = 1000
/** At QoS 0 nothing holds the broker back: reading from the socket stops while so many wait. */
const WAITING = 5000

export type BrokerOptions = {
  url: string
  clientId: string
  username: string | null
  password: string | null
  ca: string | null
  clientCert: string | null
  clientKey: string | null
  topic: string
  sessionSeconds: number
}
export type BrokerEvents = {
  /** subscribed; `resumed`: the broker kept our session and what came meanwhile */
  connected: (resumed: boolean) => void
  disconnected: () => void
  failed: (error: unknown) => void
  /** messages wait: take them with `hold` */
  arrived: () => void
}

/**
 * One connection to one broker. Messages are held until they are taken; each QoS 1 message is acknowledged by `release`, never
 * before, and only on the connection on which it came: a later connection gets it again from the broker. PUBACKs go out in the
 * order in which the messages came (section 4.6).
 */
export class BrokerClient {
  private readonly client: MqttClient
  private waiting: Held[] = []
  private resume: (() => void) | null = null
  private connection = 0
  private readonly clock: () => number

  constructor(o: BrokerOptions, on: BrokerEvents, clock: () => number) {
    this.clock = clock
    const client = mqtt.connect(o.url, {
      protocolVersion: 5,
      clientId: o.clientId,
      clean: false,
      properties: { sessionExpiryInterval: o.sessionSeconds, receiveMaximum: IN_FLIGHT },
      ...(o.username === null ? {} : { username: o.username }),
      ...(o.password === null ? {} : { password: o.password }),
      ...(o.ca === null ? {} : { ca: o.ca }),
      ...(o.clientCert === null ? {} : { cert: o.clientCert }),
      ...(o.clientKey === null ? {} : { key: o.clientKey }),
      rejectUnauthorized: true,
      // when to try again is decided by who owns this client
      reconnectPeriod: 0,
      connectTimeout: 15_000,
      keepalive: 30,
      resubscribe: false,
    })
    this.client = client
    client.handleMessage = (packet, done) => {
      const { messageId, qos, topic, payload, dup } = packet
      this.waiting.push({
        topic: topic.toString(),
        payload: Buffer.isBuffer(payload) ? payload : Buffer.from(payload),
        packetId: qos === 1 ? (messageId as number) : null,
        dup: dup === true,
        arrivedAt: this.clock(),
      })
      // an error here means "no PUBACK": ours goes out when the message is stored
      const next = () => done(qos === 1 ? new Error('acknowledged when stored') : undefined)
      if (this.waiting.length > WAITING) this.resume = next
      else next()
      on.arrived()
    }
    client.on('connect', connack => {
      this.connection++
      this.waiting = []
      this.resume = null
      const resumed = connack.sessionPresent === true
      client.subscribe(o.topic, { qos: 1 }, (fault, granted) => {
        const refused = granted?.some(g => g.qos >= 128) ?? false
        if (fault || refused) {
          on.failed(fault ?? new Error(`subscription to ${o.topic} refused`))
          client.end(true)
        } else on.connected(resumed)
      })
    })
    client.on('disconnect', packet =>
      on.failed(new Error(`the broker ended the connection (${packet.reasonCode ?? 0})`)),
    )
    client.on('error', e => on.failed(e))
    client.on('close', () => {
      this.connection++
      // what was not taken yet comes again: the broker never saw it acknowledged
      this.waiting = []
      this.resume = null
      on.disconnected()
    })
  }

  get waits(): boolean {
    return this.waiting.length > 0
  }

  /** Everything that waits, with what acknowledges it. Empty when nothing waits. */
  hold(): { messages: Held[]; release: () => void } {
    const messages = this.waiting
    const { connection } = this
    this.waiting = []
    this.resume?.()
    this.resume = null
    return {
      messages,
      release: () => {
        if (connection !== this.connection || !this.client.connected) return
        const ids = messages.flatMap(m => m.packetId ?? [])
        // PUBACK with reason "success" is four bytes (section 3.4.2.1): one write for the whole batch
        const bytes = Buffer.allocUnsafe(ids.length * 4)
        for (const [i, id] of ids.entries()) bytes.writeUInt32BE(0x4002_0000 | id, i * 4)
        if (ids.length) this.client.stream.write(bytes)
      },
    }
  }

  /** Ends the connection. The session and what comes meanwhile stay with the broker, unless it is given up for good. */
  end(giveUp = false): Promise<void> {
    return new Promise(resolve => {
      // a broker that does not answer is not waited for
      const timer = setTimeout(() => this.client.end(true, () => resolve()), 2000)
      const properties = giveUp ? { properties: { sessionExpiryInterval: 0 } } : {}
      this.client.end(false, { reasonCode: 0, ...properties }, () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
