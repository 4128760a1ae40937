import { Type, type Static } from 'typebox'
import { Id, Line, limits, Nullable } from './common.ts'
import { DateOrder, DecimalMark, Zone } from './observations.ts'

const Pem = Type.String({ minLength: 1, maxLength: limits.text })
const Path = Type.String({ minLength: 1, maxLength: 200 })
const Name = Type.String({ minLength: 1, maxLength: 60 })
const Unit = Nullable(Type.String({ minLength: 1, maxLength: 20 }))
const Topic = Type.String({ minLength: 1, maxLength: 500 })
const Part = Type.Object({ path: Nullable(Path), fixed: Nullable(Name) }, { additionalProperties: false })

/** How the messages of a broker are read; see `MessageMapping` in domain. */
export const MessageMapping = Type.Union([
  Type.Object({ kind: Type.Literal('tusom') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('senml') }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('value'), topic: Topic, indicator: Nullable(Name), unit: Unit, decimal: DecimalMark },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal('fields'),
      items: Nullable(Path),
      topic: Nullable(Topic),
      station: Part,
      indicator: Part,
      time: Type.Object({ path: Nullable(Path), order: DateOrder, zone: Zone }, { additionalProperties: false }),
      decimal: DecimalMark,
      values: Type.Array(
        Type.Object({ path: Path, indicator: Nullable(Name), unit: Unit }, { additionalProperties: false }),
        { minItems: 1, maxItems: 100 },
      ),
    },
    { additionalProperties: false },
  ),
])

const connection = {
  name: Line,
  url: Type.String({ minLength: 8, maxLength: 300 }),
  username: Nullable(Type.String({ minLength: 1, maxLength: 200 })),
  /** certificates of who signed the broker's, in PEM; null: those the system trusts */
  ca: Nullable(Pem),
  clientCert: Nullable(Pem),
  topic: Topic,
  /** messages are shared out among all who listen under this name: `$share/<group>/<topic>` */
  shareGroup: Nullable(Type.String({ pattern: '^[^/+#]{1,60}$' })),
  mapping: MessageMapping,
  /** how long the broker keeps messages for us while we are away */
  sessionHours: Type.Integer({ minimum: 1, maximum: 720 }),
  enabled: Type.Boolean(),
}
/** Secrets: left out they stay as they are, null takes them away. They are never sent back. */
const secrets = {
  password: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 1000 }))),
  clientKey: Type.Optional(Nullable(Pem)),
}
export const NewMqttConnection = Type.Object({ unitId: Id, ...connection, ...secrets }, { additionalProperties: false })
export type NewMqttConnection = Static<typeof NewMqttConnection>
export const MqttConnectionChange = Type.Object({ ...connection, ...secrets }, { additionalProperties: false })
export type MqttConnectionChange = Static<typeof MqttConnectionChange>

export const MqttSessionOut = Type.Object({
  slot: Type.Integer(),
  state: Type.Union([
    Type.Literal('connecting'),
    Type.Literal('connected'),
    Type.Literal('waiting'),
    Type.Literal('stopped'),
  ]),
  since: Type.String(),
  lastMessageAt: Nullable(Type.String()),
  received: Type.Integer(),
  stored: Type.Integer(),
  refused: Type.Integer(),
  redelivered: Type.Integer(),
  lastError: Nullable(Type.String()),
  lastErrorEn: Nullable(Type.String()),
  lastErrorAt: Nullable(Type.String()),
})
export const MqttConnectionOut = Type.Object({
  id: Id,
  unitId: Id,
  unitName: Type.String(),
  ...connection,
  hasPassword: Type.Boolean(),
  hasClientKey: Type.Boolean(),
  /** the password travels readable by anybody on the way */
  plainPassword: Type.Boolean(),
  changedAt: Type.String(),
  changedByName: Type.String(),
  mayChange: Type.Boolean(),
  sessions: Type.Array(MqttSessionOut),
})
export type MqttConnectionOut = Static<typeof MqttConnectionOut>

/** A message as it would be read, tried before the connection is saved. */
export const TryMessage = Type.Object(
  {
    mapping: MessageMapping,
    topic: Type.String({ maxLength: 500 }),
    payload: Type.String({ maxLength: 20_000 }),
  },
  { additionalProperties: false },
)
export const TriedMessage = Type.Object({
  fault: Type.Union([Type.Object({ vi: Type.String(), en: Type.String() }), Type.Null()]),
  readings: Type.Array(
    Type.Object({
      station: Nullable(Type.String()),
      indicator: Nullable(Type.String()),
      at: Nullable(Type.String()),
      value: Nullable(Type.Number()),
      unit: Nullable(Type.String()),
      fault: Type.Union([Type.Object({ vi: Type.String(), en: Type.String() }), Type.Null()]),
    }),
  ),
})
export type TriedMessage = Static<typeof TriedMessage>
