import { fill, Refusal, refusals } from '@tusom/domain'
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** What PostgreSQL says of values that no schema catches: a number or a day out of its range, a NUL or half a character in a text. */
const badValue = new Set(['22003', '22007', '22008', '22021', '22P02', '22P05'])

type Validation = { instancePath?: string; message?: string; params?: Record<string, unknown> }

function body(code: string, params: Record<string, string | number>, where?: string) {
  const meaning = refusals[code] ?? refusals.fault
  return {
    status: meaning?.status ?? 500,
    body: {
      error: {
        code,
        message: fill(meaning?.vi ?? code, params),
        messageEn: fill(meaning?.en ?? code, params),
        ...(where ? { where } : {}),
      },
    },
  }
}

/** One place turns refusals, invalid requests and faults into answers. A fault is logged under an id and shown as an apology. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(
    (
      error: Error & { validation?: Validation[]; validationContext?: string; statusCode?: number; code?: string },
      request,
      reply,
    ) => {
      let answer: ReturnType<typeof body>
      if (error instanceof Refusal)
        answer = body(error.code, error.params, typeof error.params.where === 'string' ? error.params.where : undefined)
      else if (error.validation) {
        const first = error.validation[0]
        const where = `${error.validationContext ?? 'body'}${first?.instancePath ?? ''}`
        const extra = first?.params?.additionalProperty ?? first?.params?.missingProperty
        answer = body(
          'request.invalid',
          { where, why: `${first?.message ?? ''}${typeof extra === 'string' ? ` (${extra})` : ''}` },
          where,
        )
      } else if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE')
        answer = body('request.too-large', { limit: '20 MB' })
      else if (error.statusCode && error.statusCode < 500)
        answer = body('request.invalid', { where: request.url.split('?')[0] ?? '', why: error.message })
      // whoever sent it has hung up: nobody reads the answer, and it is no fault of ours
      else if (error.code === 'ECONNRESET' && request.raw.destroyed)
        answer = body('request.invalid', { where: request.url.split('?')[0] ?? '', why: error.message })
      else if (error.code && badValue.has(error.code))
        answer = body('request.invalid', { where: request.url.split('?')[0] ?? '', why: error.message })
      else {
        const id = randomBytes(4).toString('hex')
        app.ctx.log('error', 'fault', {
          id,
          route: request.routeOptions?.url,
          method: request.method,
          error: error.stack ?? String(error),
        })
        answer = body('fault', { id })
      }
      reply.status(answer.status).send(answer.body)
    },
  )
}
