/**
 * Reading and checking CAP documents and feeds, and their signatures; uses libxml2 (WebAssembly) and node:crypto, so for
 * the server and the command line.
 */
export { type CapCheckFinding, type CapCheckResult, checkCapFile, type CheckFileOptions } from './xml/check-cap-file.ts'
export type { ContainerKind, FeedLink } from './xml/containers.ts'
export { MAX_BYTES } from './xml/open-source.ts'
export { type CapReading, readCap, type ReadMessage, type ReadOptions } from './xml/read-cap.ts'
export { schemaOf } from './xml/schema.ts'
export { signAlert, SigningError } from './xml/signature/sign-alert.ts'
export type {
  SignatureCertificate,
  SignatureReason,
  SignatureReport,
  SignatureState,
} from './xml/signature/signature-report.ts'
export { type KeyAndCertificate, makeSigner } from './xml/signature/write-certificate.ts'
export { type Trust, trustedCertificates, TrustError } from './xml/signature/trust.ts'
