export { parseDocument } from './parse/parse-document.ts'
export type {
  Assignment,
  GeneralTask,
  Objective,
  ParsedDocument,
  ParsedTask,
  Secrecy,
  Section,
  Signer,
  Span,
  Target,
  TaskRole,
} from './parse/types.ts'
export { fromRoman, toRoman } from './parse/roman.ts'
export { writeDocument } from './write/write-document.ts'
export { compareWords } from './write/compare-words.ts'
export { kindNames } from './write/out-document.ts'
export type { Annex, Block, Column, Inline, OutDocument, OutKind, Run } from './write/out-document.ts'
export { readFileText, readText } from './read/read-text.ts'
export type { ReadFault, ReadResult } from './read/read-text.ts'
export { checkDocument, fixDocument } from './check/check-document.ts'
export type { CheckResult, FixResult } from './check/check-document.ts'
export type { Finding } from './check/finding.ts'
