export * from './commendation.ts'
export { commendationList, type CommendationLine, type CommendationListFacts } from './list-document.ts'
