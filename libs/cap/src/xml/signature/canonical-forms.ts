import { XmlDocument, XmlElement, XmlError } from 'libxml2-wasm'
import { XMLDSIG } from '../elements.ts'
import type { XmlElement as ReadElement } from '../tree.ts'
import { openDocument } from '../validator.ts'
import type { Canonicalization } from './algorithms.ts'

const options = ({ mode, withComments, prefixes }: Canonicalization) => ({
  mode,
  withComments,
  ...(mode === 1 && prefixes.length > 0 ? { inclusiveNamespacePrefixes: prefixes } : {}),
})

function childOf(parent: XmlElement, name: string): XmlElement | null {
  for (let node = parent.firstChild; node; node = node.next)
    if (node instanceof XmlElement && node.name === name && node.namespaceUri === XMLDSIG) return node
  return null
}

/** @returns null if it cannot be parsed, or has no canonical form, as with a relative namespace */
function onDocument(xml: string, use: (document: XmlDocument) => string | null): string | null {
  const document = openDocument(xml)
  if (!(document instanceof XmlDocument)) return null
  try {
    return use(document)
  } catch (error) {
    if (error instanceof XmlError) return null
    throw error
  } finally {
    document.dispose()
  }
}

/** How many signatures stand anywhere in an element. */
function signaturesIn(alert: ReadElement): number {
  let count = 0
  const stack = [alert]
  for (let element = stack.pop(); element; element = stack.pop()) {
    if (element.name === 'Signature' && element.ns === XMLDSIG) count += 1
    for (const child of element.children) stack.push(child)
  }
  return count
}

export type CanonicalForms = { alert: string; signedInfo: string }

/**
 * The octets that were digested and those that were signed, as libxml2 canonicalises them.
 *
 * @param source the text in which the alert stands
 * @param whole the document is the alert's own; else the alert is cut out of it, as it was when it was signed
 * @returns the reason, if the alert does not hold exactly one signature, right inside it, or cannot stand alone
 */
export function canonicalForms(
  source: string,
  alert: ReadElement,
  signature: ReadElement,
  whole: boolean,
  forms: { alert: Canonicalization; info: Canonicalization },
): CanonicalForms | 'context' | 'several' | 'canonical' {
  if (signaturesIn(alert) !== 1) return 'several'
  const text = whole ? source : source.slice(alert.start, alert.end)
  let parsed = false
  const canonical = onDocument(text, document => {
    parsed = true
    childOf(document.root, 'Signature')?.remove()
    return document.canonicalizeToString(options(forms.alert))
  })
  if (canonical === null) return parsed ? 'canonical' : 'context'
  // What is signed is canonicalised where it stands, for the namespaces around it; all else is left away, because libxml2
  // asks about every node of a document whether it belongs to the part wanted.
  const name = alert.prefix === '' ? alert.name : `${alert.prefix}:${alert.name}`
  const around = `${source.slice(alert.start, alert.inside)}${source.slice(signature.start, signature.end)}</${name}>`
  const signedInfo = onDocument(around, document => {
    const element = childOf(document.root, 'Signature')
    const info = element && childOf(element, 'SignedInfo')
    return info && info.canonicalizeToString(options(forms.info))
  })
  return signedInfo === null ? 'canonical' : { alert: canonical, signedInfo }
}
