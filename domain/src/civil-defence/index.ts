export * from './civil-defence.ts'
export { decisionDocument, type DecisionFacts } from './decision-document.ts'
