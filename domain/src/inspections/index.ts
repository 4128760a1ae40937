export * from './inspection.ts'
export { noticeDocument, type NoticeFacts, type NoticeFinding } from './notice-document.ts'
