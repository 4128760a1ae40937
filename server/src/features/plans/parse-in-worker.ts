import type { ParsedDocument } from '@tusom/admin-docs'
import { planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { Worker } from 'node:worker_threads'
import type { ParseAnswer, ParseWork } from './parse-worker.ts'

/** A hundred pages take about a tenth of a second; what takes longer than this is made to take long. */
export const parseLimits = { ms: 20_000, memoryMb: 384, atOnce: 2 }

let running = 0
const waiting: (() => void)[] = []
/** Two at a time: a third waits, so that ten uploads do not take the memory of ten. */
async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= parseLimits.atOnce) await new Promise<void>(resolve => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/**
 * Reads and takes apart a document in a thread of its own, bounded in time and memory: no file can hold up or bring down the
 * server. `limits` is for tests.
 * @throws Refusal plan.secret, plan.unreadable, plan.too-heavy, request.too-large
 */
export function parseInWorker(
  what: { text: string } | { bytes: Uint8Array; filename: string },
  limits = parseLimits,
): Promise<{ doc: ParsedDocument; readMs: number }> {
  return turn(async () => {
    const work: ParseWork = { ...what, maxCharacters: planLimits.characters }
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      workerData: work,
      execArgv: ['--conditions=tusom-source'],
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    })
    const timer = setTimeout(() => void worker.terminate(), limits.ms)
    try {
      const answer = await new Promise<ParseAnswer | null>(resolve => {
        worker.once('message', resolve)
        worker.once('error', e =>
          resolve((e as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : { fault: e.message }),
        )
        worker.once('exit', () => resolve(null))
      })
      if (answer === null) throw new Refusal('plan.too-heavy')
      if ('secret' in answer) throw new Refusal('plan.secret', { mark: answer.secret })
      if ('unreadable' in answer)
        throw new Refusal('plan.unreadable', { why: answer.unreadable.vi, whyEn: answer.unreadable.en })
      if ('tooLong' in answer)
        throw new Refusal('request.too-large', { limit: `${planLimits.characters / 1_000_000} triệu ký tự` })
      if ('fault' in answer) throw new Error(`parse worker: ${answer.fault}`)
      return answer
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  })
}
