import { Refusal, type Step } from '@tusom/domain'
import {
  deleteDatastream,
  deleteDescribed,
  deleteThing,
  featuresNamed,
  hasReadings,
  indicatorInUse,
  observedProperty,
  sensorToChange,
  stationOfSeries,
  stationToChange,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { makingUnit, mayChange, mayManage, type Writer } from './writer.ts'

type Delete = (w: Writer, id: number, name: string) => Promise<string>
const missing = (what: string) => new Refusal('not-found', { what })
const inUse = (what: string, why: string, whyEn: string) => new Refusal('sensorthings.in-use', { what, why, whyEn })

const deletes: Partial<Record<Step['set'], Delete>> = {
  Things: async (w, id, name) => {
    const s = await stationToChange(w.tx, id)
    if (!s) throw missing(name)
    mayManage(w.actor, s.provinceId, s.communeIds)
    if (await hasReadings(w.tx, s.seriesIds)) throw inUse(name, 'trạm đã có số đo', 'the station holds readings')
    for (const series of s.seriesIds) await deleteDatastream(w.tx, series)
    await deleteThing(w.tx, id)
    return `station/${id}`
  },
  Datastreams: async (w, id, name) => {
    const s = await stationOfSeries(w.tx, id)
    if (!s) throw missing(name)
    mayManage(w.actor, s.provinceId, s.communeIds)
    if (await hasReadings(w.tx, [id])) throw inUse(name, 'chuỗi đã có số đo', 'the series holds readings')
    await deleteDatastream(w.tx, id)
    return `series/${id}`
  },
  Sensors: async (w, id, name) => {
    const s = await sensorToChange(w.tx, id)
    if (!s) throw missing(name)
    if (s.unitId === null) throw new Refusal('sensorthings.not-here', { what: name })
    mayChange(w.actor, s.unitId)
    await deleteDescribed(w.tx, 'sensors', id)
    return `sensor/${id}`
  },
  ObservedProperties: async (w, id, name) => {
    const p = await observedProperty(w.tx, id)
    if (!p) throw missing(name)
    mayChange(w.actor, p.unitId)
    if (await indicatorInUse(w.tx, p.indicator)) throw inUse(name, 'còn chuỗi đo chỉ số này', 'series of it are there')
    await deleteDescribed(w.tx, 'observed_properties', id)
    return `observedproperty/${id}`
  },
  FeaturesOfInterest: async (w, id, name) => {
    const [f] = await featuresNamed(w.tx, [id])
    if (!f) throw missing(name)
    if (f.stationId !== null) throw inUse(name, 'đó là chỗ của một trạm', 'it is the place of a station')
    mayChange(w.actor, f.unitId)
    await deleteDescribed(w.tx, 'features_of_interest', id)
    return `featureofinterest/${id}`
  },
  Locations: async (_w, _id, name) => {
    throw inUse(name, 'trạm đứng hoặc từng đứng ở đó', 'a station stands or stood there')
  },
}

/** PostgreSQL's word for a row that another one still names. */
const STILL_NAMED = '23503'

/** DELETE works only on what never measured anything and that nothing names. */
export async function deleteEntity(ingest: Ingest, app: App, request: FastifyRequest, step: Step) {
  const name = `${step.set}(${step.key})`
  const remove = deletes[step.set]
  if (!remove) throw new Refusal('sensorthings.kept', { what: step.set })
  const { actor } = request
  const unitId = makingUnit(actor)
  try {
    await request.command(async (tx, note) => {
      const w: Writer = { tx, actor, tree: app.ctx.tree(), now: request.now, unitId }
      const subject = await remove(w, Number(step.key), name)
      await tx.query(`select app.tell('series', 0)`)
      note({ command: 'sensorthings.delete', subject, unitId, detail: { set: step.set } })
    })
  } catch (e) {
    if ((e as { code?: string }).code === STILL_NAMED)
      throw inUse(name, 'còn nơi khác dùng tới', 'something else still names it')
    throw e
  }
  ingest.forget()
  return { ok: true as const }
}
