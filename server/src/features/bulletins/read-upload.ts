import { readFileText } from '@tusom/admin-docs'
import { readCap } from '@tusom/cap/xml'
import { BulletinTextIn, bulletinLimits, type BulletinReading } from '@tusom/contract'
import { bulletinOfAlert, parseBulletin, type ParsedBulletin, Refusal } from '@tusom/domain'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'

const pasted = Compile(BulletinTextIn)
export type Uploaded = { parsed: ParsedBulletin; origin: 'text' | 'file'; cap: BulletinReading['cap'] }

/**
 * A bulletin as pasted text or a file (.txt, .md, .docx, .pdf with text, CAP .xml). Nothing is stored.
 * @throws Refusal request.invalid, request.too-large, bulletin.unreadable
 */
export async function readUpload(request: FastifyRequest): Promise<Uploaded> {
  const received = request.now.getTime()
  if (!request.isMultipart()) {
    if (!pasted.Check(request.body))
      throw new Refusal('request.invalid', {
        where: 'body',
        why: `phải là {"text": "…"} (tối đa ${bulletinLimits.characters} ký tự) hoặc một tệp · must be {"text": "…"} or one file`,
      })
    const { text } = request.body
    if (/^\s*<(?:\?xml|(?:\w+:)?alert[\s>])/.test(text)) return { ...ofCap(Buffer.from(text)), origin: 'text' }
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
  if (/\.xml$/i.test(file.filename) || /^\s*<\?xml/.test(bytes.subarray(0, 100).toString('latin1')))
    return { ...ofCap(bytes), origin: 'file' }
  const read = await readFileText(bytes, file.filename)
  if (read.error) throw new Refusal('bulletin.unreadable', { why: read.error.vi, whyEn: read.error.en })
  return { parsed: parseBulletin(read.text, { received }), origin: 'file', cap: null }
}

function ofCap(bytes: Buffer): Pick<Uploaded, 'parsed' | 'cap'> {
  const reading = readCap(bytes)
  const m = reading.messages[0]
  if (!m) {
    const f = reading.findings[0]
    throw new Refusal('bulletin.unreadable', {
      why: `Không phải bản tin CAP đọc được${f ? `: ${f.messageVi}` : ''}.`,
      whyEn: `No readable CAP message${f ? `: ${f.message}` : ''}.`,
    })
  }
  const parsed = bulletinOfAlert(m.alert)
  if (reading.messages.length > 1)
    parsed.warnings.unshift(`Tệp có ${reading.messages.length} bản tin CAP; đây là bản đầu.`)
  return {
    parsed,
    cap: {
      leniencies: [...m.leniencies, ...(m.valid ? [] : m.findings.filter(f => f.severity === 'error'))]
        .slice(0, 20)
        .map(f => ({ vi: f.messageVi, en: f.message })),
      signature: {
        state: m.signature.state,
        message: m.signature.message,
        messageVi: m.signature.messageVi,
        subject: m.signature.certificate?.subject ?? null,
      },
    },
  }
}
