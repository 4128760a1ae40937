import { XmlDocument, XmlElement, XmlError } from 'libxml2-wasm'
import { XMLDSIG } from '../elements.ts'
import { openDocument } from '../validator.ts'
import type { Canonicalization } from './algorithms.ts'

const NAMESPACES = { ds: XMLDSIG }
const options = ({ mode, withComments, prefixes }: Canonicalization) => ({
  mode,
  withComments,
  ...(mode === 1 && prefixes.length > 0 ? { inclusiveNamespacePrefixes: prefixes } : {}),
})

/** Runs `use` on a freshly parsed document and its only signature; null if it cannot be parsed alone. */
function withSignature<T>(
  xml: string,
  use: (document: XmlDocument, signature: XmlElement) => T,
): T | 'context' | 'several' | 'elsewhere' | 'canonical' {
  const document = openDocument(xml)
  if (!(document instanceof XmlDocument)) return 'context'
  try {
    const signatures = document.find('//ds:Signature', NAMESPACES)
    const [signature] = signatures
    if (signatures.length !== 1 || !(signature instanceof XmlElement)) return 'several'
    if (!signature.parent?.isSameNode(document.root)) return 'elsewhere'
    return use(document, signature)
  } catch (error) {
    // A relative namespace has no canonical form.
    if (error instanceof XmlError) return 'canonical'
    throw error
  } finally {
    document.dispose()
  }
}

export type CanonicalForms = { alert: string; signedInfo: string }

/**
 * The octets that were digested and those that were signed.
 *
 * @param xml a document whose root is the alert
 * @returns the reason, if the document does not hold exactly one signature, right inside its root
 */
export function canonicalForms(
  xml: string,
  forms: { alert: Canonicalization; info: Canonicalization },
): CanonicalForms | 'context' | 'several' | 'elsewhere' | 'canonical' {
  const signedInfo = withSignature(xml, (document, signature) => {
    // All else goes first: libxml2 asks about every node of the document whether it belongs to the part wanted.
    for (let node = document.root.firstChild; node; ) {
      const next = node.next
      if (!node.isSameNode(signature)) node.remove()
      node = next
    }
    const element = signature.get('ds:SignedInfo', NAMESPACES)
    return element instanceof XmlElement ? { text: element.canonicalizeToString(options(forms.info)) } : { text: '' }
  })
  if (typeof signedInfo === 'string') return signedInfo
  const alert = withSignature(xml, (document, signature) => {
    signature.remove()
    return { text: document.canonicalizeToString(options(forms.alert)) }
  })
  return typeof alert === 'string' ? alert : { alert: alert.text, signedInfo: signedInfo.text }
}
