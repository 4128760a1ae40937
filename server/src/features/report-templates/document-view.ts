import { chartMarks, type DocumentBlock, type DocumentCell, type DocumentRun, noChart } from '@tusom/domain'

/** Words that came from a name are wrapped while a document is filled to be looked at: where they came from, by number. */
export const sourced = (index: number, words: string): string => `\ue000${index}\ue001${words}\ue002`

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const decode = (text: string): string => text.replace(/&(?:lt|gt|quot|apos|amp);/g, e => entities[e] ?? e)
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\sw:${name}="([^"]*)"`).exec(tag)?.[1]
const isOn = (tag: string): boolean => !/\sw:val="(?:0|false|none)"/.test(tag)

type Look = { b: boolean; i: boolean; caps: boolean }
type Table = { rows: DocumentCell[][]; bordered: boolean }

/**
 * The body of a filled Word file as blocks for the browser: paragraphs, tables, charts. Only words and their plainest looks are taken, so
 * nothing of the file reaches the page as markup. Walks the tags once, left to right.
 */
export function documentView(xml: string): DocumentBlock[] {
  const body: DocumentBlock[] = []
  /** the table that is open; one inside a cell gives its words to the cell */
  let table: Table | null = null
  let depth = 0
  const cell = () => table?.rows.at(-1)?.at(-1)
  const push = (block: DocumentCell['blocks'][number]) => (cell()?.blocks ?? body).push(block)
  let paragraph: { runs: DocumentRun[]; align: string; indent: boolean; keep: string } | null = null
  let look: Look = { b: false, i: false, caps: false }
  let inRun = false
  let source: number | null = null
  const put = (text: string) => {
    if (!paragraph || text === '') return
    const words = look.caps ? text.toUpperCase() : text
    paragraph.runs.push({
      text: words,
      ...(look.b ? { b: true } : {}),
      ...(look.i ? { i: true } : {}),
      ...(source !== null ? { source } : {}),
    })
  }
  /** A text with the marks of sources in it; a source may begin in one run and end in another. */
  const take = (text: string) => {
    for (const piece of text.split(/(\ue000\d+\ue001|\ue002)/u)) {
      const opened = /^\ue000(\d+)\ue001$/u.exec(piece)
      if (opened) source = Number(opened[1])
      else if (piece === '\ue002') source = null
      else put(piece)
    }
  }
  const close = () => {
    if (!paragraph) return
    const p = paragraph
    paragraph = null
    const words = p.runs.map(r => r.text).join('')
    const chart = chartMarks.exec(words)
    if (chart) push({ type: 'chart', code: chart[1] ?? '' })
    else
      push({
        type: 'paragraph',
        align: p.align === 'center' || p.align === 'right' ? p.align : 'left',
        indent: p.indent,
        runs: merged(p.runs),
      })
  }
  for (const m of xml.matchAll(/<(\/?)w:([A-Za-z]+)((?:\s[^<>]*?)?)(\/?)>([^<]*)/g)) {
    const [, end, name, attributes = '', empty, text = ''] = m
    const open = !end
    switch (name) {
      case 'p':
        if (open && !empty) {
          paragraph = { runs: [], align: 'left', indent: false, keep: '' }
          source = null
        } else if (open) push({ type: 'paragraph', align: 'left', indent: false, runs: [] })
        else close()
        break
      case 'jc':
        if (paragraph && !inRun) paragraph.align = attribute(attributes, 'val') ?? 'left'
        break
      case 'ind':
        if (paragraph) paragraph.indent = Number(attribute(attributes, 'firstLine') ?? 0) > 0
        break
      case 'r':
        inRun = open && !empty
        if (open) look = { b: false, i: false, caps: false }
        break
      case 'b':
      case 'i':
      case 'caps':
        if (open && inRun) look[name] = isOn(attributes)
        break
      case 't':
        if (open && !empty) take(decode(text))
        break
      case 'tab':
        if (inRun) put(' ')
        break
      case 'br':
        if (inRun && open) put(/type="page"/.test(attributes) ? '' : '\n')
        break
      case 'tbl':
        depth += open ? 1 : -1
        if (open && depth === 1) table = { rows: [], bordered: true }
        else if (depth === 0 && table) {
          body.push({ type: 'table', bordered: table.bordered, rows: table.rows })
          table = null
        }
        break
      case 'insideH':
        if (table && table.rows.length === 0 && /w:val="(?:none|nil)"/.test(attributes)) table.bordered = false
        break
      case 'tr':
        if (open && depth === 1) table?.rows.push([])
        break
      case 'tc':
        if (open && depth === 1) table?.rows.at(-1)?.push({ blocks: [], span: 1, width: 0 })
        break
      case 'tcW':
        if (depth === 1) (cell() ?? { width: 0 }).width = Number(attribute(attributes, 'w') ?? 0)
        break
      case 'gridSpan':
        if (depth === 1) (cell() ?? { span: 1 }).span = Number(attribute(attributes, 'val') ?? 1)
        break
      case 'sectPr':
        // between the paragraphs of the body it ends a part: a new page follows
        if (open && paragraph && !table) paragraph.keep = 'break'
        else if (!open && paragraph?.keep === 'break') {
          close()
          body.push({ type: 'break' })
        }
        break
    }
  }
  let said = body.some(b => b.type === 'chart')
  return body.filter(b => {
    if (b.type !== 'paragraph' || b.runs.map(r => r.text).join('') !== noChart) return true
    const again = said
    said = true
    return !again
  })
}

/** Neighbouring runs that look alike and come from the same place are one. */
function merged(runs: readonly DocumentRun[]): DocumentRun[] {
  const list: DocumentRun[] = []
  for (const r of runs) {
    const last = list.at(-1)
    if (last && last.b === r.b && last.i === r.i && last.source === r.source) last.text += r.text
    else list.push({ ...r })
  }
  return list
}
