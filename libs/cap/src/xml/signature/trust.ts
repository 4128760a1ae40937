// The package is compiled without the types of Node, so that nothing of Node slips into the entry for browsers unseen.
/// <reference types="node" />
import { X509Certificate } from 'node:crypto'

type Entry = string | Uint8Array | X509Certificate

/** Whose signatures are believed. */
export type Trust = {
  /** certificates of signers, or of authorities that certify them: PEM (one or a bundle), DER, or read already */
  trusted?: readonly Entry[]
  /** when certificates must be in force, in milliseconds since 1970; the time of `<sent>` if left out */
  at?: number
}

/** Thrown when a trusted certificate cannot be read: a receiver must not believe less, or more, than was meant. */
export class TrustError extends Error {
  constructor(cause: unknown) {
    super('A trusted certificate cannot be read.', { cause })
    this.name = 'TrustError'
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{1,60000}-----END CERTIFICATE-----/g
const LONGEST_CHAIN = 5

// A caller hands the same list over for every file it reads; one that has changed since is read anew.
const read = new WeakMap<object, { entries: readonly Entry[]; certificates: X509Certificate[] }>()

function readCertificates(entry: Entry): X509Certificate[] {
  if (entry instanceof X509Certificate) return [entry]
  const text = typeof entry === 'string' ? entry : Buffer.from(entry).toString('latin1')
  const blocks = text.match(PEM)
  // OpenSSL is particular about empty lines; the base64 inside is not.
  if (blocks)
    return blocks.map(block => new X509Certificate(Buffer.from(block.replace(/-----[^-]+-----|\s/g, ''), 'base64')))
  return [new X509Certificate(typeof entry === 'string' ? entry : Buffer.from(entry))]
}

/**
 * The certificates of a list.
 * @throws TrustError if one cannot be read
 */
export function trustedCertificates(trusted: Trust['trusted']): X509Certificate[] {
  if (!trusted) return []
  const known = read.get(trusted)
  if (known?.entries.length === trusted.length && known.entries.every((entry, i) => entry === trusted[i]))
    return known.certificates
  try {
    const certificates = trusted.flatMap(readCertificates)
    read.set(trusted, { entries: [...trusted], certificates })
    return certificates
  } catch (error) {
    throw new TrustError(error)
  }
}

const isIssuer = (issuer: X509Certificate, of: X509Certificate) => {
  try {
    return issuer.ca && of.checkIssued(issuer) && of.verify(issuer.publicKey)
  } catch {
    return false
  }
}

export const inForce = (certificate: X509Certificate, at: number): boolean =>
  Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo)

/**
 * The chain from a signer's certificate to a trusted one, the signer first; null if there is none.
 * @param others certificates that came with the signature and may stand between
 */
export function trustedChain(
  signer: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): X509Certificate[] | null {
  const chain = [signer]
  for (;;) {
    const last = chain.at(-1)!
    if (trusted.some(certificate => certificate.fingerprint256 === last.fingerprint256)) return chain
    const anchor = trusted.find(certificate => isIssuer(certificate, last))
    if (anchor) return [...chain, anchor]
    const next = others.find(certificate => !chain.includes(certificate) && isIssuer(certificate, last))
    if (!next || chain.length >= LONGEST_CHAIN) return null
    chain.push(next)
  }
}
