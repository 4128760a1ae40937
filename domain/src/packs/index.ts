export { attributeNames, valueWords } from './attribute-words.ts'
export { canonical, diffPacks, markLocal, type PackDifference } from './diff-packs.ts'
export {
  citedPack,
  citeVersion,
  type History,
  PackEngines,
  packsWith,
  type ProvincePacks,
  replayPacks,
} from './pack-engines.ts'
export { hazardLines, type PackLine, type PackRow, rowInWords } from './row-in-words.ts'
export { type EventFault, type EventRow, readEventsCsv } from './read-events-csv.ts'
export { readHistoryCsv } from './read-history-csv.ts'
export * from './verify-warnings.ts'
