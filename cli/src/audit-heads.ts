import type { AuditHead } from '@tusom/store'

/** Heads of audit chains as `tusom backup` and `tusom audit verify` print them: PROVINCE:SEQ:HASH. Null when one of them is none. */
export function readHeads(texts: readonly string[]): AuditHead[] | null {
  const heads = texts.map(h => /^(\d+):(\d+):([0-9a-f]{64})$/.exec(h))
  return heads.every(m => m !== null)
    ? heads.map(m => ({ provinceId: Number(m[1]), seq: Number(m[2]), hash: m[3] as string }))
    : null
}
