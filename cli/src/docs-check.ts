import { checkDocument, fixDocument } from '@tusom/admin-docs'
import { writeFile } from 'node:fs/promises'
import type { Finding } from '@tusom/admin-docs'
import { readDocumentFile } from './read-document-file.ts'
import type { Command, Io } from './command.ts'

const help = `tusom docs check FILE.docx [--json] [--fix OUT.docx]

Kiểm tra thể thức một văn bản Word theo Nghị định 30/2020/NĐ-CP: khổ giấy, lề, phông, cỡ chữ, số trang, quốc hiệu, số và ngày, trích yếu,
nội dung, người ký, nơi nhận, phụ lục. --fix ghi một bản đã sửa những gì sửa được; phần còn lại để người soạn quyết định.
Checks the form of a Word document against Decree 30/2020; --fix writes a copy with everything mended that can be.

Mã thoát / exit code: 0 không có lỗi / no error · 1 có lỗi / errors found, or no readable .docx · 2 không chạy được / could not run
(The code is about FILE as it came, also with --fix.)

Ví dụ / example:
  tusom docs check bao-cao.docx --json --fix bao-cao-da-sua.docx
`

type Asked = { file: string; json: boolean; fix: string | null }

function readArgs(args: string[]): Asked | { fault: string } {
  const files: string[] = []
  let json = false
  let fix: string | null = null
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? ''
    if (arg === '--json') json = true
    else if (arg === '--fix' || arg.startsWith('--fix=')) {
      fix = arg === '--fix' ? (args[++i] ?? '') : arg.slice('--fix='.length)
      if (fix === '' || fix.startsWith('-')) return { fault: '--fix: thiếu tên tệp ghi ra / name the file to write' }
    } else if (arg.startsWith('-') && arg !== '-') return { fault: `không có tùy chọn / no such option: ${arg}` }
    else files.push(arg)
  }
  const file = files[0]
  if (file === undefined || files.length > 1)
    return { fault: `chỉ một tệp, đã nêu ${files.length} / name one file, ${files.length} given` }
  if (fix === file) return { fault: '--fix: không ghi đè lên tệp gốc / does not overwrite the file itself' }
  return { file, json, fix }
}

/** `tusom docs check FILE.docx --json [--fix OUT.docx]`: see docs/command-line.md. */
export const docsCheck: Command = {
  name: 'docs check',
  summary: 'kiểm tra thể thức theo Nghị định 30 · check the form of a .docx',
  help,
  run: async (args, io) => {
    if (args.includes('--help') || args.includes('-h')) {
      io.out(help)
      return 0
    }
    const asked = readArgs(args)
    if ('fault' in asked) {
      io.err(`tusom docs check: ${asked.fault}. Xem / see: tusom docs check --help\n`)
      return 2
    }
    const opened = await readDocumentFile(asked.file)
    if ('fault' in opened) {
      io.err(`${asked.file}: ${opened.fault}\n`)
      return 2
    }
    const result = checkDocument(opened.bytes, asked.file)
    if (result.error) {
      io.err(`${asked.file}: ${result.error.vi}\n${asked.file}: ${result.error.en}\n`)
      return 1
    }
    const fixed = asked.fix === null ? null : await writeFixed(opened.bytes, asked.file, asked.fix, io)
    if (fixed === 'failed') return 2
    const { ok, findings } = result
    if (asked.json) io.out(`${JSON.stringify({ ok, findings, ...(fixed ? { fixed } : {}) }, null, 2)}\n`)
    else print(asked.file, findings, fixed, io)
    return ok ? 0 : 1
  },
}

type Fixed = { file: string; remaining: Finding[] }

async function writeFixed(bytes: Uint8Array, name: string, to: string, io: Io): Promise<Fixed | 'failed'> {
  const result = fixDocument(bytes, name)
  if (result.error) {
    io.err(`${name}: ${result.error.vi}\n${name}: ${result.error.en}\n`)
    return 'failed'
  }
  try {
    await writeFile(to, result.bytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    io.err(`${to}: không ghi được tệp, xin kiểm tra thư mục và quyền (cannot write the file: ${code})\n`)
    return 'failed'
  }
  return { file: to, remaining: result.remaining }
}

function print(file: string, findings: Finding[], fixed: Fixed | null, io: Io) {
  for (const f of findings)
    io.out(`${f.severity === 'error' ? 'LỖI' : 'lưu ý'} ${f.rule}  ${f.message}  (${f.where})\n`)
  const errors = findings.filter(f => f.severity === 'error').length
  io.out(
    `${file}: ${errors === 0 ? 'đúng thể thức' : 'CHƯA đúng thể thức'} (${errors} lỗi, ${findings.length - errors} lưu ý)\n`,
  )
  if (!fixed) return
  io.out(`${fixed.file}: đã ghi bản sửa, còn ${fixed.remaining.length} điểm cần người soạn xem\n`)
  for (const f of fixed.remaining) io.out(`  ${f.rule}  ${f.message}  (${f.where})\n`)
}
