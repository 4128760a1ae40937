import type { Collector } from '../finding.ts'
import { decodeXml } from './decode.ts'
import { trimXml } from './trim-xml.ts'

/** Larger files are refused unread: 8 MB hold a thousand times what an alert is. */
export const MAX_BYTES = 8 * 1024 * 1024

/** `text` with line ends as `\n`, and the same for libxml2: the bytes where they may be left as they are. */
export type Source = { text: string; forLibxml: string | Uint8Array }

function decoded(input: Uint8Array | string, out: Collector): Source | null {
  if (typeof input === 'string') {
    // Half a character is none, and would be replaced without a word on its way to libxml2.
    if (!input.isWellFormed()) {
      out.report('xml.encoding', '', { value: 'UTF-16' })
      return null
    }
    const text = input.startsWith('\ufeff') ? input.slice(1) : input
    return { text, forLibxml: text }
  }
  const { text, encoding } = decodeXml(input)
  if (text === null) {
    out.report('xml.encoding', '', { value: encoding.toUpperCase() })
    return null
  }
  if (encoding !== 'utf-8') out.report('xml.encoding-other', '', { value: encoding.toUpperCase() })
  return { text, forLibxml: encoding === 'utf-8' ? input : text }
}

/** The text of a file, unless it is too large, empty or no text. */
export function openSource(input: Uint8Array | string, out: Collector): Source | null {
  const size = typeof input === 'string' ? input.length : input.byteLength
  if (size > MAX_BYTES) {
    out.report('xml.too-large', '', { other: MAX_BYTES })
    return null
  }
  const source = decoded(input, out)
  if (!source) return null
  if (source.text.includes('\r')) {
    const lone = /\r(?!\n)/.test(source.text)
    source.text = source.text.replace(/\r\n?/g, '\n')
    // libxml2 does not count a lone carriage return as a line end.
    if (lone) source.forLibxml = source.text
  }
  const { text } = source
  if (text.charCodeAt(0) !== 60) {
    const trimmed = trimXml(text)
    if (trimmed === '') {
      out.report('xml.empty', '')
      return null
    }
    if (trimmed.startsWith('<?xml')) {
      out.report('xml.leading-space', '')
      // Line feeds stay where they are counted, behind the declaration.
      const space = text.slice(0, text.indexOf('<'))
      const end = text.indexOf('?>', space.length) + 2
      const rest = end > 1 ? `${text.slice(space.length, end)}${space}${text.slice(end)}` : trimmed
      return { text: rest, forLibxml: rest }
    }
  }
  return source
}
