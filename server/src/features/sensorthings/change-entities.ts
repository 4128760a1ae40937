import {
  StaDatastreamChange,
  StaFeatureChange,
  StaLocationChange,
  StaObservationChange,
  StaObservedPropertyChange,
  StaSensorChange,
  StaThingChange,
} from '@tusom/contract'
import { emptyQuery, entityTypes, Refusal, type Step } from '@tusom/domain'
import {
  changeDatastream,
  changeFeature,
  changeLocation,
  changeObservedProperty,
  changeSensor,
  changeThing,
  featuresNamed,
  locationToChange,
  observedProperty,
  sensorToChange,
  stationOfSeries,
  stationToChange,
} from '@tusom/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import type { Ingest } from '../observations/ingest.ts'
import { bodyFault, checker } from './body.ts'
import { linksOf } from './links.ts'
import { checkLimits, makeLocation, pointOf, seriesColumns, thingColumns } from './make-entities.ts'
import { follow, newAsk, presentRows } from './read-entities.ts'
import { refusalOf, takeObservations } from './take-observations.ts'
import { makingUnit, mayChange, mayManage, type Writer } from './writer.ts'

const thing = checker(StaThingChange)
const location = checker(StaLocationChange)
const datastream = checker(StaDatastreamChange)
const sensor = checker(StaSensorChange)
const property = checker(StaObservedPropertyChange)
const feature = checker(StaFeatureChange)
const observation = checker(StaObservationChange)

type Change = (w: Writer, id: number, raw: unknown) => Promise<string>
const missing = (step: string) => new Refusal('not-found', { what: step })

/** Takes the columns of ours out of `properties`; what is left replaces what was there, as the standard has it. */
function split(properties: Record<string, unknown> | null | undefined, columns: readonly string[]) {
  if (properties === undefined) return { ours: {} as Record<string, unknown>, rest: undefined }
  const all = Object.entries(properties ?? {})
  return {
    ours: Object.fromEntries(all.filter(([k]) => columns.includes(k))) as Record<string, unknown>,
    rest: Object.fromEntries(all.filter(([k]) => !columns.includes(k))),
  }
}
const line = (v: unknown, where: string): string | null | undefined => {
  if (v === undefined || v === null || (typeof v === 'string' && v.length <= 100)) return v
  throw bodyFault(where, 'must be a short text', 'phải là chữ ngắn')
}
const number = (v: unknown, where: string): number | undefined => {
  if (v === undefined || (typeof v === 'number' && Number.isFinite(v))) return v
  throw bodyFault(where, 'must be a number', 'phải là số')
}
/** A column that this way of changing does not change: sent back as it was read is fine, another value is refused. */
function unchangeable(given: Record<string, unknown>, was: Record<string, unknown>, ...keys: string[]): void {
  for (const k of keys)
    if (given[k] !== undefined && JSON.stringify(given[k]) !== JSON.stringify(was[k]))
      throw bodyFault(`properties/${k}`, 'is not changed here', 'không đổi được ở đây')
}

