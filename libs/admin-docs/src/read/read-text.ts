import { decodeLegacy, detectLegacy, isSyllable, toNfc } from '@tusom/vi-text'
import { PdfFault, pdfLimits, readPdf } from './pdf/read-pdf.ts'
import { readDocx } from './read-docx.ts'
import { baseName, docxFault, sentences } from './docx-fault.ts'
import { zipLimits } from './zip.ts'
import type { ReadFault } from './docx-fault.ts'

export type { ReadFault } from './docx-fault.ts'

export type ReadResult = { text: string; error?: undefined } | { text: null; error: ReadFault }

const fault = (code: ReadFault['code'], vi: string, en: string): ReadResult => ({ text: null, error: { code, vi, en } })
const starts = (bytes: Uint8Array, ...head: number[]) => head.every((b, i) => bytes[i] === b)

const isPdf = (bytes: Uint8Array) => {
  // Mail systems and scanners put a few bytes before the mark; readers allow a thousand.
  for (let i = 0; i < Math.min(1_024, bytes.length - 4); i++)
    if (bytes[i] === 0x25 && starts(bytes.subarray(i), 0x25, 0x50, 0x44, 0x46)) return true
  return false
}

/**
 * The text of an uploaded file, NFC: .pdf with a text layer, .docx, .txt and .md. The legacy encodings TCVN3 and VNI are recognised and
 * made Unicode. What the bytes are counts more than what the name says. Never throws, never rejects.
 *
 * @example
 * const file = await readFileText(bytes, 'ke-hoach.pdf')
 * if (file.error) throw new Error(file.error.vi)
 * const plan = parseDocument(file.text)
 */
export async function readFileText(bytes: Uint8Array, filename: string): Promise<ReadResult> {
  const name = baseName(filename)
  if (bytes.length > zipLimits.bytes || !isPdf(bytes)) return readText(bytes, filename)
  try {
    return { text: toUnicode(await readPdf(bytes)) }
  } catch (error) {
    const reason = error instanceof PdfFault ? error.reason : 'damaged'
    if (reason === 'password')
      return fault(
        'password',
        `Tệp «${name}» có mật khẩu: hãy mở tệp, bỏ mật khẩu rồi lưu lại.`,
        `File "${name}" has a password: open it, remove the password and save it again.`,
      )
    if (reason === 'no-text')
      return fault(
        'scanned',
        `Tệp «${name}» là bản quét, không có lớp chữ: hãy xin bản Word .docx hoặc PDF có chữ, hoặc nhận dạng chữ (OCR) trước.`,
        `File "${name}" is a scan without text: ask for the Word .docx or a PDF with text, or run text recognition (OCR) first.`,
      )
    if (reason === 'too-large')
      return fault(
        'too-large',
        `Tệp «${name}» dài hơn ${pdfLimits.pages} trang hoặc quá nhiều chữ nên bị từ chối: hãy tách thành nhiều tệp.`,
        `File "${name}" has more than ${pdfLimits.pages} pages or too much text and is refused: split it into several files.`,
      )
    return fault(
      'damaged',
      `Tệp PDF «${name}» hỏng, không đọc được: hãy tải lại hoặc xuất lại từ Word.`,
      `The PDF "${name}" is damaged and cannot be read: download it again or export it again from Word.`,
    )
  }
}

/** NFC, and legacy letters made Unicode where the text is written in them. */
function toUnicode(text: string): string {
  const legacy = detectLegacy(text)
  return toNfc(legacy ? decodeLegacy(text, legacy) : text)
}

/**
 * As `readFileText`, at once and without PDF: for a .pdf the fault says to use `readFileText`. Never throws.
 */
export function readText(bytes: Uint8Array, filename: string): ReadResult {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  const name = baseName(filename)
  if (bytes.length > zipLimits.bytes) return { text: null, error: sentences.tooLarge(name) }
  if (bytes.length === 0)
    return fault(
      'damaged',
      `Tệp «${name}» rỗng (0 byte): hãy gửi lại tệp.`,
      `File "${name}" is empty (0 bytes): send it again.`,
    )
  if (isPdf(bytes))
    return fault(
      'pdf',
      `Chỗ này không nhận PDF («${name}»): hãy dùng bản Word .docx hoặc chép chữ vào tệp .txt.`,
      `PDF is not taken here ("${name}"): use the Word .docx, or copy its text into a .txt file.`,
    )
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { text: null, error: docxFault(null, bytes, name) }
  if (starts(bytes, 0x50, 0x4b) || extension === 'docx') return fromDocx(bytes, name)
  if (extension === 'pdf')
    return fault(
      'damaged',
      `Tệp «${name}» mang đuôi .pdf nhưng không phải PDF: hãy tải lại hoặc xuất lại từ Word.`,
      `File "${name}" is named .pdf but is none: download it again or export it again from Word.`,
    )
  if (extension !== 'txt' && extension !== 'md' && extension !== '')
    return fault(
      'unsupported',
      `Không đọc được loại tệp «.${extension}»: dùng .docx, .pdf, .txt hoặc .md.`,
      `Files of type ".${extension}" are not read: use .docx, .pdf, .txt or .md.`,
    )
  return fromPlain(bytes, name)
}

function fromDocx(bytes: Uint8Array, name: string): ReadResult {
  try {
    return { text: toUnicode(readDocx(bytes)) }
  } catch (error) {
    return { text: null, error: docxFault(error, bytes, name) }
  }
}

function fromPlain(bytes: Uint8Array, name: string): ReadResult {
  const wide = starts(bytes, 0xff, 0xfe) ? 'utf-16le' : starts(bytes, 0xfe, 0xff) ? 'utf-16be' : null
  if (wide) return { text: toNfc(new TextDecoder(wide).decode(bytes)) }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const legacy = fromLegacy(bytes)
    if (legacy !== null) return { text: legacy }
    return fault(
      bytes.includes(0) ? 'binary' : 'not-utf8',
      `Tệp «${name}» không phải văn bản Unicode, TCVN3 hay VNI đọc được: hãy lưu lại với bảng mã Unicode UTF-8.`,
      `File "${name}" is no readable text in Unicode, TCVN3 or VNI: save it again with the encoding Unicode UTF-8.`,
    )
  }
  if (text.includes('\u0000'))
    return fault(
      'binary',
      `Tệp «${name}» không phải văn bản: dùng .docx, .pdf, .txt hoặc .md.`,
      `File "${name}" is not text: use .docx, .pdf, .txt or .md.`,
    )
  return { text: toUnicode(text) }
}

/** Bytes of an old encoding: TCVN3, VNI, or the Vietnamese code page of Windows, told by the words they make. */
function fromLegacy(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null
  const text = new TextDecoder('windows-1252').decode(bytes)
  const legacy = detectLegacy(text)
  if (legacy) return toNfc(decodeLegacy(text, legacy))
  const windows = toNfc(new TextDecoder('windows-1258').decode(bytes))
  const words =
    windows
      .match(/\p{L}+/gu)
      ?.filter(w => /[^a-z]/iu.test(w))
      .slice(0, 2_000) ?? []
  return words.length >= 3 && words.filter(isSyllable).length / words.length >= 0.8 ? windows : null
}
