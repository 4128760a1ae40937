import { readFileText } from '@tusom/admin-docs'
import { readCap } from '@tusom/cap/xml'
import type { BulletinReading } from '@tusom/contract'
import { bulletinOfAlert, parseBulletin, type ParsedBulletin } from '@tusom/domain'

/** A file that came in; certificates in PEM, because it crosses to a thread. */
export type FileWork = { bytes: Uint8Array; filename: string; received: number; trusted: readonly string[] }
export type FileRead = { parsed: ParsedBulletin; cap: BulletinReading['cap'] }
export type Unreadable = { unreadable: { vi: string; en: string } }

export const looksLikeXml = (text: string): boolean =>
  /^\uFEFF?\s*<(?:\?xml|(?:\w+:)?(?:alert|feed|rss|EDXLDistribution)[\s>])/.test(text)

/** A bulletin as .txt, .md, .docx, .pdf with text, or CAP. */
export async function readBulletinFile({
  bytes,
  filename,
  received,
  trusted,
}: FileWork): Promise<FileRead | Unreadable> {
  if (/\.(?:xml|cap)$/i.test(filename) || looksLikeXml(Buffer.from(bytes.subarray(0, 200)).toString('utf8')))
    return readCapBulletin(bytes, trusted)
  const read = await readFileText(bytes, filename)
  if (read.error) return { unreadable: read.error }
  return { parsed: parseBulletin(read.text, { received }), cap: null }
}

/** The first alert of a CAP file, with what was read leniently and what its signature is worth. */
export function readCapBulletin(bytes: Uint8Array, trusted: readonly string[]): FileRead | Unreadable {
  const reading = readCap(bytes, { trust: { trusted } })
  const m = reading.messages[0]
  if (!m) {
    const f = reading.findings[0]
    return {
      unreadable: {
        vi: `Không phải bản tin CAP đọc được${f ? `: ${f.messageVi}` : ''}.`,
        en: `No readable CAP message${f ? `: ${f.message}` : ''}.`,
      },
    }
  }
  const parsed = bulletinOfAlert(m.alert)
  if (reading.messages.length > 1)
    parsed.warnings.unshift(`Tệp có ${reading.messages.length} bản tin CAP; đây là bản đầu.`)
  return {
    parsed,
    cap: {
      leniencies: [...m.leniencies, ...(m.valid ? [] : m.findings.filter(f => f.severity === 'error'))]
        .slice(0, 20)
        .map(f => ({ vi: f.messageVi, en: f.message })),
      signature: {
        state: m.signature.state,
        message: m.signature.message,
        messageVi: m.signature.messageVi,
        subject: m.signature.certificate?.subject ?? null,
      },
    },
  }
}
