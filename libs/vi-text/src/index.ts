export { compareVi, fold, labelLetters, letterIndex, letterLabel, stripDiacritics, toNfc } from './fold.ts'
export { formatNumber, parseNumber, twoDigits } from './number.ts'
export {
  formatDate,
  formatDateTime,
  formatDateWords,
  isIsoDate,
  isoDate,
  lastDayOfMonth,
  localParts,
  localToInstant,
  toLocalIso,
} from './time.ts'
export type { LocalParts } from './time.ts'
export { parseDeadline, parseDeadlines } from './deadline.ts'
export type { Deadline, Recurrence } from './deadline.ts'
export { decodeLegacy, detectLegacy, legacyFont } from './legacy.ts'
export type { LegacyEncoding } from './legacy.ts'
export { isSyllable } from './syllable.ts'
