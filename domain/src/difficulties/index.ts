export * from './difficulty.ts'
