export * from './app.ts'
export type { Context } from './core/context.ts'
export { hashPassword, verifyPassword } from './core/password.ts'
export { Ingest } from './features/observations/ingest.ts'
