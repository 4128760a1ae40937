/**
 * A report as text, before it is a file or a page: the same functions write the Word document and the preview that grows
 * while people type. Runs that state a figure name the elements they come from, so that a sentence can be traced.
 * The shape is that of `OutDocument` of @tusom/admin-docs, which writes it.
 */
export type ReportRun = { text: string; bold?: boolean; italic?: boolean; figures?: string[] }

export type ReportBlock =
  | { type: 'heading'; level: 1 | 2; text: string }
  /** `sentence`: its code within the form; `part`: the narrative it holds */
  | { type: 'paragraph'; text: ReportRun[]; sentence?: string; part?: string; align?: 'center' }
  | { type: 'bullet'; text: ReportRun[]; level: 1 | 2; part?: string }
  | {
      type: 'table'
      columns: { title: string; width: number; align: 'left' | 'center' | 'right' }[]
      rows: ReportRun[][][]
      size: number
    }

export type ReportText = {
  kind: 'BC'
  issuer: { superior?: string; name: string[] }
  number: { sequence: null; code: string }
  place: string
  /** "YYYY-MM": the clerk fills the day */
  date: string
  title: string
  body: ReportBlock[]
  recipients: string[]
  archive: string
  signer: { prefix: string[]; position: string; name: null }
  annexes: { title: string; note?: string; landscape: boolean; body: ReportBlock[] }[]
  sample: boolean
}

/** "Xã Hữu Lũng" → "xã Hữu Lũng": inside a sentence. */
export const inSentence = (fullName: string): string => fullName.slice(0, 1).toLowerCase() + fullName.slice(1)

const run = (text: string, look: Omit<ReportRun, 'text'> = {}): ReportRun => ({ text, ...look })
export const plainRun = run

/** A narrative as people typed it: each line its own paragraph; a leading "-" or "+" of theirs becomes a bullet. */
export function narrativeBlocks(text: string, part: string): ReportBlock[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map((line): ReportBlock => {
      const mark = /^([-–+•*])\s*(?=\S)/.exec(line)
      if (!mark) return { type: 'paragraph', text: [run(line)], part }
      return { type: 'bullet', level: mark[1] === '+' ? 2 : 1, text: [run(line.slice(mark[0].length))], part }
    })
}

export const plainText = (runs: readonly ReportRun[]): string => runs.map(r => r.text).join('')
