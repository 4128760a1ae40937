import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { XMLDSIG } from '../elements.ts'
import type { XmlElement } from '../tree.ts'
import { base64, only } from './signature-parts.ts'

/** What `<KeyInfo>` offers. */
export type OfferedKeys = { certificates: X509Certificate[]; key: KeyObject | null; unreadable: boolean }

/** A chain has three or four; a list without end only costs time. */
const MOST_CERTIFICATES = 8
const DSIG11 = 'http://www.w3.org/2009/xmldsig11#'
const CURVES: Record<string, readonly [name: string, bytes: number]> = {
  'urn:oid:1.2.840.10045.3.1.7': ['P-256', 32],
  'urn:oid:1.3.132.0.34': ['P-384', 48],
  'urn:oid:1.3.132.0.35': ['P-521', 66],
}

function rsaKey(value: XmlElement): KeyObject | null {
  const modulus = only(value, 'Modulus')
  const exponent = only(value, 'Exponent')
  const n = modulus && base64(modulus)
  const e = exponent && base64(exponent)
  if (!n || !e || n.length > 1024 || e.length > 8) return null
  return createPublicKey({ key: { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') }, format: 'jwk' })
}

function ecKey(value: XmlElement): KeyObject | null {
  const child = (name: string) => value.children.find(c => c.name === name && c.ns === DSIG11)
  const uri = child('NamedCurve')?.attributes.find(a => a.name === 'URI')?.value ?? ''
  const [crv, bytes] = (Object.hasOwn(CURVES, uri) ? CURVES[uri] : undefined) ?? []
  const point = child('PublicKey')
  const data = point ? base64(point) : null
  if (!crv || !bytes || !data || data.length !== 1 + 2 * bytes || data[0] !== 4) return null
  const x = data.subarray(1, 1 + bytes).toString('base64url')
  const y = data.subarray(1 + bytes).toString('base64url')
  return createPublicKey({ key: { kty: 'EC', crv, x, y }, format: 'jwk' })
}

/** One sender signs all his messages with one certificate; reading it takes longer than the rest of a check. */
const known = new Map<string, X509Certificate>()
const MOST_KNOWN = 64

function certificate(element: XmlElement): X509Certificate | null {
  const der = base64(element)
  if (!der || der.length > 32_768) return null
  const name = der.toString('latin1')
  const seen = known.get(name)
  if (seen) return seen
  try {
    const read = new X509Certificate(der)
    // The key is read when it is asked for; asking here keeps a broken one from being met later.
    if (read.publicKey.type !== 'public') return null
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? '')
    known.set(name, read)
    return read
  } catch {
    return null
  }
}

/** The certificates and the bare key that come with a signature. */
export function offeredKeys(keyInfo: XmlElement | null): OfferedKeys {
  const offered: OfferedKeys = { certificates: [], key: null, unreadable: false }
  if (!keyInfo) return offered
  const data = keyInfo.children.filter(child => child.name === 'X509Data' && child.ns === XMLDSIG)
  const elements = data.flatMap(d => d.children.filter(c => c.name === 'X509Certificate' && c.ns === XMLDSIG))
  for (const element of elements.slice(0, MOST_CERTIFICATES)) {
    const read = certificate(element)
    if (read) offered.certificates.push(read)
    else offered.unreadable = true
  }
  const value = only(keyInfo, 'KeyValue')
  const rsa = value && only(value, 'RSAKeyValue')
  const ec = value?.children.find(c => c.name === 'ECKeyValue' && c.ns === DSIG11)
  try {
    offered.key = rsa ? rsaKey(rsa) : ec ? ecKey(ec) : null
  } catch {
    offered.unreadable = true
  }
  return offered
}
