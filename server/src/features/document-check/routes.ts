import { DocumentCheck, documentCheckBytes } from '@tusom/contract'
import { Refusal } from '@tusom/domain'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { checkInWorker } from './check-in-worker.ts'

/** Checks the form of a .docx against Decree 30/2020. Nothing is stored, and nothing of the document is logged. */
export function registerDocumentCheck(app: App): void {
  app.post(
    '/api/document-check',
    {
      config: { policy: 'document-check.run' },
      schema: { consumes: ['multipart/form-data'], response: { 200: DocumentCheck } },
    },
    async request => {
      request.permit({ unitId: request.actor.homeUnitId })
      const { ok, findings, fixed } = await checkInWorker(await uploaded(request))
      return {
        ok,
        findings,
        fixed: fixed && { content: Buffer.from(fixed.bytes).toString('base64'), remaining: fixed.remaining },
      }
    },
  )
}

async function uploaded(request: FastifyRequest): Promise<{ bytes: Buffer; filename: string }> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: documentCheckBytes } }) : null
  if (!file) throw new Refusal('request.invalid', { where: 'file', why: 'chưa chọn tệp · no file was sent' })
  const filename = file.filename.split(/[\\/]/).at(-1)?.slice(0, 200) ?? ''
  const bytes = await file.toBuffer()
  // the reader also takes .pdf and .txt, which have no form to judge
  if (!/\.docx$/i.test(filename)) throw new Refusal('document-check.not-docx', { name: filename })
  return { bytes, filename }
}
