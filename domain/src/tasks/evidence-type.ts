/** Kinds of file that may stand as evidence. What a browser could run (HTML, SVG, scripts, macros) is not among them. */
export const evidenceTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mp4: 'video/mp4',
} as const
export type EvidenceType = keyof typeof evidenceTypes

export const evidenceLimits = {
  /** one file: a photo of a phone, a scanned report */
  fileMb: 10,
  /** files of one task */
  files: 30,
}

const at = (b: Uint8Array, from: number, bytes: readonly number[]) => bytes.every((x, i) => b[from + i] === x)
const text = (b: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...b.subarray(from, Math.min(b.length, from + length)))

/**
 * What a file is by its bytes; its name and what the sender calls it do not count. Null: none of the kinds that are taken.
 * An Office file is told by the names of its parts in the zip's directory; one with macros is refused.
 */
export function sniffEvidence(bytes: Uint8Array): EvidenceType | null {
  if (text(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (at(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (at(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpg'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return 'webp'
  if (text(bytes, 4, 4) === 'ftyp') return 'mp4'
  if (at(bytes, 0, [0x50, 0x4b, 0x03, 0x04])) return office(bytes)
  return null
}

/** Reads the names in the zip's central directory, which stands at its end. */
function office(b: Uint8Array): 'docx' | 'xlsx' | null {
  const view = new DataView(b.buffer, b.byteOffset, b.byteLength)
  let end = -1
  for (let i = b.length - 22; i >= Math.max(0, b.length - 65_557); i--)
    if (view.getUint32(i, true) === 0x06054b50) {
      end = i
      break
    }
  if (end < 0) return null
  const entries = Math.min(view.getUint16(end + 10, true), 5000)
  let p = view.getUint32(end + 16, true)
  const names: string[] = []
  for (let i = 0; i < entries; i++) {
    if (p + 46 > b.length || view.getUint32(p, true) !== 0x02014b50) return null
    const length = view.getUint16(p + 28, true)
    names.push(text(b, p + 46, Math.min(length, 200)))
    p += 46 + length + view.getUint16(p + 30, true) + view.getUint16(p + 32, true)
  }
  if (names.some(n => /vbaProject|\.bin$/i.test(n) && !/printerSettings|embeddings/i.test(n))) return null
  if (names.includes('word/document.xml')) return 'docx'
  return names.includes('xl/workbook.xml') ? 'xlsx' : null
}

/** The name that is kept and given back: its last part, without control marks, at most 120 characters, with the ending of what it is. */
export function evidenceName(given: string, type: EvidenceType): string {
  const last = given.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last
    // control marks and those that turn the direction of writing around ("gpj.exe")
    .replace(/[\p{Cc}\p{Cf}"*:<>?|]/gu, '')
    .trim()
  const stem =
    clean
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .slice(0, 110)
      .trim() || 'tep'
  return `${stem}.${type}`
}
