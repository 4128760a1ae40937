import { fold } from '@tusom/vi-text'
import { readUnits } from './units.ts'

export type TaskRow = {
  /** index of the row among the rows given */
  row: number
  label: string
  text: string
  lead: string | null
  /** the column says "thực hiện" and not "chủ trì" */
  does: boolean
  cooperating: string[]
  dueText: string | null
  product: string | null
  /** the cell of the unit is blank, as in tables whose cells were joined downwards: `lead` is that of the row above */
  above?: boolean
}

type Column = 'label' | 'text' | 'lead' | 'cooperate' | 'due' | 'product'
type Columns = Partial<Record<Column, number>> & { does: boolean }

const names: [Column, RegExp][] = [
  ['label', /^(?:tt|stt|so tt|so thu tu)$/],
  ['cooperate', /phoi hop(?!.*chu tri)/],
  [
    'lead',
    /chu tri|(?:co quan|don vi)(?:,? (?:don vi|ca nhan|to chuc))? (?:thuc hien|chiu trach nhiem|phu trach|tham muu|dau moi)|^(?:co quan|don vi) dau moi|phu trach|trach nhiem|^(?:don vi|co quan|bo phan|nguoi thuc hien|co quan, don vi|don vi, ca nhan|don vi thuc hien|ten (?:co quan|don vi)|chu tri|phan cong)$/,
  ],
  ['due', /thoi gian|thoi han|tien do|thoi diem|^han|hoan thanh(?! san pham)|lo trinh/],
  ['product', /san pham|ket qua|dau ra|hinh thuc van ban/],
  ['text', /nhiem vu|noi dung|cong viec|hoat dong|giai phap|dau viec/],
]

/** Reads the head of a table: it is one of tasks when it has a column for the work and one for who does it. */
function readHead(cells: string[]): Columns | null {
  const columns: Columns = { does: false }
  cells.forEach((cell, i) => {
    const key = fold(cell)
    if (key === '' || key.length > 60) return
    // who watches over the work in the leadership, and what is only told beside it
    if (/^(?:lanh dao|dong chi|thanh vien ub|nguoi chi dao|ghi chu|kinh phi|muc tieu)|chi dao$/.test(key)) return
    if (
      columns.due !== undefined &&
      /ket thuc|hoan thanh/.test(key) &&
      /bat dau/.test(fold(cells[columns.due] ?? ''))
    ) {
      columns.due = i
      return
    }
    // "Người chủ trì" beside "Đơn vị thực hiện": one leads, the other carries out.
    if (
      columns.lead !== undefined &&
      columns.cooperate === undefined &&
      /thuc hien|tham gia/.test(key) &&
      !/thoi|tien do|ket qua/.test(key)
    ) {
      columns.cooperate = i
      return
    }
    for (const [column, pattern] of names) {
      if (columns[column] !== undefined || !pattern.test(key)) continue
      columns[column] = i
      if (column === 'lead') columns.does = !key.includes('chu tri')
      return
    }
  })
  return columns.text !== undefined && columns.lead !== undefined ? columns : null
}

/** "-nt-", "như trên", a lone quotation mark: what stands in the row above */
const ditto = /^[\s"“”'-]*(?:n\s?t|như trên|["“”'])[\s"“”'.-]*$/iu

/**
 * Reads the rows of a flattened table as tasks; [] when no head of a task table is among them. Rows that only carry a
 * heading ("I | NHIỆM VỤ CHUNG") give no task. A row whose numbering cell is empty and whose work begins with a small
 * letter goes on with the row above it.
 */
