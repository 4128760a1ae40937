import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto'

/** Certificates for tests, in the few lines of DER they need; node:crypto reads certificates but makes none. */

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
const name = (common: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(common)))))
const time = (iso: string) => der(0x18, Buffer.from(`${iso.replace(/[-:T]/g, '').slice(0, 14)}Z`))
const NULL = der(0x05)

/** SHA-256 with the key of the issuer. */
const algorithm = (key: KeyObject) =>
  key.asymmetricKeyType === 'rsa' ? sequence(oid('2a864886f70d01010b'), NULL) : sequence(oid('2a8648ce3d040302'))

export type MadeCertificate = { key: KeyObject; certificate: X509Certificate }

export type CertificateWish = {
  name?: string
  key?: 'rsa' | 'rsa-1024' | 'P-256' | 'P-384' | 'P-521'
  /** signs itself if left out */
  issuer?: MadeCertificate
  ca?: boolean
  from?: string
  to?: string
}

const CN = (certificate: X509Certificate) => /CN=(.*)/.exec(certificate.subject)?.[1] ?? ''

/** Keys are made once a kind and name: an RSA key takes a tenth of a second. */
const keys = new Map<string, KeyObject>()
function keyFor(kind: NonNullable<CertificateWish['key']>, of: string): KeyObject {
  const known = keys.get(`${kind} ${of}`)
  if (known) return known
  const { privateKey } = kind.startsWith('rsa')
    ? generateKeyPairSync('rsa', { modulusLength: kind === 'rsa' ? 2048 : 1024 })
    : generateKeyPairSync('ec', { namedCurve: kind })
  keys.set(`${kind} ${of}`, privateKey)
  return privateKey
}

export function makeCertificate(wish: CertificateWish = {}): MadeCertificate {
  const { name: subject = 'Ban Chỉ huy (mẫu)', key: kind = 'P-256', issuer, ca = false } = wish
  const key = keyFor(kind, subject)
  const signer = issuer?.key ?? key
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const basic = sequence(
    oid('551d13'),
    der(0x01, Buffer.of(0xff)),
    der(0x04, sequence(...(ca ? [der(0x01, Buffer.of(0xff))] : []))),
  )
  const serial = createHash('sha256')
    .update(publicKey)
    .update(JSON.stringify([subject, wish.from, wish.to, ca]))
    .digest()
    .subarray(0, 8)
  serial[0] = 0x41
  const tbs = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    algorithm(signer),
    name(issuer ? CN(issuer.certificate) : subject),
    sequence(time(wish.from ?? '2020-01-01T00:00:00'), time(wish.to ?? '2040-01-01T00:00:00')),
    name(subject),
    publicKey,
    der(0xa3, sequence(basic)),
  )
  const signature = sign('sha256', tbs, signer)
  const certificate = new X509Certificate(sequence(tbs, algorithm(signer), der(0x03, Buffer.of(0), signature)))
  return { key, certificate }
}
