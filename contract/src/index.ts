export * from './common.ts'
export * from './session.ts'