const changes: Partial<Record<Step['set'], Change>> = {
  Things: async (w, id, raw) => {
    const body = thing(raw)
    const s = await stationToChange(w.tx, id)
    if (!s) throw missing(`Things(${id})`)
    mayManage(w.actor, s.provinceId, s.communeIds)
    const { ours, rest } = split(body.properties, thingColumns)
    unchangeable(ours, s.shown, 'code', 'communes', 'source', 'invented')
    await changeThing(w.tx, id, {
      name: body.name,
      description: body.description,
      properties: rest,
      river: line(ours.river, 'properties/river'),
      basin: line(ours.basin, 'properties/basin'),
    })
    if (body.Locations?.[0]) await makeLocation(w, id, body.Locations[0])
    return `station/${id}`
  },
  Locations: async (w, id, raw) => {
    const body = location(raw)
    const l = await locationToChange(w.tx, id)
    const s = l && (await stationToChange(w.tx, l.stationId))
    if (!l || !s) throw missing(`Locations(${id})`)
    mayManage(w.actor, s.provinceId, s.communeIds)
    const { rest } = split(body.properties, [])
    const point = body.location ? pointOf(body.location) : {}
    await changeLocation(w.tx, l, { name: body.name, description: body.description, properties: rest, ...point })
    return `station/${s.id}`
  },
  Datastreams: async (w, id, raw) => {
    const body = datastream(raw)
    const s = await stationOfSeries(w.tx, id)
    if (!s) throw missing(`Datastreams(${id})`)
    mayManage(w.actor, s.provinceId, s.communeIds)
    const unit = body.unitOfMeasurement
    if (unit && (unit.symbol ?? s.unit) !== s.unit)
      throw bodyFault(
        'unitOfMeasurement/symbol',
        'stays: the readings there are in it',
        'giữ nguyên: số đo đã có tính bằng đơn vị này',
      )
    const { ours, rest } = split(body.properties, seriesColumns)
    unchangeable(ours, { indicator: s.indicator, thresholds: s.thresholds }, 'indicator', 'thresholds')
    const min = number(ours.min, 'properties/min')
    const max = number(ours.max, 'properties/max')
    const everyMinutes = number(ours.everyMinutes, 'properties/everyMinutes')
    checkLimits(min ?? s.min, max ?? s.max, everyMinutes ?? null)
    const sensorId = body.Sensor?.['@iot.id']
    if (sensorId !== undefined && !(await sensorToChange(w.tx, sensorId)))
      throw new Refusal('sensorthings.unknown-link', { what: `Sensors(${sensorId})` })
    await changeDatastream(w.tx, id, {
      name: body.name,
      description: body.description,
      properties: rest,
      unitName: unit?.name,
      unitDefinition: unit?.definition,
      sensorId,
      min,
      max,
      everyMinutes,
    })
    return `series/${id}`
  },
  Sensors: async (w, id, raw) => {
    const body = sensor(raw)
    const s = await sensorToChange(w.tx, id)
    if (!s) throw missing(`Sensors(${id})`)
    if (s.unitId === null) throw new Refusal('sensorthings.not-here', { what: `Sensors(${id})` })
    mayChange(w.actor, s.unitId)
    await changeSensor(w.tx, id, { ...body, properties: split(body.properties, []).rest })
    return `sensor/${id}`
  },
  ObservedProperties: async (w, id, raw) => {
    const body = property(raw)
    const p = await observedProperty(w.tx, id)
    if (!p) throw missing(`ObservedProperties(${id})`)
    mayChange(w.actor, p.unitId)
    const { ours, rest } = split(body.properties, ['indicator'])
    unchangeable(ours, { indicator: p.indicator }, 'indicator')
    await changeObservedProperty(w.tx, id, {
      name: body.name,
      description: body.description,
      definition: body.definition,
      properties: rest,
    })
    return `observedproperty/${id}`
  },
  FeaturesOfInterest: async (w, id, raw) => {
    const body = feature(raw)
    const [f] = await featuresNamed(w.tx, [id])
    if (!f) throw missing(`FeaturesOfInterest(${id})`)
    const s = f.stationId === null ? null : await stationToChange(w.tx, f.stationId)
    if (s) mayManage(w.actor, s.provinceId, s.communeIds)
    else mayChange(w.actor, f.unitId)
    await changeFeature(w.tx, id, {
      name: body.name,
      description: body.description,
      properties: split(body.properties, []).rest,
    })
    return `featureofinterest/${id}`
  },
}

/** PATCH: what is given is changed, the rest stays. */
export async function changeEntity(
  app: App,
  ingest: Ingest,
  request: FastifyRequest,
  _reply: FastifyReply,
  step: Step,
) {
  const change = changes[step.set]
  if (!change) throw new Refusal('sensorthings.kept', { what: step.set })
  const { actor } = request
  const id = Number(step.key)
  const unitId = makingUnit(actor)
  await request.command(async (tx, note) => {
    await tx.query(`select set_config('app.now', $1, true)`, [request.now.toISOString()])
    const w: Writer = { tx, actor, tree: app.ctx.tree(), now: request.now, unitId }
    const subject = await change(w, id, request.body)
    if (step.set === 'Things' || step.set === 'Datastreams') await tx.query(`select app.tell('series', 0)`)
    note({
      command: 'sensorthings.change',
      subject,
      unitId,
      detail: { set: step.set, fields: Object.keys((request.body ?? {}) as object).slice(0, 20) },
    })
  })
  ingest.forget()
  return shown(request, step)
}

async function shown(request: FastifyRequest, step: Step) {
  return request.read(async tx => {
    const ask = newAsk(tx, request.run.id, request.now, linksOf(request))
    const where = await follow(ask, { steps: [step], property: null, sub: [], raw: false, ref: false }, emptyQuery())
    return where.row ? (await presentRows(ask, step.set, [where.row], emptyQuery()))[0] : undefined
  })
}

/** PATCH of an Observation is a correction: a new value for its time, judged like any other, and marked as corrected. */
export async function correctObservation(app: App, ingest: Ingest, request: FastifyRequest, step: Step) {
  const { result } = observation(request.body)
  const before = (await shown(request, step)) as Record<string, unknown> | undefined
  if (!before) throw missing(`${entityTypes[step.set].one}(${step.key})`)
  const [series, at] = String(step.key).split('-', 2)
  const said = {
    phenomenonTime: before.phenomenonTime,
    resultTime: before.resultTime,
    validTime: before.validTime,
    parameters: before.parameters,
  }
  const body = { ...said, result, resultQuality: 'corrected' } as never
  const [taken] = await takeObservations(app, ingest, request, [{ seriesId: Number(series), body, raw: request.body }])
  const why = refusalOf(taken)
  if (why) throw why
  const after = (await shown(request, step)) as Record<string, unknown>
  if (after.result !== result) throw new Refusal('sensorthings.not-corrected', { at: String(at) })
  return after
}
