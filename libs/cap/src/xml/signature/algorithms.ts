/** The algorithms of XML Signature that are known, by their names. */

export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#'
export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'

/** Canonicalisation: libxml2's mode. Comments are never part of what a reference without XPointer covers. */
export type Canonicalization = { mode: 0 | 1 | 2; withComments: boolean; prefixes: string[] }

const MODES: Record<string, readonly [mode: 0 | 1 | 2, withComments: boolean]> = {
  [C14N]: [0, false],
  [`${C14N}#WithComments`]: [0, true],
  [EXCLUSIVE_C14N]: [1, false],
  [`${EXCLUSIVE_C14N}WithComments`]: [1, true],
  'http://www.w3.org/2006/12/xml-c14n11': [2, false],
  'http://www.w3.org/2006/12/xml-c14n11#WithComments': [2, true],
}

export function canonicalization(algorithm: string, prefixes: string[]): Canonicalization | null {
  const known = Object.hasOwn(MODES, algorithm) ? MODES[algorithm] : undefined
  return known ? { mode: known[0], withComments: known[1], prefixes } : null
}

const DIGESTS: Record<string, string> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  [SHA256]: 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

/** The name node:crypto knows a digest by. */
export const digestOf = (algorithm: string): string | null =>
  Object.hasOwn(DIGESTS, algorithm) ? (DIGESTS[algorithm] ?? null) : null

export type SignatureMethod = { name: string; key: 'rsa' | 'ec'; hash: string; pss: boolean }

const METHODS: Record<string, SignatureMethod> = {
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1': { name: 'RSA-SHA1', key: 'rsa', hash: 'sha1', pss: false },
}
for (const size of [256, 384, 512]) {
  const hash = `sha${size}`
  const more = 'http://www.w3.org/2001/04/xmldsig-more#'
  METHODS[`${more}rsa-${hash}`] = { name: `RSA-SHA${size}`, key: 'rsa', hash, pss: false }
  METHODS[`${more}ecdsa-${hash}`] = { name: `ECDSA-SHA${size}`, key: 'ec', hash, pss: false }
  METHODS[`http://www.w3.org/2007/05/xmldsig-more#${hash}-rsa-MGF1`] = {
    name: `RSA-PSS-SHA${size}`,
    key: 'rsa',
    hash,
    pss: true,
  }
}

export const methodOf = (algorithm: string): SignatureMethod | null =>
  Object.hasOwn(METHODS, algorithm) ? (METHODS[algorithm] ?? null) : null

/** The name by which a method is written. */
export const methodUri = (name: string): string => {
  const found = Object.entries(METHODS).find(([, method]) => method.name === name)
  if (!found) throw new Error(`No signature method ${name}`)
  return found[0]
}
