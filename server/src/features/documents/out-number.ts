import type { RegisterIn } from '@tusom/contract'
import { numberOfSource } from '@tusom/store'
import type { App } from '../../app.ts'

/** What the head of a document says: the next number is nobody's until the register gives it. */
export type OutNumber = { sequence: number; code: string; on: string }

/**
 * The number that a unit's register gave to a dispatch or report, with its day; null before. The caller has permitted the reading of
 * the thing itself: who may read a dispatch reads its number too.
 */
export async function outNumber(
  app: App,
  runId: number,
  source: NonNullable<RegisterIn['source']>,
  unitId: number,
): Promise<OutNumber | null> {
  const entry = await app.ctx.db.asSystem(tx => numberOfSource(tx, runId, source.kind, source.id, unitId))
  return entry && { sequence: entry.seq, code: entry.number.replace(/^\d+\//, ''), on: entry.enteredOn }
}
