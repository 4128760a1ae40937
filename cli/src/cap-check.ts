import { open } from 'node:fs/promises'
import {
  type CapCheckFinding,
  type CapCheckResult,
  checkCapFile,
  MAX_BYTES,
  type SignatureState,
  trustedCertificates,
  TrustError,
} from '@tusom/cap/xml'
import type { Command, Io } from './command.ts'

const HELP = `tusom cap check FILE… [--json] [--lang vi|en] [--trust CERT.pem]

Kiểm tra bản tin cảnh báo CAP 1.0, 1.1, 1.2, để riêng hoặc trong luồng Atom, RSS, EDXL-DE: lược đồ, và các quy tắc
ngoài lược đồ (đa giác khép kín và không tự cắt, tham chiếu, thời gian, phạm vi …). Thực thể bên ngoài luôn bị từ chối.
Chữ ký số (XML Signature) được kiểm tra. Chỗ nào người gửi viết sai mà vẫn hiểu được thì được đọc và ghi rõ là châm chước.
Checks CAP alerts, alone or in Atom, RSS or EDXL-DE, against the schema and the rules beyond it; verifies signatures.

  --json        một dòng JSON cho mỗi tệp / one line of JSON a file
  --lang vi|en  ngôn ngữ của câu báo lỗi / language of the sentences (vi)
  --trust FILE  chứng thư số được tin cậy, PEM hoặc DER, ghi được nhiều lần / trusted certificate of a signer or of an
                authority, PEM or DER; may stand several times
  --help        trang này / this page

Mã thoát / exit code: 0 hợp lệ / valid · 1 có lỗi / errors found · 2 sai cách gọi hoặc thiếu tệp / usage, missing file

Ví dụ / example:
  tusom cap check canh-bao-17.xml --json
`

type Language = 'vi' | 'en'
type Asked = { files: string[]; trust: string[]; json: boolean; language: Language }

function readArgs(args: string[]): Asked | { fault: string } {
  const asked: Asked = { files: [], trust: [], json: false, language: 'vi' }
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      asked.files.push(...args.slice(i + 1))
      break
    }
    if (arg === '--json') asked.json = true
    else if (arg === '--lang' || arg.startsWith('--lang=')) {
      const value = arg === '--lang' ? args[++i] : arg.slice('--lang='.length)
      if (value !== 'vi' && value !== 'en') return { fault: `--lang: vi | en, không phải / not "${value ?? ''}"` }
      asked.language = value
    } else if (arg === '--trust' || arg.startsWith('--trust=')) {
      const value = arg === '--trust' ? args[++i] : arg.slice('--trust='.length)
      if (!value) return { fault: '--trust: thiếu tên tệp chứng thư số / names no certificate file' }
      asked.trust.push(value)
    } else if (arg.startsWith('-') && arg !== '-') return { fault: `không có tùy chọn / no such option: ${arg}` }
    else asked.files.push(arg)
  }
  return asked.files.length === 0 ? { fault: 'thiếu tên tệp / no file given' } : asked
}

/** At most one byte more than is checked, so that a huge file costs no more than a large one. */
async function readBounded(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    // A pipe has no size of its own, so it gets the whole buffer.
    const stat = await handle.stat()
    const buffer = new Uint8Array(stat.isFile() ? Math.min(stat.size, MAX_BYTES) + 1 : MAX_BYTES + 1)
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

const WHY: Record<string, Record<Language, string>> = {
  ENOENT: { vi: 'không có tệp này', en: 'no such file' },
  EISDIR: { vi: 'là thư mục, hãy nêu tên tệp', en: 'is a folder, name a file' },
  EACCES: { vi: 'không có quyền đọc', en: 'no permission to read it' },
}

function unreadable(error: unknown, language: Language): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    WHY[code]?.[language] ??
    (language === 'vi' ? `không đọc được (${code || String(error)})` : `cannot be read (${code || String(error)})`)
  )
}