export function readTaskTable(rows: string[][]): TaskRow[] {
  const out: TaskRow[] = []
  let columns: Columns | null = null
  for (const [i, cells] of rows.entries()) {
    const head = readHead(cells) ?? readHead(twoLines(rows[i - 1], cells))
    if (head) {
      columns = head
      continue
    }
    if (!columns) continue
    // "II | Về hạ tầng | Về hạ tầng | Về hạ tầng": a heading over the whole width, repeated by what flattened the table
    const wide = cells.filter(c => c !== '')
    if (wide.length >= 3 && new Set(wide.slice(-Math.max(2, wide.length - 1))).size === 1) continue
    // "1 | 2 | 3 | 4": the line that numbers the columns
    if (cells.length > 2 && cells.every((c, k) => c === '' || c === String(k + 1) || c === `(${k + 1})`)) continue
    const at = (column: Column) => {
      const index = columns?.[column]
      return index === undefined ? '' : (cells[index] ?? '').replace(/\s*\n\s*/g, '\n').trim()
    }
    const text = at('text').replace(/\n/g, ' ')
    const previous = out.at(-1)
    const lead = ditto.test(at('lead'))
      ? (previous?.lead ?? '')
      : at('lead')
          .replace(/(^|\n)[-–+•]\s+/gu, '$1')
          .replace(/[;,.]?\n/g, '; ')
    if (
      text &&
      previous &&
      at('label') === '' &&
      columns.label !== undefined &&
      /^\p{Ll}/u.test(text) &&
      previous.row === i - 1
    ) {
      previous.text += ` ${text}`
      previous.row = i
      if (lead) previous.lead = previous.lead ? `${previous.lead} ${lead}` : lead
      continue
    }
    const both = /^(.{2,200}?)\s*(?:chủ trì)?\s*[;,.]\s*(?:đơn vị\s+)?phối hợp(?:\s+với)?\s*:?\s*(.{2,400})$/isu.exec(
      lead.replace(/^chủ trì\s*:\s*/iu, ''),
    )
    if (!text || (!lead && !at('due') && !at('product') && !at('cooperate'))) continue
    const above = lead === '' && previous?.row === i - 1 && previous.lead !== null
    const items = bullets(at('text'))
    for (const item of items.length > 1 ? items : [text])
      out.push({
        row: i,
        label: at('label').replace(/[.)]+$/, ''),
        text: item,
        lead: above
          ? previous.lead
          : (both?.[1] ?? lead.replace(/^chủ trì\s*:\s*/iu, '').replace(/\s+chủ trì$/iu, '')) || null,
        ...(above ? { above } : {}),
        does: above ? previous.does : columns.does && !/chủ trì/iu.test(lead),
        cooperating: ditto.test(at('cooperate'))
          ? (previous?.cooperating ?? [])
          : splitCell(both?.[2] ?? at('cooperate')),
        dueText: (ditto.test(at('due')) ? previous?.dueText : at('due').replace(/\n/g, ' ')) || null,
        product: at('product').replace(/\n/g, ' ') || null,
      })
  }
  return out
}

/** A head over two lines: "Phân công thực hiện" above "Cơ quan chủ trì | Cơ quan phối hợp". Empty unless the second has gaps. */
function twoLines(above: string[] | undefined, below: string[]): string[] {
  if (!above || above.length < below.length || !below.some(c => c === '') || below.filter(c => c !== '').length < 2)
    return []
  return above.map((cell, k) => below[k] || cell)
}

/** Several bullets in one cell are several tasks. */
function bullets(cell: string): string[] {
  const lines = cell.split('\n').map(l => l.trim())
  if (lines.length < 2 || !/^[-–+•]\s/u.test(lines[0] ?? '')) return []
  const out: string[] = []
  for (const line of lines)
    if (/^[-–+•]\s/u.test(line)) out.push(line.replace(/^[-–+•]\s+/u, ''))
    else out[out.length - 1] += ` ${line}`
  return out
}

/** Units in a cell, parted by lines, semicolons, or commas that stand before a new name. */
export function splitCell(cell: string): string[] {
  return cell
    .split(/[;\n]+/)
    .map(part => part.replace(/^[-–+•\s]+|[\s.,]+$/g, ''))
    .filter(Boolean)
    .flatMap(part => {
      const { units, end } = readUnits(part, 0)
      return units.length > 1 && end >= part.length - 1 ? units.map(u => u.text) : [part]
    })
}
