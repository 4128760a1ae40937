import type { Recurrence } from '@tusom/vi-text'

/** Offsets (UTF-16 units, end exclusive) into `ParsedDocument.normalizedText`. */
export type Span = { start: number; end: number }

/** A measurable goal inside a sentence: "100% số xã" → { value: 100, unit: "%", of: "số xã" }. */
export type Target = { value: number; unit: string; of: string | null }

export type Section = {
  /** as written, without its point: "I", "1", "2.1", "a", "Điều 3", "Phụ lục I"; "" for a heading without label */
  label: string
  /** the heading; "" when the label opens a sentence */
  title: string
  /** sentences and bullets that stand directly under it, one paragraph a line */
  text: string
  children: Section[]
}

export type TaskRole = 'lead' | 'cooperate' | 'do'

export type ParsedTask = {
  /** "a", "1.1", "-", "+"; "" for a plain paragraph */
  label: string
  text: string
  role: TaskRole
  /** cooperating units, as written */
  cooperating: string[]
  /** YYYY-MM-DD */
  due: string | null
  dueText: string | null
  /** further deadlines in the same task, in order */
  otherDues: { due: string; dueText: string }[]
  /** "HH:MM" where the text gives an hour */
  dueTime: string | null
  recurs: Recurrence | null
  target: Target | null
  product: string | null
  source: 'text' | 'table'
  span: Span
  footnotes: string[]
}

export type Assignment = {
  /** the unit as written, without "Đề nghị", "Giao" */
  unit: string
  /** the units named in it one by one ("Sở Y tế, Sở Nội vụ" → two); one entry where it cannot be split */
  units: string[]
  label: string
  /** true where the text says "Đề nghị …": the unit is not under the issuer */
  asked: boolean
  tasks: ParsedTask[]
  /** the heading, or the words that name the unit */
  span: Span
  /** false where the heading was taken for a unit only because its neighbours are */
  certain: boolean
}

export type Objective = { label: string; text: string; by: string | null; target: Target | null; span: Span }

export type GeneralTask = {
  label: string
  text: string
  /** labels of the sections above it, outermost first */
  path: string[]
  due: string | null
  dueText: string | null
  recurs: Recurrence | null
  span: Span
  footnotes: string[]
}

export type Signer = {
  /** the capacity line nearest to the signer: "KT. CHỦ TỊCH", else "TM. …"; null when there is none */
  prefix: string | null
  position: string | null
  name: string | null
  /** "TM. ỦY BAN NHÂN DÂN" where a KT./TL./TUQ. line follows it */
  onBehalf: string | null
  /** further posts written between the position and the name */
  otherPositions: string[]
}

export type Secrecy = 'MẬT' | 'TỐI MẬT' | 'TUYỆT MẬT'

/** What `tusom docs parse --json` prints; the shape is fixed by docs/command-line.md, fields may be added. */
export type ParsedDocument = {
  /** abbreviation of Nghị định 30/2020, Phụ lục III; "CV" for công văn; null when unknown */
  kind: string | null
  number: string | null
  date: string | null
  place: string | null
  issuer: string[]
  title: string
  /** references of the preamble ("Căn cứ …", "Thực hiện …") and the title */
  basis: string[]
  /** the sentences of the preamble that start with "Căn cứ", as written */
  basisText: string[]
  cited: string[]
  sections: Section[]
  assignments: Assignment[]
  objectives: Objective[]
  generalTasks: GeneralTask[]
  secrecy: Secrecy | null
  /** "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN" */
  urgency: string | null
  /** "DIỄN TẬP" stands on its first page */
  exercise: boolean
  /** "Kính gửi", and the addressees of a công điện */
  addressees: string[]
  recipients: string[]
  archive: string | null
  signer: Signer | null
  /** paragraphs before the first section */
  preamble: string
  /** what stands after the last section, mostly the order to report difficulties */
  closing: string
  warnings: string[]
  /** the document as read: paragraphs joined, page furniture gone, one paragraph a line; spans point into it */
  normalizedText: string
}
