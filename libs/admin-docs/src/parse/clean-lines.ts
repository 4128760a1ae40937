/** A printed line: what is left of it after page furniture, marks of web pages and odd characters are taken off. */
export type Line = {
  text: string
  /** columns of white space before the text */
  indent: number
  /** blank lines before it */
  gap: number
  /** the first line after a page number, a form feed or a running head */
  newPage: boolean
  /** cells, when it is a row of a flattened table */
  cells: string[] | null
}

/** Longer texts are cut: the longest plans seen are under 0.5 million characters. */
export const maxCharacters = 2_000_000
const maxLine = 20_000

const entities: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#160': ' ' }

/** Marks that web pages and Markdown leave: bold, italics, headings, escapes, entities. */
function stripMarks(line: string): string {
  return line
    .replace(/&(nbsp|amp|lt|gt|quot|#39|#160);/g, (_, name: string) => entities[name] ?? ' ')
    .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)/, '')
    .replace(/\*\*|__(?=\S)|(?<=\S)__|<\/?(?:b|i|u|em|strong|p|span|div)>/g, '')
    .replace(/(?<![\p{L}\p{N}*])[*_]([^*_\s](?:[^*_]{0,400}[^*_\s])?)[*_](?![\p{L}\p{N}*])/gu, '$1')
    .replace(/\\([-*_.#|+()[\]])/g, '$1')
    .replace(/[-_=~*—–]{3,}/g, '   ')
}

const pageNumber = /^[-–—\s]*(?:(?:Trang|Page)\s*)?\d{1,3}(?:\s*\/\s*\d{1,3})?[-–—\s]*$/i
/** The visible block of a digital signature, which text extraction drops into the middle of the page. */
const signatureStamp =
  /^(?:Ký bởi|Người ký|Thời gian ký|Ngày ký|Signature (?:Not Verified|Valid)|Digitally signed|Được ký bởi|Email\s*:\s*\S+@|Cơ quan\s*:.*(?:Việt Nam|Tỉnh)|\d{2}[./-]\d{2}[./-]\d{4} \d{2}:\d{2}:\d{2})/i

export function cleanLines(text: string): Line[] {
  const source = text
    .slice(0, maxCharacters)
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\ue000-\uf8ff]/g, m => (m === '\uf0b7' || m === '\uf02d' ? '-' : ''))
    .replace(/\f/g, '\n\f\n')

  const lines: Line[] = []
  let gap = 0
  let newPage = false
  for (const raw of source.split('\n')) {
    if (raw === '\f') {
      newPage = true
      continue
    }
    for (const piece of splitBreaks(stripMarks(raw.slice(0, maxLine).replace(/\t/g, '    ')))) {
      const trimmed = piece.trim()
      if (trimmed === '' || /^[|:\s-]+$/.test(trimmed)) {
        gap++
        continue
      }
      const isRow = trimmed.includes('|')
      if (!isRow && signatureStamp.test(trimmed)) continue
      if (!isRow && pageNumber.test(trimmed)) {
        newPage = true
        continue
      }
      lines.push({
        text: isRow ? trimmed : trimmed.replace(/[ ]+$/, ''),
        indent: piece.length - piece.trimStart().length,
        gap,
        newPage,
        cells: isRow ? splitCells(trimmed) : null,
      })
      gap = 0
      newPage = false
    }
  }
  return dropRunningHeads(lines)
}

/** `<br>` parts lines of running text; inside a row it parts the lines of a cell and stays. */
function splitBreaks(line: string): string[] {
  if (!/<br\s*\/?>/i.test(line)) return [line]
  return line.includes('|') ? [line] : line.split(/<br\s*\/?>/i)
}

function splitCells(row: string): string[] {
  return row
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map(cell =>
      cell
        .replace(/<br\s*\/?>/gi, '\n')
        .replace(/[ ]+/g, ' ')
        .replace(/ ?\n ?/g, '\n')
        .trim(),
    )
}

/** A short line that comes back on three pages or more, always at the turn of a page, is a running head. */
function dropRunningHeads(lines: Line[]): Line[] {
  const count = new Map<string, number>()
  lines.forEach((line, i) => {
    const atTurn = line.newPage || lines[i + 1]?.newPage === true
    if (atTurn && !line.cells && line.text.length <= 100 && !/^[-+•]|[;:]$/.test(line.text))
      count.set(line.text, (count.get(line.text) ?? 0) + 1)
  })
  let carry = false
  return lines.flatMap((line, i) => {
    const atTurn = line.newPage || lines[i + 1]?.newPage === true
    if (atTurn && (count.get(line.text) ?? 0) >= 3) {
      carry ||= line.newPage
      return []
    }
    const kept = carry ? { ...line, newPage: true } : line
    carry = false
    return [kept]
  })
}