const SIGNATURE: Record<SignatureState, Record<Language, string>> = {
  unsigned: { vi: 'không ký', en: 'unsigned' },
  valid: { vi: 'chữ ký hợp lệ, tin cậy', en: 'signature valid and trusted' },
  'valid-untrusted': { vi: 'chữ ký hợp lệ, chưa tin cậy', en: 'signature valid, not trusted' },
  invalid: { vi: 'chữ ký KHÔNG hợp lệ', en: 'signature NOT valid' },
  unsupported: { vi: 'chữ ký không kiểm tra được', en: 'signature could not be checked' },
}

/** The certificates that --trust names, or a sentence why one cannot be used. */
async function readTrusted(files: string[], language: Language): Promise<Uint8Array[] | { fault: string }> {
  const trusted: Uint8Array[] = []
  for (const file of files) {
    try {
      const bytes = await readBounded(file)
      trustedCertificates([bytes])
      trusted.push(bytes)
    } catch (error) {
      const why =
        error instanceof TrustError
          ? { vi: 'không phải chứng thư số PEM hoặc DER', en: 'is no PEM or DER certificate' }[language]
          : unreadable(error, language)
      return { fault: `--trust ${file}: ${why}` }
    }
  }
  return trusted
}

function print(result: CapCheckResult, language: Language, io: Io): void {
  const line = (finding: CapCheckFinding, word: string) => {
    const at = finding.line === undefined ? result.file : `${result.file}:${finding.line}`
    const sentence = language === 'vi' ? finding.messageVi : finding.message
    io.out(`${[`${at}: ${word} ${finding.code}`, finding.path, sentence].filter(part => part !== '').join('  ')}\n`)
  }
  for (const finding of result.errors) line(finding, language === 'vi' ? 'LỖI' : 'ERROR')
  for (const finding of result.warnings)
    line(
      finding,
      finding.leniency ? (language === 'vi' ? 'châm chước' : 'leniency') : language === 'vi' ? 'lưu ý' : 'warning',
    )
  const { alerts, errors, signature, valid, warnings } = result
  if (signature && signature.state !== 'unsigned')
    io.out(
      `${result.file}: ${SIGNATURE[signature.state][language]}${signature.certificate ? ` (${signature.certificate.subject})` : ''}\n`,
    )
  io.out(
    language === 'vi'
      ? `${result.file}: ${valid ? 'hợp lệ' : 'KHÔNG hợp lệ'} (${alerts} bản tin, ${errors.length} lỗi, ${warnings.length} lưu ý)\n`
      : `${result.file}: ${valid ? 'valid' : 'NOT valid'} (alerts: ${alerts}, errors: ${errors.length}, warnings: ${warnings.length})\n`,
  )
}

/** `tusom cap check FILE… --json`: shape and exit codes as in docs/command-line.md. */
export const capCheck: Command = {
  name: 'cap check',
  summary: 'Kiểm tra bản tin CAP / check CAP alerts and feeds',
  help: HELP,
  run: async (args, io) => {
    if (args.includes('--help') || args.includes('-h')) {
      io.out(HELP)
      return 0
    }
    const asked = readArgs(args)
    if ('fault' in asked) {
      io.err(`tusom cap check: ${asked.fault}. Xem / see: tusom cap check --help\n`)
      return 2
    }
    const trusted = await readTrusted(asked.trust, asked.language)
    if ('fault' in trusted) {
      io.err(`tusom cap check: ${trusted.fault}.\n`)
      return 2
    }
    let missing = false
    let faulty = false
    for (const file of asked.files) {
      let bytes: Uint8Array
      try {
        bytes = await readBounded(file)
      } catch (error) {
        io.err(`tusom cap check: ${file}: ${unreadable(error, asked.language)}.\n`)
        missing = true
        continue
      }
      const result = checkCapFile(bytes, file, { trust: { trusted } })
      faulty ||= !result.valid
      if (asked.json) io.out(`${JSON.stringify(result)}\n`)
      else print(result, asked.language, io)
    }
    return missing ? 2 : faulty ? 1 : 0
  },
}
