export { bulletinJson, type BulletinJson } from './bulletin-json.ts'
export { bulletinOfAlert } from './bulletin-of-alert.ts'
export { MAX_BULLETIN_CHARS } from './clean-text.ts'
export * from './due-hours.ts'
export {
  type OfficialChange,
  officialChanges,
  type OfficialResult,
  type ReplayPlaces,
  areasOfLevel,
  levelArticles,
} from './official-changes.ts'
export { parseBulletin, type ParseOptions } from './parse-bulletin.ts'
export * from './parsed-bulletin.ts'
export { placeKey, splitType } from './place-names.ts'
export * from './resolve-places.ts'
export { GRACE_MS, OUT_OF_DATE_MS, type Validity, validityOf } from './validity.ts'
