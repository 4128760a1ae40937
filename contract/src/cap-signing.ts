import { Type, type Static } from 'typebox'
import { Id } from './common.ts'

/** A certificate in PEM: some 2 kB; a chain of an authority some 10. */
const Pem = Type.String({ minLength: 50, maxLength: 20_000 })

export const CertificateOut = Type.Object({
  /** who it says it is */
  name: Type.String(),
  issuer: Type.String(),
  /** SHA-256 of it, to be compared by telephone */
  fingerprint: Type.String(),
  validFrom: Type.String(),
  validTo: Type.String(),
  inForce: Type.Boolean(),
  pem: Type.String(),
})
export type CertificateOut = Static<typeof CertificateOut>

/** With what a province signs, and whom it believes. */
export const CapSigning = Type.Object({
  own: Type.Union([
    Type.Object({
      ...CertificateOut.properties,
      /** made: by the program, certified by itself; given: by an administrator */
      origin: Type.Union([Type.Literal('made'), Type.Literal('given')]),
      since: Type.String(),
      by: Type.String(),
    }),
    Type.Null(),
  ]),
  trusted: Type.Array(
    Type.Object({
      id: Id,
      label: Type.String(),
      addedAt: Type.String(),
      addedBy: Type.String(),
      ...CertificateOut.properties,
    }),
  ),
  mayChange: Type.Boolean(),
})
export type CapSigning = Static<typeof CapSigning>

/** Without a key and a certificate a new one is made, certified by itself. */
export const NewSigningKey = Type.Object(
  { privateKey: Type.Optional(Pem), certificate: Type.Optional(Pem) },
  { additionalProperties: false },
)
export type NewSigningKey = Static<typeof NewSigningKey>
export const TrustIn = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), certificate: Pem },
  { additionalProperties: false },
)
export type TrustIn = Static<typeof TrustIn>
