import { type ParsedDocument, parseDocument, readText } from '@tusom/admin-docs'
import { PlanTextIn, planLimits } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'

const pasted = Compile(PlanTextIn)

export type Upload = { doc: ParsedDocument; title: string; filename: string | null; readMs: number }

/**
 * Takes a document in: a file (multipart, one field) or `{ text, title? }`. Nothing is stored here, and nothing of a document
 * marked secret leaves this function but the mark itself.
 * @throws Refusal request.invalid, request.too-large, plan.unreadable, plan.empty, plan.secret
 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const { text, title, filename } = request.isMultipart() ? await fromFile(request) : fromJson(request.body)
  if (text.length > planLimits.characters)
    throw new Refusal('request.too-large', { limit: `${planLimits.characters / 1_000_000} triệu ký tự` })
  const began = performance.now()
  const doc = parseDocument(text)
  if (doc.secrecy) throw new Refusal('plan.secret', { mark: doc.secrecy })
  if (!/\p{L}/u.test(doc.normalizedText)) throw new Refusal('plan.empty')
  return {
    doc,
    title: title ?? (doc.title || firstWords(doc.normalizedText)),
    filename,
    readMs: Math.round(performance.now() - began),
  }
}

async function fromFile(request: FastifyRequest): Promise<{ text: string; title?: string; filename: string }> {
  const file = await request.file({ limits: { fileSize: planLimits.bytes } })
  if (!file) throw new Refusal('request.invalid', { where: 'file', why: 'chưa chọn tệp · no file was sent' })
  const bytes = await file.toBuffer()
  const filename = file.filename.split(/[\\/]/).at(-1)?.slice(0, 200) ?? ''
  const read = readText(bytes, filename)
  if (read.text === null) throw new Refusal('plan.unreadable', { why: read.error.vi, whyEn: read.error.en })
  return { text: read.text, filename }
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
