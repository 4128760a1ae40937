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
