import { planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { WorkerDesk } from '../../core/worker-desk.ts'
import type { CheckAnswer, CheckWork } from './check-worker.ts'

/** Checking and mending a hundred pages takes about a second; what takes longer than this is made to take long. */
export const checkLimits = { ms: 20_000, memoryMb: 384, atOnce: 2 }

const desk = new WorkerDesk<CheckWork, CheckAnswer>(
  new URL('./check-worker.ts', import.meta.url),
  checkLimits,
  answer => !('secret' in answer),
)

/**
 * Checks and mends the form of a .docx in a thread of its own, bounded in time and memory. `limits` is for tests.
 * @throws Refusal document-check.secret, document-check.unreadable, document-check.too-heavy, request.too-large
 */
export async function checkInWorker(
  what: { bytes: Uint8Array; filename: string },
  limits = checkLimits,
): Promise<Extract<CheckAnswer, { ok: boolean }>> {
  const answer = await desk.run({ ...what, maxCharacters: planLimits.characters }, limits)
  if (answer === null) throw new Refusal('document-check.too-heavy')
  if ('secret' in answer) throw new Refusal('document-check.secret', { mark: answer.secret })
  if ('unreadable' in answer)
    throw new Refusal('document-check.unreadable', { why: answer.unreadable.vi, whyEn: answer.unreadable.en })
  if ('tooLong' in answer)
    throw new Refusal('request.too-large', { limit: `${planLimits.characters / 1_000_000} triệu ký tự` })
  if ('fault' in answer) throw new Error(`check worker: ${answer.fault}`)
  return answer
}
