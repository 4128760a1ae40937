import { parseDocument, readFileText } from '@tusom/admin-docs'
import type { ParsedDocument } from '@tusom/admin-docs'
import { readDocumentFile } from './read-document-file.ts'
import type { Command, Io } from './command.ts'

const help = `tusom docs parse FILE [--json]

Reads an administrative document (.docx, .pdf with text, .txt, .md) into its head, sections, tasks of named units, goals and recipients.
With --json it prints one JSON object (docs/command-line.md); without, a summary. A scanned PDF has no text and is refused.
Exit code: 0 read, 1 the file cannot be read as a document, 2 usage or missing file.

Example:
  tusom docs parse ke-hoach.docx --json > ke-hoach.json
`

/** `tusom docs parse FILE --json`: see docs/command-line.md. */
export const docsParse: Command = {
  name: 'docs parse',
  summary: 'đọc kế hoạch, công văn thành nhiệm vụ · read a plan or letter into tasks',
  help,
  run: async (args, io) => {
    if (args.includes('--help') || args.includes('-h')) {
      io.out(help)
      return 0
    }
    const unknown = args.find(a => a.startsWith('-') && a !== '--json' && a !== '-')
    const files = args.filter(a => !a.startsWith('-'))
    const file = files[0]
    if (unknown) return usage(io, `tusom docs parse: unknown option ${unknown}`)
    if (file === undefined || files.length > 1)
      return usage(io, `tusom docs parse: name one file, ${files.length} given`)
    const opened = await readDocumentFile(file)
    if ('fault' in opened) {
      io.err(`${file}: ${opened.fault}\n`)
      return 2
    }
    const read = await readFileText(opened.bytes, file)
    if (read.error) {
      io.err(`${file}: ${read.error.vi}\n${file}: ${read.error.en}\n`)
      return 1
    }
    const document = parseDocument(read.text)
    if (args.includes('--json')) io.out(`${JSON.stringify(document, null, 2)}\n`)
    else io.out(summary(document))
    return 0
  },
}

function usage(io: Io, sentence: string): number {
  io.err(`${sentence}; see \`tusom docs parse --help\`\n`)
  return 2
}

/** What a person wants to see at a terminal; the whole is in --json. */
function summary(d: ParsedDocument): string {
  const tasks = d.assignments.reduce((n, a) => n + a.tasks.length, 0)
  const lines = [
    `${d.kind ?? 'Không rõ loại'} · số ${d.number ?? '(trống)'} · ngày ${d.date ?? '(trống)'} · ${d.issuer.join(' ') || 'không rõ cơ quan'}`,
    d.title,
    `${d.assignments.length} đơn vị được giao, ${tasks} nhiệm vụ, ${d.objectives.length} mục tiêu, ${d.generalTasks.length} nhiệm vụ chung`,
    '',
    ...d.assignments.map(a => `${a.asked ? 'Đề nghị ' : ''}${a.unit}: ${a.tasks.length} nhiệm vụ`),
    ...(d.warnings.length > 0 ? ['', 'Cần xem lại:', ...d.warnings.map(w => `- ${w}`)] : []),
  ]
  return `${lines.join('\n')}\n`
}
