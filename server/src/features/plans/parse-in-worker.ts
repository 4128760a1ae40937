import type { ParsedDocument } from '@tusom/admin-docs'
import { planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { Worker } from 'node:worker_threads'
import type { ParseAnswer, ParseWork } from './parse-worker.ts'

/** A hundred pages take half a second on a busy machine; what takes longer than this is made to take long. */
export const parseLimits = { ms: 20_000, memoryMb: 384, atOnce: 2 }
/** A thread that has read one document reads the next many times as fast (1.7 s, then 0.06 s); after this long without work it goes. */
const IDLE_MS = 120_000

type Kept = { worker: Worker; timer: NodeJS.Timeout; drop: () => void }
const idle: Kept[] = []

function takeWorker(memoryMb: number): Worker {
  // only a thread with the usual bounds is kept
  const kept = memoryMb === parseLimits.memoryMb ? idle.pop() : undefined
  if (kept) {
    clearTimeout(kept.timer)
    kept.worker.off('error', kept.drop).off('exit', kept.drop)
    kept.worker.ref()
    return kept.worker
  }
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    execArgv: ['--conditions=tusom-source'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  // a thread that fails while nobody listens must not end the program
  worker.on('error', () => {})
  return worker
}

function keepWorker(worker: Worker): void {
  // one that ends by itself is not handed out
  const drop = () => {
    const at = idle.findIndex(i => i.worker === worker)
    if (at >= 0) idle.splice(at, 1)
  }
  const timer = setTimeout(() => {
    drop()
    void worker.terminate()
  }, IDLE_MS)
  timer.unref()
  worker.on('error', drop).on('exit', drop)
  worker.unref()
  idle.push({ worker, timer, drop })
}

/** One piece of work on a thread; null when it ran out of time or memory. Leaves no listener behind. */
function ask(worker: Worker, work: ParseWork): Promise<ParseAnswer | null> {
  return new Promise(resolve => {
    const settle = (answer: ParseAnswer | null) => {
      worker.off('message', settle).off('error', failed).off('exit', ended)
      resolve(answer)
    }
    const failed = (e: Error) =>
      settle((e as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : { fault: e.message })
    const ended = () => settle(null)
    worker.on('message', settle).on('error', failed).on('exit', ended)
    worker.postMessage(work)
  })
}

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
    const worker = takeWorker(limits.memoryMb)
    let usable = false
    const timer = setTimeout(() => void worker.terminate(), limits.ms)
    try {
      const answer = await ask(worker, work)
      // what was secret goes with its thread, memory and all
      usable = answer !== null && !('fault' in answer) && !('secret' in answer)
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
      if (usable && limits === parseLimits) keepWorker(worker)
      else await worker.terminate()
    }
  })
}
