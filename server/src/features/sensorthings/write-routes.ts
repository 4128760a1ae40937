import { parseResourcePath, Refusal, type Step } from '@tusom/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { changeEntity, correctObservation } from './change-entities.ts'
import { createEntity } from './create-entities.ts'
import { createObservations, postObservation } from './post-observations.ts'
import { deleteEntity } from './delete-entities.ts'
import { root } from './links.ts'

const BODY_LIMIT = 5 * 1024 * 1024

/** Creating, changing and deleting. Every entity is judged by itself; what changed is told, and audited in the same transaction. */
export function registerSensorThingsWrites(app: App, ingest: Ingest): void {
  const config = { policy: 'sensorthings.write', machine: true }
  const named = (request: FastifyRequest) => (request.params as { '*': string })['*']
  const schema = { response: { 200: Type.Unknown(), 201: Type.Unknown() } }

  app.post(`${root}/*`, { config, bodyLimit: BODY_LIMIT, schema }, async (request, reply) => {
    if (named(request) === 'CreateObservations') return createObservations(app, ingest, request, reply)
    const { steps, ...rest } = parseResourcePath(named(request))
    const last = steps.at(-1) as Step
    if (rest.property !== null || rest.ref || !last.many || last.key !== null || steps.length > 2)
      throw new Refusal('sensorthings.not-here', { what: named(request) })
    const from = steps.length === 2 ? (steps[0] as Step) : null
    if (last.set === 'Observations') return postObservation(app, ingest, request, reply, from)
    refuseInExercise(request)
    return createEntity(app, ingest, request, reply, last.set, from)
  })

  const one = (request: FastifyRequest): Step => {
    const { steps, property, ref } = parseResourcePath(named(request))
    const [step] = steps
    if (steps.length !== 1 || !step?.key || property !== null || ref)
      throw new Refusal('sensorthings.not-here', { what: named(request) })
    return step
  }
  app.patch(
    `${root}/*`,
    { config, bodyLimit: BODY_LIMIT, schema },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const step = one(request)
      if (step.set === 'Observations') return correctObservation(app, ingest, request, step)
      refuseInExercise(request)
      return changeEntity(app, ingest, request, reply, step)
    },
  )
  app.delete(`${root}/*`, { config, schema }, async (request: FastifyRequest) => {
    const step = one(request)
    refuseInExercise(request)
    return deleteEntity(ingest, app, request, step)
  })
}

/** Stations are the same in every run; only readings are an exercise's own. */
function refuseInExercise(request: FastifyRequest): void {
  if (request.run.id !== 0) throw new Refusal('run.actual-only')
}
