import type { ParsedDocument } from '@tusom/admin-docs'
import { planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { WorkerDesk } from '../../core/worker-desk.ts'
import type { ParseAnswer, ParseWork } from './parse-worker.ts'

/** A hundred pages take half a second on a busy machine; what takes longer than this is made to take long. */
export const parseLimits = { ms: 20_000, memoryMb: 384, atOnce: 2 }

const desk = new WorkerDesk<ParseWork, ParseAnswer>(
  new URL('./parse-worker.ts', import.meta.url),
  parseLimits,
  answer => !('secret' in answer),
)

/**
 * Reads and takes apart a document in a thread of its own, bounded in time and memory. `limits` is for tests.
 * @throws Refusal plan.secret, plan.unreadable, plan.too-heavy, request.too-large
 */
export async function parseInWorker(
  what: { text: string } | { bytes: Uint8Array; filename: string },
  limits = parseLimits,
): Promise<{ doc: ParsedDocument; readMs: number }> {
  const answer = await desk.run({ ...what, maxCharacters: planLimits.characters }, limits)
  if (answer === null) throw new Refusal('plan.too-heavy')
  if ('secret' in answer) throw new Refusal('plan.secret', { mark: answer.secret })
  if ('unreadable' in answer)
    throw new Refusal('plan.unreadable', { why: answer.unreadable.vi, whyEn: answer.unreadable.en })
  if ('tooLong' in answer)
    throw new Refusal('request.too-large', { limit: `${planLimits.characters / 1_000_000} triệu ký tự` })
  if ('fault' in answer) throw new Error(`parse worker: ${answer.fault}`)
  return answer
}
