import { Refusal, type TemplateData, type TemplateFault, type TemplateName } from '@tusom/domain'
import { Worker } from 'node:worker_threads'
import { checkZip } from '../../core/check-zip.ts'
import type { TemplateAnswer, TemplateWork } from './template-worker.ts'

/** A province's report of a hundred communes takes half a second; what takes longer than this is made to take long. */
export const templateWorkLimits = { ms: 20_000, memoryMb: 384, entries: 1_000, unpacked: 40_000_000 }

/** One after the other: two renderings at once would need the memory of two. */
let last: Promise<unknown> = Promise.resolve()

/** A thread that has started answers forty times as fast as one that must; after this long without work it goes. */
const IDLE_MS = 120_000
let kept: { worker: Worker; timer: NodeJS.Timeout } | null = null

function takeWorker(limits: typeof templateWorkLimits): Worker {
  // only a thread with the usual bounds is kept
  if (kept && limits === templateWorkLimits) {
    const { worker, timer } = kept
    kept = null
    clearTimeout(timer)
    worker.removeAllListeners()
    worker.ref()
    return worker
  }
  return new Worker(new URL('./template-worker.ts', import.meta.url), {
    execArgv: ['--conditions=tusom-source'],
    resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
  })
}

function keepWorker(worker: Worker): void {
  worker.removeAllListeners()
  const drop = () => {
    if (kept?.worker === worker) kept = null
  }
  // one that ends by itself is not handed out, and must not end the program
  worker.on('error', drop).on('exit', drop)
  const timer = setTimeout(() => {
    drop()
    void worker.terminate()
  }, IDLE_MS)
  timer.unref()
  worker.unref()
  kept = { worker, timer }
}

async function run(work: TemplateWork, limits: typeof templateWorkLimits): Promise<TemplateAnswer> {
  const worker = takeWorker(limits)
  const timer = setTimeout(() => void worker.terminate(), limits.ms)
  let usable = false
  try {
    const answer = await new Promise<TemplateAnswer | null>(resolve => {
      worker.on('message', resolve)
      worker.on('error', e =>
        resolve((e as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? null : { fault: (e as Error).message }),
      )
      worker.on('exit', () => resolve(null))
      worker.postMessage(work)
    })
    if (answer === null) throw new Refusal('template.too-heavy')
    if ('fault' in answer) throw new Error(`template worker: ${answer.fault}`)
    usable = limits === templateWorkLimits && !kept
    return answer
  } finally {
    clearTimeout(timer)
    if (usable) keepWorker(worker)
    else await worker.terminate()
  }
}

function inTurn(work: TemplateWork, limits: typeof templateWorkLimits): Promise<TemplateAnswer> {
  const mine = last.then(() => run(work, limits))
  last = mine.catch(() => {})
  return mine
}

/**
 * Checks an uploaded template in a thread of its own. `limits` is for tests.
 * @throws Refusal template.unreadable, template.active, template.too-heavy
 */
export async function checkInWorker(
  file: Buffer,
  filename: string,
  names: readonly TemplateName[],
  limits = templateWorkLimits,
): Promise<{ faults: TemplateFault[]; warnings: { vi: string; en: string }[] }> {
  // what is no zip is told apart by the reader of documents (old Word, a password), which has a sentence for each
  if (checkZip(file, { entries: limits.entries, bytes: limits.unpacked }) === 'too-large')
    throw new Refusal('template.unreadable', {
      why: `Tệp «${filename}» bung ra quá lớn nên bị từ chối: hãy lưu lại bằng Word, bỏ bớt ảnh.`,
      whyEn: `File "${filename}" unpacks to more than is allowed: save it again in Word without pictures.`,
    })
  const answer = await inTurn({ what: 'check', bytes: file, filename, names }, limits)
  if ('unreadable' in answer)
    throw new Refusal('template.unreadable', { why: answer.unreadable.vi, whyEn: answer.unreadable.en })
  if ('active' in answer) throw new Refusal('template.active', { what: answer.active.vi, whatEn: answer.active.en })
  if (!('faults' in answer)) throw new Error('template worker: no answer to a check')
  return answer
}

/**
 * Fills a template in a thread of its own, bounded in time and memory.
 * @throws Refusal template.too-heavy
 */
export async function fillInWorker(
  file: Uint8Array,
  data: TemplateData,
  mark: string,
  limits = templateWorkLimits,
): Promise<Buffer> {
  const answer = await inTurn({ what: 'fill', bytes: file, data, mark }, limits)
  if (!('file' in answer)) throw new Error('template worker: no file')
  return Buffer.from(answer.file)
}
