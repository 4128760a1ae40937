import { XMLDSIG } from '../elements.ts'
import { trimXml } from '../trim-xml.ts'
import type { XmlElement } from '../tree.ts'
import {
  type Canonicalization,
  canonicalization,
  C14N,
  digestOf,
  ENVELOPED,
  methodOf,
  type SignatureMethod,
} from './algorithms.ts'
import type { SignatureReason } from './signature-report.ts'

/** A signature taken apart, every algorithm known. */
export type SignatureParts = {
  /** of `<SignedInfo>` */
  info: Canonicalization
  /** of the alert */
  alert: Canonicalization
  method: SignatureMethod
  digest: string
  digestValue: Buffer
  value: Buffer
  /** '' is the document, else the Id of an element */
  id: string
  keyInfo: XmlElement | null
}

/** The only child of that name, null if there is none or more than one. */
export function only(parent: XmlElement, name: string): XmlElement | null {
  const found = parent.children.filter(child => child.name === name && child.ns === XMLDSIG)
  return found.length === 1 ? (found[0] ?? null) : null
}

const algorithmOf = (element: XmlElement | null) =>
  element?.attributes.find(a => a.name === 'Algorithm' && a.prefix === '')?.value ?? ''

export function base64(element: XmlElement): Buffer | null {
  const dense = element.text.replace(/[ \t\r\n]+/g, '')
  return dense !== '' &&
    dense.length <= 100_000 &&
    /^[A-Za-z0-9+/]+={0,2}$/.test(dense) &&
    element.children.length === 0
    ? Buffer.from(dense, 'base64')
    : null
}

const MOST_PREFIXES = 64

function canonicalizationOf(element: XmlElement): Canonicalization | null {
  const list = element.children.find(child => child.name === 'InclusiveNamespaces')
  const text = list?.attributes.find(a => a.name === 'PrefixList')?.value ?? ''
  const prefixes = trimXml(text)
    .split(/[ \t\r\n]+/, MOST_PREFIXES + 1)
    .filter(prefix => prefix !== '')
  if (prefixes.length > MOST_PREFIXES || element.children.length > (list ? 1 : 0)) return null
  return canonicalization(algorithmOf(element), prefixes)
}

/** Takes `<Signature>` apart, or says why it cannot be checked. */
export function partsOf(signature: XmlElement): SignatureParts | SignatureReason {
  const signedInfo = only(signature, 'SignedInfo')
  const value = only(signature, 'SignatureValue')
  const infoMethod = signedInfo && only(signedInfo, 'CanonicalizationMethod')
  const method = signedInfo && only(signedInfo, 'SignatureMethod')
  const references = signedInfo?.children.filter(child => child.name === 'Reference' && child.ns === XMLDSIG) ?? []
  const [reference] = references
  if (!signedInfo || !value || !infoMethod || !method || !reference) return 'structure'
  if (references.length > 1) return 'several-references'
  const digestMethod = only(reference, 'DigestMethod')
  const digestValue = only(reference, 'DigestValue')
  const digestBytes = digestValue && base64(digestValue)
  const valueBytes = base64(value)
  if (!digestMethod || !digestBytes || !valueBytes) return 'structure'

  const uri = reference.attributes.find(a => a.name === 'URI' && a.prefix === '')?.value
  if (uri === undefined || (uri !== '' && !/^#[\w.-]+$/.test(uri))) return 'elsewhere'
  const transforms = only(reference, 'Transforms')?.children ?? []
  if (!transforms.some(transform => algorithmOf(transform) === ENVELOPED)) return 'not-enveloped'
  const [first, second, ...more] = transforms
  if (!first || algorithmOf(first) !== ENVELOPED || more.length > 0) return 'transform'
  const alert = second ? canonicalizationOf(second) : canonicalization(C14N, [])
  if (!alert) return 'transform'

  const info = canonicalizationOf(infoMethod)
  const digest = digestOf(algorithmOf(digestMethod))
  const known = methodOf(algorithmOf(method))
  if (!info || !digest || !known || method.children.length > 0) return 'algorithm'
  // A reference without XPointer leaves comments out, whatever the canonicalisation says (XML Signature, 4.4.3.3).
  return {
    info,
    alert: { ...alert, withComments: false },
    method: known,
    digest,
    digestValue: digestBytes,
    value: valueBytes,
    id: uri.slice(1),
    keyInfo: only(signature, 'KeyInfo'),
  }
}
