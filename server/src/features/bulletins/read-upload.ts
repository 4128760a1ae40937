import { BulletinTextIn, bulletinLimits, type BulletinReading } from '@tusom/contract'
import { parseBulletin, type ParsedBulletin, Refusal } from '@tusom/domain'
import type { FastifyRequest } from 'fastify'
import { Compile } from 'typebox/compile'
import { WorkerDesk } from '../../core/worker-desk.ts'
import { trustOf } from '../warnings/trusted-senders.ts'
import { type FileRead, type FileWork, looksLikeXml, readCapBulletin, type Unreadable } from './read-file.ts'
import type { FileAnswer } from './read-worker.ts'

const pasted = Compile(BulletinTextIn)
export type Uploaded = { parsed: ParsedBulletin; origin: 'text' | 'file'; cap: BulletinReading['cap'] }

/** Reading 5 MB of PDF takes some two seconds; what takes longer than this is made to take long. */
export const readLimits = { ms: 20_000, memoryMb: 384, atOnce: 2 }
const desk = new WorkerDesk<FileWork, FileAnswer>(new URL('./read-worker.ts', import.meta.url), readLimits, () => true)

/**
 * A bulletin as pasted text or a file (.txt, .md, .docx, .pdf with text, CAP .xml). Nothing is stored. A file is read in a thread,
 * bounded in time and memory; a text is short. `limits` is for tests.
 * @throws Refusal request.invalid, request.too-large, bulletin.unreadable, bulletin.too-heavy
 */
export async function readUpload(request: FastifyRequest, limits = readLimits): Promise<Uploaded> {
  const received = request.now.getTime()
  const { trusted } = await request.read(tx => trustOf(tx, request.actor.provinceId))
  if (!request.isMultipart()) {
    if (!pasted.Check(request.body))
      throw new Refusal('request.invalid', {
        where: 'body',
        why: `phải là {"text": "…"} (tối đa ${bulletinLimits.characters} ký tự) hoặc một tệp · must be {"text": "…"} or one file`,
      })
    const { text } = request.body
    if (looksLikeXml(text)) return { ...readable(readCapBulletin(Buffer.from(text), trusted)), origin: 'text' }
    return { parsed: parseBulletin(text, { received }), origin: 'text', cap: null }
  }
  const file = await request.file({ limits: { fileSize: bulletinLimits.bytes } })
  if (!file) throw new Refusal('request.invalid', { where: 'file', why: 'chưa chọn tệp · no file was sent' })
  let bytes: Buffer
  try {
    bytes = await file.toBuffer()
  } catch (e) {
    if ((e as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE')
      throw new Refusal('request.too-large', { limit: '5 MB' })
    throw e
  }
  const answer = await desk.run({ bytes, filename: file.filename, received, trusted }, limits)
  if (answer === null) throw new Refusal('bulletin.too-heavy')
  if ('fault' in answer) throw new Error(`bulletin worker: ${answer.fault}`)
  return { ...readable(answer), origin: 'file' }
}

function readable(read: FileRead | Unreadable): FileRead {
  if ('unreadable' in read)
    throw new Refusal('bulletin.unreadable', { why: read.unreadable.vi, whyEn: read.unreadable.en })
  return read
}
