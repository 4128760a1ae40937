import { Worker } from 'node:worker_threads'
import { Turns } from './turns.ts'

export type WorkerLimits = { ms: number; memoryMb: number; atOnce: number }
/** What a worker file answers when its own code failed. */
export type WorkerFault = { fault: string }

/** A thread that has read one document reads the next many times as fast (1.7 s, then 0.06 s); after this long without work it goes. */
const IDLE_MS = 120_000

type Kept = { worker: Worker; timer: NodeJS.Timeout; drop: () => void }

/**
 * Threads that take one piece of work at a time, bounded in time and memory: no file can hold up or bring down the server. A few at
 * once, the others wait, so that ten uploads do not take the memory of ten.
 */
export class WorkerDesk<Work, Answer extends object> {
  private readonly file: URL
  private readonly usual: WorkerLimits
  private readonly keep: (answer: Answer) => boolean
  private readonly idle: Kept[] = []
  private readonly turns: Turns

  /** `keep`: whether the thread may serve another after this answer; what was secret goes with its thread, memory and all. */
  constructor(file: URL, usual: WorkerLimits, keep: (answer: Answer) => boolean) {
    this.file = file
    this.usual = usual
    this.keep = keep
    this.turns = new Turns(usual.atOnce)
  }

  /** Null when it ran out of time or memory. `limits` is for tests. */
  run(work: Work, limits = this.usual): Promise<Answer | WorkerFault | null> {
    return this.turns.take(async () => {
      const worker = this.take(limits.memoryMb)
      let usable = false
      const timer = setTimeout(() => void worker.terminate(), limits.ms)
      try {
        const answer = await this.ask(worker, work)
        usable = answer !== null && !('fault' in answer) && this.keep(answer as Answer)
        return answer
      } finally {
        clearTimeout(timer)
        if (usable && limits === this.usual) this.putBack(worker)
        else await worker.terminate()
      }
    })
  }

  private take(memoryMb: number): Worker {
    // only a thread with the usual bounds is kept
    const kept = memoryMb === this.usual.memoryMb ? this.idle.pop() : undefined
    if (kept) {
      clearTimeout(kept.timer)
      kept.worker.off('error', kept.drop).off('exit', kept.drop)
      kept.worker.ref()
      return kept.worker
    }
    const worker = new Worker(this.file, {
      execArgv: ['--conditions=tusom-source'],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    // a thread that fails while nobody listens must not end the program
    worker.on('error', () => {})
    return worker
  }

  private putBack(worker: Worker): void {
    // one that ends by itself is not handed out
    const drop = () => {
      const at = this.idle.findIndex(i => i.worker === worker)
      if (at >= 0) this.idle.splice(at, 1)
    }
    const timer = setTimeout(() => {
      drop()
      void worker.terminate()
    }, IDLE_MS)
    timer.unref()
    worker.on('error', drop).on('exit', drop)
    worker.unref()
    this.idle.push({ worker, timer, drop })
  }

  /** One piece of work on a thread. Leaves no listener behind. */
  private ask(worker: Worker, work: Work): Promise<Answer | WorkerFault | null> {
    return new Promise(resolve => {
      const settle = (answer: Answer | WorkerFault | null) => {
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
}
