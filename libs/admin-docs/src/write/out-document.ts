/** A piece of text with one look. */
export type Run = { text: string; bold?: boolean; italic?: boolean }
export type Inline = string | Run[]

export type Column = {
  title: string
  /** share of the width of the table; equal shares when left out */
  width?: number
  align?: 'left' | 'center' | 'right'
}

export type Block =
  /** 1 → "I. TITLE" in capitals, 2 → "1. Title", 3 → "a) Title". `label` "" takes the number away; without it they are counted */
  | { type: 'heading'; level: 1 | 2 | 3; text: string; label?: string }
  | { type: 'paragraph'; text: Inline; align?: 'left' | 'center' | 'right'; indent?: boolean }
  /** level 1 "- ", level 2 "+ " */
  | { type: 'bullet'; text: Inline; level?: 1 | 2 }
  /** "Điều 1." of a decision; counted */
  | { type: 'article'; text: Inline; title?: string }
  | { type: 'table'; columns: Column[]; rows: Inline[][]; caption?: string; size?: number }

export type Annex = {
  /** set in capitals, without "Phụ lục I": that is counted */
  title: string
  /** "(Kèm theo …)", in italics; the brackets are added. Left out: built from kind, number and date */
  note?: string
  /** the page on its side; left out: where a table has more than five columns */
  landscape?: boolean
  body: Block[]
}

export type OutKind = 'BC' | 'CĐ' | 'KH' | 'CV' | 'TB' | 'QĐ' | 'GM'

export type OutDocument = {
  kind: OutKind
  issuer: {
    /** the body above, not bold */
    superior?: string
    /** one line each; the last lines are bold: ["ỦY BAN NHÂN DÂN", "XÃ MẪU A"] */
    name: string[]
  }
  /** sequence null: not numbered yet, "Số:      /BC-UBND". Code as it follows the stroke: "BC-UBND", for công văn "UBND-NC" */
  number: { sequence: number | null; code: string }
  place: string
  /** "YYYY-MM-DD"; "YYYY-MM" or "YYYY" leave the rest blank for the clerk */
  date: string
  /** the summary (trích yếu); for a công văn what follows "V/v" */
  title: string
  /** "Kính gửi", and for a công điện those it is sent to */
  to?: string[]
  /** công điện and decision: who speaks, e.g. "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" */
  authority?: string
  /** "Căn cứ …", without the closing mark */
  basis?: string[]
  body: Block[]
  /** without dash and closing mark */
  recipients: string[]
  /** "VT, NC" */
  archive: string
  signer: {
    /** "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" */
    prefix?: string[]
    position: string
    /** null leaves the place of the name empty */
    name: string | null
  }
  annexes?: Annex[]
  urgency?: 'HỎA TỐC' | 'THƯỢNG KHẨN' | 'KHẨN'
  /** an exercise: every page says so */
  exercise?: boolean
  /** figures of the sample province: every page says so */
  sample?: boolean
}

/** Full names of the kinds written here: Nghị định 30/2020/NĐ-CP, Phụ lục III. A công văn has none on paper. */
export const kindNames: Record<OutKind, string> = {
  BC: 'BÁO CÁO',
  CĐ: 'CÔNG ĐIỆN',
  KH: 'KẾ HOẠCH',
  CV: '',
  TB: 'THÔNG BÁO',
  QĐ: 'QUYẾT ĐỊNH',
  GM: 'GIẤY MỜI',
}
