export * from './sensorthings/change.ts'
export {
  countEntities,
  COUNT_EXACT,
  type EntityRow,
  followsTime,
  keyOf,
  limitTime,
  pageStatement,
  readObservation,
  readPage,
  type Wanted,
} from './sensorthings/read.ts'
export * from './sensorthings/write.ts'
