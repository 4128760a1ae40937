export { bulletinJson, type BulletinJson } from './bulletin-json.ts'
export { MAX_BULLETIN_CHARS } from './clean-text.ts'
export { parseBulletin, type ParseOptions } from './parse-bulletin.ts'
export * from './parsed-bulletin.ts'
