/** From bytes to text: byte order marks, the declared encoding, and nothing that is not really text. */

export type Decoded =
  | { text: string; encoding: string; fault: null }
  | { text: null; encoding: string; fault: 'encoding' }

const DECLARED = /^<\?xml\s[^?>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']/

/** Reads bytes as UTF-8 unless a mark or the XML declaration says otherwise; malformed bytes are a fault, not a guess. */
export function decodeXml(bytes: Uint8Array): Decoded {
  let encoding = 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) encoding = 'utf-16le'
  else if (bytes[0] === 0xfe && bytes[1] === 0xff) encoding = 'utf-16be'
  else if (bytes[0] === 0x3c && bytes[1] === 0) encoding = 'utf-16le'
  else if (bytes[0] === 0 && bytes[1] === 0x3c) encoding = 'utf-16be'
  else {
    const start = String.fromCharCode(...bytes.subarray(0, 256))
    const declared = DECLARED.exec(start.replace(/^\u00ef\u00bb\u00bf/, ''))?.[1]?.toLowerCase()
    if (declared && !['utf-8', 'utf8', 'us-ascii', 'ascii'].includes(declared)) encoding = declared
  }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, fault: null }
  } catch {
    return { text: null, encoding, fault: 'encoding' }
  }
}
