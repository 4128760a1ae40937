// The package is compiled without the types of Node, so that nothing of Node slips into the entry for browsers unseen.
/// <reference types="node" />
import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'

export type KeyAndCertificate = { key: KeyObject; certificate: X509Certificate }

export type CertificateFor = {
  /** the common name: who signs */
  name: string
  key: KeyObject
  /** who certifies it; it signs itself if left out */
  issuer?: KeyAndCertificate | undefined
  /** it may certify others */
  ca?: boolean | undefined
  /** `2020-01-01T00:00:00`, in UTC */
  from: string
  to: string
}

/** DER, as far as a certificate needs it (ITU-T X.690): node:crypto reads certificates but makes none. */
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  const size =
    content.length < 128
      ? Buffer.of(content.length)
      : content.length < 256
        ? Buffer.of(0x81, content.length)
        : Buffer.of(0x82, content.length >> 8, content.length & 255)
  return Buffer.concat([Buffer.of(tag), size, content])
}
const sequence = (...parts: Uint8Array[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const nameOf = (common: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(common)))))
const time = (iso: string) => der(0x18, Buffer.from(`${iso.replace(/[-:T]/g, '').slice(0, 14)}Z`))
const NULL = der(0x05)

/** SHA-256 with the key of the issuer. */
const algorithm = (key: KeyObject) =>
  key.asymmetricKeyType === 'rsa' ? sequence(oid('2a864886f70d01010b'), NULL) : sequence(oid('2a8648ce3d040302'))
const commonName = (certificate: X509Certificate) => /CN=(.*)/.exec(certificate.subject)?.[1] ?? ''

/** An X.509 v3 certificate with the few fields that a signer of alerts needs. RFC 5280, section 4.1. */
export function writeCertificate(wish: CertificateFor): X509Certificate {
  const { key, issuer, ca = false } = wish
  const signer = issuer?.key ?? key
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const basic = sequence(
    oid('551d13'),
    der(0x01, Buffer.of(0xff)),
    der(0x04, sequence(...(ca ? [der(0x01, Buffer.of(0xff))] : []))),
  )
  const serial = createHash('sha256')
    .update(publicKey)
    .update(JSON.stringify([wish.name, wish.from, wish.to, ca]))
    .digest()
    .subarray(0, 8)
  serial[0] = 0x41
  const tbs = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    algorithm(signer),
    nameOf(issuer ? commonName(issuer.certificate) : wish.name),
    sequence(time(wish.from), time(wish.to)),
    nameOf(wish.name),
    publicKey,
    der(0xa3, sequence(basic)),
  )
  const signature = sign('sha256', tbs, signer)
  return new X509Certificate(sequence(tbs, algorithm(signer), der(0x03, Buffer.of(0), signature)))
}

/**
 * A new key (P-256) with a certificate that it signs itself: an alert can be signed with it at once. Receivers believe it when they are
 * given the certificate, or its fingerprint, by another way than the alert.
 */
export function makeSigner(name: string, from: string, to: string): KeyAndCertificate {
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { key, certificate: writeCertificate({ name, key, from, to }) }
}
