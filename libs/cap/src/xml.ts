/** Reading and checking CAP documents and feeds; uses libxml2 (WebAssembly), so for the server and the command line. */
export { type CapCheckFinding, type CapCheckResult, checkCapFile } from './xml/check-cap-file.ts'
export type { ContainerKind } from './xml/containers.ts'
export { type CapReading, MAX_BYTES, readCap } from './xml/read-cap.ts'
export { schemaOf } from './xml/schema.ts'
