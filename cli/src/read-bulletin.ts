import { open } from 'node:fs/promises'
import { readFileText } from '@tusom/admin-docs'
import { MAX_BYTES, readCap } from '@tusom/cap/xml'
import { bulletinOfAlert, parseBulletin, type ParsedBulletin } from '@tusom/domain'

/** At most one byte more than is read, so that a huge file costs no more than a large one. */
export async function readBounded(file: string): Promise<Uint8Array> {
  const limit = 30_000_000
  const handle = await open(file, 'r')
  try {
    const stat = await handle.stat()
    const buffer = new Uint8Array(stat.isFile() ? Math.min(stat.size, limit) + 1 : MAX_BYTES)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } finally {
    await handle.close()
  }
}

export type ReadBulletin = { parsed: ParsedBulletin; notes: string[] } | { fault: string }

/** A bulletin of any kind of file: CAP, Word, PDF with text, plain text. `received`: the day it came in, for bulletins without a year. */
export async function readBulletin(bytes: Uint8Array, file: string, received: number | null): Promise<ReadBulletin> {
  if (/\.xml$/i.test(file) || startsLikeXml(bytes)) {
    const reading = readCap(bytes)
    const message = reading.messages[0]
    if (!message) {
      const why = reading.findings[0]
      return {
        fault: `${file}: không phải bản tin CAP đọc được${why ? `: ${why.messageVi}` : ''}. · no readable CAP message${why ? `: ${why.message}` : ''}.\n`,
      }
    }
    const notes = message.leniencies.map(f => f.messageVi)
    if (reading.messages.length > 1)
      notes.push(
        `tệp có ${reading.messages.length} bản tin CAP; chỉ đọc bản đầu · the file holds ${reading.messages.length} messages; the first is read`,
      )
    return { parsed: bulletinOfAlert(message.alert), notes }
  }
  const text = await readFileText(bytes, file)
  if (text.error) return { fault: `${file}: ${text.error.vi}\n${file}: ${text.error.en}\n` }
  return { parsed: parseBulletin(text.text, { received }), notes: [] }
}

/** `<?xml`, `<alert`, `<feed`, `<rss`: XML under another name. */
function startsLikeXml(bytes: Uint8Array): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^(?:ï»¿)?\s+/, '')
  return /^(?:ï»¿)?<(?:\?xml|(?:\w+:)?(?:alert|feed|rss|EDXLDistribution)[\s>])/.test(head)
}

export function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT') return 'không có tệp này, xin kiểm tra đường dẫn (no such file, check the path)'
  if (code === 'EISDIR') return 'đây là thư mục, xin chỉ một tệp (this is a folder, name a file)'
  if (code === 'EACCES') return 'không có quyền đọc tệp này (no permission to read this file)'
  return `không mở được tệp (cannot open the file${code ? `: ${code}` : ''})`
}
