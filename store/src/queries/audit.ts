import { createHash } from 'node:crypto'
import type { Tx } from '../database.ts'

export type AuditEntry = {
  provinceId: number
  at: Date
  userId: number | null
  unitId: number | null
  runId: number
  command: string
  subject: string
  detail: unknown
}

/**
 * Writes one entry; must be the last statement of its transaction, because it holds the chain until the commit. `told`: topics of which
 * open pages are to hear, in the same round trip.
 */
export async function writeAudit(tx: Tx, e: AuditEntry, told: readonly string[] = []): Promise<void> {
  await tx.query(
    `select app.audit($1, $2, $3, $4, $5, $6, $7, $8)${told.map((_, i) => `, app.tell($${9 + i}, $5)`).join('')}`,
    [
      e.provinceId,
      e.at.toISOString(),
      e.userId,
      e.unitId,
      e.runId,
      e.command,
      e.subject,
      JSON.stringify(e.detail ?? {}),
      ...told,
    ],
  )
}

export type ChainFault = { provinceId: number; seq: number; what: 'altered' | 'missing' | 'head' | 'known-head' }
export type ChainReport = {
  entries: number
  heads: { provinceId: number; seq: number; hash: string }[]
  faults: ChainFault[]
}

/**
 * Reads every chain from its beginning and recomputes it. Finds altered, removed and inserted rows; `known` is a head noted
 * earlier (`province:seq:hash`), so that a tail cut off together with the stored head is found too.
 */
export async function verifyAudit(
  tx: Tx,
  known: readonly { provinceId: number; seq: number; hash: string }[] = [],
): Promise<ChainReport> {
  const report: ChainReport = { entries: 0, heads: [], faults: [] }
  const stored = await tx.query<{ provinceId: number; seq: number; hash: Buffer }>(
    'select province_id as "provinceId", seq, hash from audit_heads order by 1',
  )
  const orphans = await tx.query<{ provinceId: number }>(
    'select distinct province_id as "provinceId" from audit_entries where province_id not in (select province_id from audit_heads)',
  )
  for (const o of orphans) report.faults.push({ provinceId: o.provinceId, seq: 0, what: 'head' })
  for (const head of stored) {
    let prev: Buffer = createHash('sha256').update('').digest()
    let seq = 0
    const marks = known.filter(k => k.provinceId === head.provinceId)
    for (let from = 0; ; ) {
      const rows = await tx.query<{ seq: number; prev: Buffer; hash: Buffer; body: string }>(
        'select seq, prev_hash as prev, hash, body from audit_entries where province_id = $1 and seq > $2 order by seq limit 5000',
        [head.provinceId, from],
      )
      for (const row of rows) {
        report.entries++
        if (row.seq !== seq + 1) report.faults.push({ provinceId: head.provinceId, seq: seq + 1, what: 'missing' })
        const hash = createHash('sha256').update(row.prev).update(row.body, 'utf8').digest()
        const inside = safeSeq(row.body)
        if (!row.prev.equals(prev) || !hash.equals(row.hash) || inside !== row.seq)
          report.faults.push({ provinceId: head.provinceId, seq: row.seq, what: 'altered' })
        prev = row.hash
        seq = row.seq
        for (const m of marks)
          if (m.seq === seq && m.hash !== row.hash.toString('hex'))
            report.faults.push({ provinceId: head.provinceId, seq, what: 'known-head' })
      }
      if (rows.length < 5000) break
      from = seq
    }
    if (seq !== head.seq || !prev.equals(head.hash))
      report.faults.push({ provinceId: head.provinceId, seq: head.seq, what: 'head' })
    for (const m of marks)
      if (m.seq > seq) report.faults.push({ provinceId: head.provinceId, seq: m.seq, what: 'known-head' })
    report.heads.push({ provinceId: head.provinceId, seq, hash: prev.toString('hex') })
  }
  for (const k of known)
    if (!stored.some(h => h.provinceId === k.provinceId))
      report.faults.push({ provinceId: k.provinceId, seq: k.seq, what: 'known-head' })
  return report
}

function safeSeq(body: string): number {
  try {
    return (JSON.parse(body) as { seq: number }).seq
  } catch {
    return -1
  }
}
