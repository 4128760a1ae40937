import type { ParsedDocument } from '@tusom/admin-docs'
import { PlanTextIn, planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'
import { parseInWorker } from './parse-in-worker.ts'

const pasted = Compile(PlanTextIn)

export type Upload = { doc: ParsedDocument; title: string; filename: string | null; readMs: number }

/**
 * Takes a document in: a file (multipart, one field) or `{ text, title? }`. Nothing is stored here, and nothing of a document
 * marked secret leaves this function but the mark itself.
 * @throws Refusal request.invalid, request.too-large, plan.unreadable, plan.empty, plan.secret, plan.too-heavy
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const given = request.isMultipart() ? await fromFile(request) : fromJson(request.body)
  return readGiven(given)
}

/** The same for what does not come by HTTP: a document that the system wrote itself. */
export async function readGiven(
  given: { text: string; title?: string; filename: null } | { bytes: Buffer; filename: string; title?: string },
): Promise<Upload> {
  const { doc, readMs } = await parseInWorker('text' in given ? { text: given.text } : given)
  if (!/\p{L}/u.test(doc.normalizedText)) throw new Refusal('plan.empty')
  return { doc, title: given.title ?? (doc.title || firstWords(doc.normalizedText)), filename: given.filename, readMs }
}

async function fromFile(request: FastifyRequest): Promise<{ bytes: Buffer; filename: string }> {
  const file = await request.file({ limits: { fileSize: planLimits.bytes } })
  if (!file) throw new Refusal('request.invalid', { where: 'file', why: 'chưa chọn tệp · no file was sent' })
  const bytes = await file.toBuffer()
  return { bytes, filename: file.filename.split(/[\\/]/).at(-1)?.slice(0, 200) ?? '' }
}

function fromJson(body: unknown): { text: string; title?: string; filename: null } {
  if (!pasted.Check(body)) {
    const first = pasted.Errors(body)[0]
    throw new Refusal('request.invalid', {
      where: `body${first?.instancePath ?? ''}`,
      why: 'phải là {"text": "…"} hoặc một tệp · must be {"text": "…"} or one file',
    })
  }
  return { ...body, filename: null }
}

const firstWords = (text: string) => {
  const line = text.split('\n').find(l => /\p{L}/u.test(l)) ?? ''
  return line.length > 120 ? `${line.slice(0, 119)}…` : line
}
