import { toNfc } from '@tusom/vi-text'
import { readDocx } from './read-docx.ts'
import { XmlFault } from './xml-events.ts'
import { ZipFault, zipLimits } from './zip.ts'

/** One sentence each: what is wrong, and the way out. */
export type ReadFault = {
  code: 'unsupported' | 'pdf-not-yet' | 'old-word' | 'not-docx' | 'too-large' | 'damaged' | 'not-utf8' | 'binary'
  vi: string
  en: string
}

export type ReadResult = { text: string; error?: undefined } | { text: null; error: ReadFault }

const fault = (code: ReadFault['code'], vi: string, en: string): ReadResult => ({ text: null, error: { code, vi, en } })
const starts = (bytes: Uint8Array, ...head: number[]) => head.every((b, i) => bytes[i] === b)

/**
 * The text of an uploaded file, NFC: .txt and .md in UTF-8 (or UTF-16 with its mark), .docx. What the bytes are counts more
 * than what the name says. Never throws.
 */
export function readText(bytes: Uint8Array, filename: string): ReadResult {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  const name = filename.split(/[\\/]/).at(-1) ?? filename
  if (bytes.length > zipLimits.bytes)
    return fault(
      'too-large',
      `Tệp «${name}» lớn hơn ${zipLimits.bytes / 1_000_000} MB: hãy bỏ bớt ảnh rồi lưu lại.`,
      `File "${name}" is larger than ${zipLimits.bytes / 1_000_000} MB: remove pictures and save it again.`,
    )
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46) || extension === 'pdf')
    return fault(
      'pdf-not-yet',
      `Chưa đọc được PDF («${name}»): hãy mở tệp, chép chữ vào tệp .txt hoặc dùng bản Word .docx.`,
      `PDF is not read yet ("${name}"): copy its text into a .txt file, or use the Word .docx.`,
    )
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return fault(
      'old-word',
      `Tệp «${name}» là Word kiểu cũ (.doc) hoặc có mật khẩu: hãy mở bằng Word, bỏ mật khẩu và lưu thành .docx.`,
      `File "${name}" is an old Word file (.doc) or has a password: open it in Word, remove the password and save it as .docx.`,
    )
  if (starts(bytes, 0x50, 0x4b) || extension === 'docx') return fromDocx(bytes, name)
  if (extension !== 'txt' && extension !== 'md' && extension !== '')
    return fault(
      'unsupported',
      `Không đọc được loại tệp «.${extension}»: dùng .docx, .txt hoặc .md.`,
      `Files of type ".${extension}" are not read: use .docx, .txt or .md.`,
    )
  return fromPlain(bytes, name)
}

function fromDocx(bytes: Uint8Array, name: string): ReadResult {
  try {
    return { text: toNfc(readDocx(bytes)) }
  } catch (error) {
    if (error instanceof ZipFault && error.reason === 'too-large')
      return fault(
        'too-large',
        `Tệp «${name}» bung ra quá lớn nên bị từ chối: hãy lưu lại bằng Word, bỏ bớt ảnh và phụ lục.`,
        `File "${name}" unpacks to more than is allowed and is refused: save it again in Word without pictures and annexes.`,
      )
    if (error instanceof ZipFault && error.reason === 'not-zip')
      return fault(
        'not-docx',
        `Tệp «${name}» không phải .docx: hãy mở bằng Word và lưu lại thành .docx.`,
        `File "${name}" is not a .docx: open it in Word and save it as .docx.`,
      )
    if (error instanceof ZipFault || error instanceof XmlFault)
      return fault(
        'damaged',
        `Tệp «${name}» hỏng hoặc không có nội dung Word đọc được: hãy mở bằng Word và lưu lại thành .docx.`,
        `File "${name}" is damaged or holds no readable Word text: open it in Word and save it as .docx.`,
      )
    throw error
  }
}

function fromPlain(bytes: Uint8Array, name: string): ReadResult {
  const wide = starts(bytes, 0xff, 0xfe) ? 'utf-16le' : starts(bytes, 0xfe, 0xff) ? 'utf-16be' : null
  if (wide) return { text: toNfc(new TextDecoder(wide).decode(bytes)) }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fault(
      'not-utf8',
      `Tệp «${name}» không phải UTF-8 (có thể là TCVN3 hoặc VNI): hãy lưu lại với bảng mã Unicode UTF-8.`,
      `File "${name}" is not UTF-8 (it may be TCVN3 or VNI): save it again with the encoding Unicode UTF-8.`,
    )
  }
  if (text.includes('\u0000'))
    return fault(
      'binary',
      `Tệp «${name}» không phải văn bản: dùng .docx, .txt hoặc .md.`,
      `File "${name}" is not text: use .docx, .txt or .md.`,
    )
  return { text: toNfc(text) }
}
