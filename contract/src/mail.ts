import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(t: T) => Type.Union([t, Type.Null()])
export const MailSecurity = Type.Enum(['tls', 'starttls', 'none'])

export const MailServerIn = Type.Object(
  {
    host: Type.String({ minLength: 1, maxLength: 200 }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    security: MailSecurity,
    username: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    /** absent: the old one stays; null: none */
    password: Type.Optional(orNull(Type.String({ minLength: 1, maxLength: 500 }))),
    ca: orNull(Type.String({ maxLength: 40_000 })),
    fromAddress: Type.String({ minLength: 3, maxLength: 200 }),
    siteUrl: orNull(Type.String({ maxLength: 200 })),
    enabled: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type MailServerIn = Static<typeof MailServerIn>
export const MailServerOut = Type.Object({
  /** null: none is set */
  server: orNull(
    Type.Object({
      host: text,
      port: Type.Integer(),
      security: MailSecurity,
      username: orNull(text),
      hasPassword: Type.Boolean(),
      /** the password goes over the wire for anybody to read */
      plainPassword: Type.Boolean(),
      ca: orNull(text),
      fromAddress: text,
      siteUrl: orNull(text),
      enabled: Type.Boolean(),
      changedAt: text,
      changedBy: text,
    }),
  ),
  unit: Type.Object({ id: Id, fullName: text }),
  /** people of the province who are reminded by mail; a number, never who */
  people: Type.Integer(),
  /** letters of the last seven days */
  week: Type.Object({
    sent: Type.Integer(),
    waiting: Type.Integer(),
    failed: Type.Integer(),
    unclear: Type.Integer(),
  }),
  lastSentAt: orNull(text),
  lastFault: orNull(Type.Object({ at: text, vi: text, en: text })),
})
export type MailServerOut = Static<typeof MailServerOut>
export const MailTestIn = Type.Object(
  { to: Type.String({ minLength: 3, maxLength: 200 }) },
  { additionalProperties: false },
)
export const MailTested = Type.Object({ receipt: text })

/** The own address. Nobody else's is ever in an answer. */
export const OwnMail = Type.Object({
  /** the province has a server that is on */
  possible: Type.Boolean(),
  address: orNull(text),
  confirmed: Type.Boolean(),
  daily: Type.Boolean(),
  urgent: Type.Boolean(),
  purpose: orNull(text),
  legalBasis: orNull(text),
  last: orNull(
    Type.Object({
      state: Type.Enum(['waiting', 'sending', 'sent', 'failed', 'unclear']),
      subject: text,
      at: text,
      faultVi: orNull(text),
      faultEn: orNull(text),
    }),
  ),
})
export type OwnMail = Static<typeof OwnMail>
export const OwnMailIn = Type.Object(
  { address: Type.String({ minLength: 3, maxLength: 200 }) },
  { additionalProperties: false },
)
export const OwnMailCode = Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, { additionalProperties: false })
export const OwnMailChoice = Type.Object(
  { daily: Type.Boolean(), urgent: Type.Boolean() },
  { additionalProperties: false },
)
