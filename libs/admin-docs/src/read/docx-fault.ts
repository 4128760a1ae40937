import { ZipFault, zipLimits } from './zip.ts'

/** One sentence each: what is wrong, and the way out. */
export type ReadFault = {
  code:
    | 'unsupported'
    | 'pdf'
    | 'old-word'
    | 'not-docx'
    | 'too-large'
    | 'damaged'
    | 'not-utf8'
    | 'binary'
    | 'password'
    | 'scanned'
  vi: string
  en: string
}

export const baseName = (filename: string) => filename.split(/[\\/]/).at(-1) || filename

/** Whether an ASCII word stands in the bytes as UTF-16, as names of streams do. */
function hasWide(bytes: Uint8Array, word: string): boolean {
  const wide = [...word].flatMap(c => [c.charCodeAt(0), 0])
  for (let at = bytes.indexOf(wide[0] ?? 0); at >= 0; at = bytes.indexOf(wide[0] ?? 0, at + 1))
    if (wide.every((b, i) => bytes[at + i] === b)) return true
  return false
}

const old = (bytes: Uint8Array) => [0xd0, 0xcf, 0x11, 0xe0].every((b, i) => bytes[i] === b)

/** What is said about a file that is no readable .docx. */
export const sentences = {
  tooLarge: (name: string): ReadFault => ({
    code: 'too-large',
    vi: `Tệp «${name}» lớn hơn ${zipLimits.bytes / 1_000_000} MB: hãy bỏ bớt ảnh rồi lưu lại.`,
    en: `File "${name}" is larger than ${zipLimits.bytes / 1_000_000} MB: remove pictures and save it again.`,
  }),
  password: (name: string): ReadFault => ({
    code: 'password',
    vi: `Tệp «${name}» có mật khẩu: hãy mở bằng Word, bỏ mật khẩu rồi lưu lại.`,
    en: `File "${name}" has a password: open it in Word, remove the password and save it again.`,
  }),
}

/** Turns whatever reading a .docx threw into one sentence in each language; a fault of our own is "damaged" too, never a crash. */
export function docxFault(error: unknown, bytes: Uint8Array, filename: string): ReadFault {
  const name = baseName(filename)
  if (bytes.length > zipLimits.bytes) return sentences.tooLarge(name)
  if (old(bytes)) {
    // A .docx with a password is an old container that holds the stream "EncryptedPackage".
    if (hasWide(bytes, 'EncryptedPackage')) return sentences.password(name)
    return {
      code: 'old-word',
      vi: `Tệp «${name}» là Word kiểu cũ (.doc): hãy mở bằng Word và lưu thành .docx.`,
      en: `File "${name}" is an old Word file (.doc): open it in Word and save it as .docx.`,
    }
  }
  if (error instanceof ZipFault && error.reason === 'encrypted') return sentences.password(name)
  if (error instanceof ZipFault && error.reason === 'too-large')
    return {
      code: 'too-large',
      vi: `Tệp «${name}» bung ra quá lớn nên bị từ chối: hãy lưu lại bằng Word, bỏ bớt ảnh và phụ lục.`,
      en: `File "${name}" unpacks to more than is allowed and is refused: save it again in Word without pictures and annexes.`,
    }
  if (error instanceof ZipFault && error.reason === 'not-zip')
    return {
      code: 'not-docx',
      vi: `Tệp «${name}» không phải .docx: hãy mở bằng Word và lưu lại thành .docx.`,
      en: `File "${name}" is not a .docx: open it in Word and save it as .docx.`,
    }
  return {
    code: 'damaged',
    vi: `Tệp «${name}» hỏng hoặc không có nội dung Word đọc được: hãy mở bằng Word và lưu lại thành .docx.`,
    en: `File "${name}" is damaged or holds no readable Word text: open it in Word and save it as .docx.`,
  }
}
