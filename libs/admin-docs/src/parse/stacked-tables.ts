/** What opens the head of a table of tasks: its first cell numbers the rows. */
const firstHead = /^\**(?:TT|STT|Stt|Số\s*TT|Số thứ tự)\.?\**$/u
const rowLabel = /^\**(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXLC]{1,6}|[A-K])[.)]?\**$/u
const bar = /^\s*\|\s*$/

/** Lines that hold one cell and its bar ("Sở Y tế |") are parted into the cell and the bar. */
function barsApart(lines: string[]): string[] {
  return lines.flatMap(line => (/^[^|]*[^|\s][^|]*\|\s*$/.test(line) ? [line.replace(/\|\s*$/, ''), '|'] : [line]))
}

/**
 * Legal sites give a table as one cell after another, each closed by a line with a bar. Where the head of such a table is known by its
 * "TT", its rows are put together again: as many cells as the head has, a new row where a number stands alone. Everything else is left as
 * it is.
 */
export function joinStackedTables(text: string): string {
  const source = text.split('\n')
  if (source.filter(line => /\|\s*$/.test(line) && /^[^|]*\|\s*$/.test(line)).length < 8) return text
  const lines = barsApart(source)
  const out: string[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? ''
    if (!firstHead.test(line.trim()) || nextFilled(lines, i) === null) {
      out.push(line)
      continue
    }
    // the head is looked at by itself first: a file may be full of what looks like one
    const head = cellsFrom(lines, i, 14).cells
    const width = head.findIndex((cell, k) => k >= 3 && /^\**(?:1|I|A|01)[.)]?\**$/u.test(cell))
    if (width < 3 || width > 12) {
      out.push(line)
      continue
    }
    const { cells, end } = cellsFrom(lines, i, 20_000)
    out.push(...rowsOf(cells, width), '')
    i = end - 1
  }
  return out.join('\n')
}

/** The line of the bar that closes the cell at `from`, null when running text follows instead. */
function nextFilled(lines: string[], from: number): number | null {
  for (let i = from + 1; i < Math.min(lines.length, from + 3); i++) {
    if (bar.test(lines[i] ?? '')) return i
    if ((lines[i] ?? '').trim() !== '') return null
  }
  return null
}

/** The cells that stand one after another from `from` on; the last is the last one closed by a bar. */
function cellsFrom(lines: string[], from: number, most: number): { cells: string[]; end: number } {
  const cells: string[] = []
  let open: string[] = []
  let end = from
  for (let i = from; i < lines.length && open.length < 60 && cells.length < most; i++) {
    const line = (lines[i] ?? '').trim()
    if (!bar.test(line)) {
      if (line !== '') open.push(line)
      continue
    }
    cells.push(
      open
        .map((l, k) => (k > 0 && /^[-+•]\s/.test(l) ? `<br>${l}` : l))
        .join(' ')
        .replace(/ <br>/g, '<br>'),
    )
    open = []
    end = i + 1
  }
  return { cells, end }
}

function rowsOf(cells: string[], width: number): string[] {
  const rows: string[][] = [cells.slice(0, width)]
  let row: string[] = []
  const close = () => {
    if (row.length > 0) rows.push([...row, ...Array<string>(Math.max(0, width - row.length)).fill('')])
    row = []
  }
  for (const cell of cells.slice(width)) {
    // a number alone opens a row unless this one is only waiting for a figure in its last cells
    if (row.length >= width || (row.length >= 2 && rowLabel.test(cell) && startsRow(row, width, cell))) close()
    row.push(cell)
  }
  close()
  return rows.map(r => `| ${r.map(c => c.replace(/\|/g, '/')).join(' | ')} |`)
}

/** A short row ("I" and a title) is over when the next number comes. */
const startsRow = (row: string[], width: number, cell: string) =>
  row.length < width && (/^\**[IVX]+\.?\**$/u.test(cell) || /^\**\d/u.test(cell)) && rowLabel.test(row[0] ?? '')
