import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto'
import { readTime } from '../../time.ts'
import { XMLDSIG } from '../elements.ts'
import type { XmlElement } from '../tree.ts'
import { canonicalForms } from './canonical-forms.ts'
import { offeredKeys } from './offered-keys.ts'
import { partsOf, type SignatureParts } from './signature-parts.ts'
import {
  type SignatureCertificate,
  type SignatureDetails,
  type SignatureReport,
  signatureReport,
} from './signature-report.ts'
import { inForce, type Trust, trustedCertificates, trustedChain } from './trust.ts'

export type VerifyOptions = Trust & {
  /** of the message, for `at` */
  sent?: string | undefined
  /** report `too-many` without looking */
  refused?: boolean
}

/** A certificate may hold a date that is none. */
function isoTime(text: string): string {
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString()
}

/** Node leaves names out that are empty, whatever its types say. */
const nameOf = (name: string | undefined) => (name ?? '').replaceAll('\n', ', ')

const describe = (certificate: X509Certificate): SignatureCertificate => ({
  subject: nameOf(certificate.subject),
  issuer: nameOf(certificate.issuer),
  serialNumber: certificate.serialNumber,
  fingerprint: certificate.fingerprint256,
  validFrom: isoTime(certificate.validFrom),
  validTo: isoTime(certificate.validTo),
})

// Certificates are kept by offered-keys.ts, and so is what is read from them: each reading costs as much as a digest.
const readings = new WeakMap<X509Certificate, { description: SignatureCertificate; key: KeyObject }>()
function readingOf(certificate: X509Certificate): { description: SignatureCertificate; key: KeyObject } {
  let reading = readings.get(certificate)
  if (!reading)
    readings.set(certificate, (reading = { description: describe(certificate), key: certificate.publicKey }))
  return reading
}

function fits(parts: SignatureParts, signedInfo: string, key: KeyObject): boolean {
  const { method, value } = parts
  // The key decides what is computed with it, not the message.
  if (key.asymmetricKeyType !== method.key) return false
  try {
    return verify(
      method.hash,
      Buffer.from(signedInfo),
      {
        key,
        dsaEncoding: 'ieee-p1363',
        ...(method.pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : {}),
      },
      value,
    )
  } catch {
    return false
  }
}

/** The alert must be what the reference names: the document it is the root of, or its own Id, which stands once. */
function refersTo(alert: XmlElement, id: string): boolean {
  if (id === '') return true
  const ids: XmlElement[] = []
  const stack = [alert]
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element.attributes.some(a => a.name.toLowerCase() === 'id' && a.value === id)) ids.push(element)
    for (const child of element.children) stack.push(child)
  }
  return ids.length === 1 && ids[0] === alert
}

const weaknesses = (parts: SignatureParts, key: KeyObject | undefined) => [
  ...new Set([
    ...(parts.method.hash === 'sha1' || parts.digest === 'sha1' ? ['SHA-1'] : []),
    ...(parts.method.key === 'rsa' && (key?.asymmetricKeyDetails?.modulusLength ?? 2048) < 2048
      ? [`RSA ${key?.asymmetricKeyDetails?.modulusLength ?? ''} bit`]
      : []),
  ]),
]

/**
 * Checks the signature of an alert.
 *
 * Only one enveloped signature that covers the whole alert counts: what is read is what was signed, and no element
 * elsewhere in the file can be passed off as it (signature wrapping).
 *
 * @param alert the element that was read
 * @param signatures its children of the namespace of XML Signature
 * @param source the text of the file, in which the alert stands
 * @throws Error if a trusted certificate cannot be read
 */
export function verifySignature(
  alert: XmlElement,
  signatures: readonly XmlElement[],
  source: string,
  options: VerifyOptions,
): SignatureReport {
  const trusted = trustedCertificates(options.trusted)
  const [signature] = signatures
  if (options.refused) return signatureReport('too-many')
  if (!signature || signatures.length > 1) return signatureReport('several')
  if (signature.name !== 'Signature' || signature.ns !== XMLDSIG) return signatureReport('element')
  const parts = partsOf(signature)
  if (typeof parts === 'string') return signatureReport(parts)
  const details: SignatureDetails = {
    algorithm: parts.method.name,
    weak: weaknesses(parts, undefined),
    certificate: null,
  }
  if (!refersTo(alert, parts.id)) return signatureReport('elsewhere', details)

  // An alert inside a feed was signed on its own, before it was put there.
  const whole = alert.parent === null && parts.id === ''
  const forms = canonicalForms(source, alert, signature, whole, parts)
  if (typeof forms === 'string') return signatureReport(forms, details)
  const digest = createHash(parts.digest).update(forms.alert).digest()
  if (!digest.equals(parts.digestValue)) return signatureReport('digest', details)

  const offered = offeredKeys(parts.keyInfo)
  const certificates = offered.certificates.length > 0 || offered.key ? offered.certificates : trusted
  if (certificates.length === 0 && !offered.key)
    return signatureReport(offered.unreadable ? 'certificate' : 'no-key', details)
  const signer = certificates.find(certificate => fits(parts, forms.signedInfo, readingOf(certificate).key))
  if (!signer) {
    if (!offered.key || !fits(parts, forms.signedInfo, offered.key)) return signatureReport('value', details)
    details.weak = weaknesses(parts, offered.key)
    return signatureReport('bare-key', details)
  }
  details.weak = weaknesses(parts, readingOf(signer).key)
  details.certificate = readingOf(signer).description
  const chain = trustedChain(signer, certificates, trusted)
  if (!chain) return signatureReport('not-trusted', details)
  const at = options.at ?? readTime(options.sent ?? '').instant
  if (at === null || !chain.every(certificate => inForce(certificate, at)))
    return signatureReport('not-in-force', details)
  return signatureReport(null, details)
}
