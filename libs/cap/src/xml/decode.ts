/** From bytes to text: byte order marks, the declared encoding, and nothing that is not really text. */

export type Decoded =
  | { text: string; encoding: string; fault: null }
  | { text: null; encoding: string; fault: 'encoding' }

const DECLARED = /^<\?xml\s[^?>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']/
const UTF8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return (encoding === 'utf-8' ? UTF8 : new TextDecoder(encoding, { fatal: true })).decode(bytes)
  } catch {
    return null
  }
}

/** The encoding a mark or an XML declaration in wide characters gives away; null for all that begins like ASCII. */
function wideEncoding(bytes: Uint8Array): string | null {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  return null
}

/** Reads bytes as UTF-8 unless a mark or the XML declaration says otherwise; malformed bytes are a fault, not a guess. */
export function decodeXml(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes)
  const text = decode(bytes, wide ?? 'utf-8')
  const declared = DECLARED.exec(text ?? String.fromCharCode(...bytes.subarray(0, 256)))?.[1]?.toLowerCase()
  const plain = declared === undefined || ['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(declared)
  if (wide !== null || plain) {
    const encoding = wide ?? 'utf-8'
    return text === null ? { text, encoding, fault: 'encoding' } : { text, encoding, fault: null }
  }
  const other = decode(bytes, declared)
  return other === null
    ? { text: null, encoding: declared, fault: 'encoding' }
    : { text: other, encoding: declared, fault: null }
}
