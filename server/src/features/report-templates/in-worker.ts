import {
  type Chart,
  type DocumentBlock,
  Refusal,
  type TemplateData,
  type TemplateFault,
  type TemplateName,
  type TemplateSource,
} from '@tusom/domain'
import { checkZip } from '../../core/check-zip.ts'
import { WorkerDesk } from '../../core/worker-desk.ts'
import type { TemplateAnswer, TemplateWork } from './template-worker.ts'

/** A province's report of a hundred communes takes half a second; what takes longer than this is made to take long. */
// one at a time: two renderings at once would need the memory of two
export const templateWorkLimits = { ms: 40_000, memoryMb: 384, atOnce: 1, entries: 1_000, unpacked: 40_000_000 }

const desk = new WorkerDesk<TemplateWork, Exclude<TemplateAnswer, { fault: string }>>(
  new URL('./template-worker.ts', import.meta.url),
  templateWorkLimits,
  () => true,
)

async function run(work: TemplateWork, limits: typeof templateWorkLimits) {
  const answer = await desk.run(work, limits)
  if (answer === null) throw new Refusal('template.too-heavy')
  if ('fault' in answer) throw new Error(`template worker: ${answer.fault}`)
  return answer
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
  // what is no zip at all is told apart by the reader of documents (old Word, a password), which has a sentence for each
  const zip = checkZip(file, { entries: limits.entries, bytes: limits.unpacked })
  if (zip === 'not-zip' && file.subarray(0, 2).toString('latin1') === 'PK')
    throw new Refusal('template.unreadable', {
      why: `Tệp «${filename}» bị hỏng hoặc chưa tải lên hết: mở lại bằng Word, lưu thành .docx rồi tải lên lại.`,
      whyEn: `File "${filename}" is damaged or did not arrive whole: open it in Word, save it as .docx and upload it again.`,
    })
  if (zip === 'too-large')
    throw new Refusal('template.unreadable', {
      why: `Tệp «${filename}» bung ra quá lớn nên bị từ chối: hãy lưu lại bằng Word, bỏ bớt ảnh.`,
      whyEn: `File "${filename}" unpacks to more than is allowed: save it again in Word without pictures.`,
    })
  const answer = await run({ what: 'check', bytes: file, filename, names }, limits)
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
  charts: readonly Chart[] = [],
  limits = templateWorkLimits,
): Promise<Buffer> {
  const answer = await run({ what: 'fill', bytes: file, data, mark, charts }, limits)
  if (!('file' in answer)) throw new Error('template worker: no file')
  return Buffer.from(answer.file)
}

/**
 * The filled document as blocks for the browser, with where its words came from.
 * @throws Refusal template.too-heavy
 */
export async function viewInWorker(
  file: Uint8Array,
  data: TemplateData,
): Promise<{ blocks: DocumentBlock[]; sources: TemplateSource[] }> {
  const answer = await run({ what: 'view', bytes: file, data }, templateWorkLimits)
  if (!('blocks' in answer)) throw new Error('template worker: no view')
  return answer
}
