/** A document as a page shows it: the words of the Word file, each with where it came from (a number into the list of sources). */
export type DocumentRun = { text: string; b?: boolean; i?: boolean; source?: number }
export type DocumentParagraph = {
  type: 'paragraph'
  align: 'left' | 'center' | 'right'
  indent: boolean
  runs: DocumentRun[]
}
export type DocumentChart = { type: 'chart'; code: string }
export type DocumentCell = { blocks: (DocumentParagraph | DocumentChart)[]; span: number; width: number }
export type DocumentBlock =
  | DocumentParagraph
  | DocumentChart
  | { type: 'table'; bordered: boolean; rows: DocumentCell[][] }
  /** a new page, as before an annex */
  | { type: 'break' }
