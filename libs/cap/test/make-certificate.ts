import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { type KeyAndCertificate, writeCertificate } from '../src/xml/signature/write-certificate.ts'

/** Certificates for tests. */

export type MadeCertificate = KeyAndCertificate

export type CertificateWish = {
  name?: string
  key?: 'rsa' | 'rsa-1024' | 'P-256' | 'P-384' | 'P-521'
  /** signs itself if left out */
  issuer?: MadeCertificate
  ca?: boolean
  from?: string
  to?: string
}

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
  const { from = '2020-01-01T00:00:00', to = '2040-01-01T00:00:00' } = wish
  return { key, certificate: writeCertificate({ name: subject, key, issuer, ca, from, to }) }
}
