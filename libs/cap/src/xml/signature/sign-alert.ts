import { createHash, createPrivateKey, KeyObject, sign, X509Certificate } from 'node:crypto'
import { CapError } from '../../finding.ts'
import { XMLDSIG } from '../elements.ts'
import { readCap } from '../read-cap.ts'
import { scanXml } from '../scan-xml.ts'
import { canonicalization, ENVELOPED, EXCLUSIVE_C14N, methodUri, SHA256 } from './algorithms.ts'
import { canonicalForms } from './canonical-forms.ts'

/** Thrown when a message could not be signed: it must not leave then. */
export class SigningError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'SigningError'
  }
}

function methodFor(key: KeyObject): { name: string; hash: string } {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key
  if (type === 'rsa') {
    const bits = details?.modulusLength ?? 0
    if (bits < 2048) throw new SigningError(`The RSA key has ${bits} bits; at least 2048 are needed.`)
    return { name: 'RSA-SHA256', hash: 'sha256' }
  }
  const size =
    type === 'ec' ? { prime256v1: 256, secp384r1: 384, secp521r1: 512 }[details?.namedCurve ?? ''] : undefined
  if (!size) throw new SigningError(`A ${type ?? 'unknown'} key cannot sign an alert; use RSA or a NIST curve.`)
  return { name: `ECDSA-SHA${size}`, hash: `sha${size}` }
}

function prepared(
  key: string | Uint8Array | KeyObject,
  certificate: string | Uint8Array | X509Certificate,
): { key: KeyObject; certificate: X509Certificate } {
  try {
    const read = key instanceof KeyObject ? key : createPrivateKey(typeof key === 'string' ? key : Buffer.from(key))
    const cert =
      certificate instanceof X509Certificate
        ? certificate
        : new X509Certificate(typeof certificate === 'string' ? certificate : Buffer.from(certificate))
    if (read.type === 'private' && cert.checkPrivateKey(read)) return { key: read, certificate: cert }
  } catch (error) {
    throw new SigningError('The key or the certificate cannot be read.', error)
  }
  throw new SigningError('The certificate does not belong to the key.')
}

/**
 * Signs a CAP 1.2 message: one enveloped XML signature of the whole alert, exclusive canonicalisation, RSA or ECDSA
 * with SHA-2, the certificate enclosed. The result is verified before it is handed back.
 *
 * @param xml what `writeAlert` wrote
 * @param key the private key: PEM, or read already
 * @param certificate the certificate of that key: PEM, DER, or read already
 * @throws CapError if the message breaks a rule
 * @throws SigningError if it cannot be signed, for whatever reason: it must not leave unsigned then
 * @see CAP 1.2, section 3.3.4.1
 */
export function signAlert(
  xml: string,
  key: string | Uint8Array | KeyObject,
  certificate: string | Uint8Array | X509Certificate,
): string {
  const own = prepared(key, certificate)
  const method = methodFor(own.key)
  const { container, messages, version, findings } = readCap(xml)
  const errors = findings.filter(finding => finding.severity === 'error')
  if (errors.length > 0) throw new CapError(errors)
  const [message] = messages
  if (container !== 'cap' || version !== '1.2' || !message) throw new SigningError('Only a CAP 1.2 alert is signed.')
  if (message.signature.state !== 'unsigned') throw new SigningError('The message is signed already.')

  const at = xml.lastIndexOf('</')
  const digestPart = (digest: string) =>
    `<SignedInfo><CanonicalizationMethod Algorithm="${EXCLUSIVE_C14N}"/><SignatureMethod Algorithm="${methodUri(method.name)}"/>` +
    `<Reference URI=""><Transforms><Transform Algorithm="${ENVELOPED}"/><Transform Algorithm="${EXCLUSIVE_C14N}"/></Transforms>` +
    `<DigestMethod Algorithm="${SHA256}"/><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`
  const signed = (digest: string, value: string) =>
    `${xml.slice(0, at)}<Signature xmlns="${XMLDSIG}">${digestPart(digest)}<SignatureValue>${value}</SignatureValue>` +
    `<KeyInfo><X509Data><X509Certificate>${own.certificate.raw.toString('base64')}</X509Certificate></X509Data></KeyInfo>` +
    `</Signature>${xml.slice(at)}`
  const exclusive = canonicalization(EXCLUSIVE_C14N, [])!
  const formsOf = (text: string) => {
    const { root } = scanXml(text)
    const signature = root.children.find(child => child.ns === XMLDSIG)
    const forms = signature && canonicalForms(text, root, signature, true, { alert: exclusive, info: exclusive })
    if (!forms || typeof forms === 'string') throw new SigningError('The message cannot be canonicalised.')
    return forms
  }
  const digest = createHash('sha256')
    .update(formsOf(signed('', '')).alert)
    .digest('base64')
  const { signedInfo } = formsOf(signed(digest, ''))
  let value: string
  try {
    value = sign(method.hash, Buffer.from(signedInfo), { key: own.key, dsaEncoding: 'ieee-p1363' }).toString('base64')
  } catch (error) {
    throw new SigningError('The key refused to sign.', error)
  }
  const result = signed(digest, value)
  const check = readCap(result, { trust: { trusted: [own.certificate] } }).messages[0]?.signature
  if (check?.state !== 'valid')
    throw new SigningError(
      `The signature did not pass its own check: ${check?.message || 'the message could not be read'}.`,
    )
  return result
}
