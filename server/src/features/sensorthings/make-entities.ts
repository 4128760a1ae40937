import type {
  StaDatastreamIn,
  StaFeatureIn,
  StaLocationIn,
  StaObservedPropertyIn,
  StaSensorIn,
  StaThingIn,
} from '@tusom/contract'
import { placeIn, Refusal } from '@tusom/domain'
import {
  boundariesOf,
  indicatorTaken,
  insertDatastream,
  insertFeature,
  insertObservedProperty,
  insertSensor,
  insertThing,
  limitsOfIndicator,
  observedProperty,
  placeThing,
  sensorToChange,
  seriesTaken,
  stationCodeTaken,
} from '@tusom/store'
import { fold, localParts } from '@tusom/vi-text'
import { bodyFault } from './body.ts'
import { mayManage, type Writer } from './writer.ts'

type Properties = Record<string, unknown>
const words = (e: { name: string; description?: string; properties?: Properties | null }) => ({
  name: e.name,
  description: e.description ?? '',
  properties: e.properties ?? {},
})
const text = (p: Properties, key: string, most = 100): string | null => {
  const v = p[key]
  if (v === undefined || v === null) return null
  if (typeof v !== 'string' || v === '' || v.length > most)
    throw bodyFault(
      `properties/${key}`,
      `must be text of at most ${most} characters`,
      `phải là chữ, nhiều nhất ${most} ký tự`,
    )
  return v
}
const number = (p: Properties, key: string): number | null => {
  const v = p[key]
  if (v === undefined || v === null) return null
  if (typeof v !== 'number' || !Number.isFinite(v))
    throw bodyFault(`properties/${key}`, 'must be a number', 'phải là số')
  return v
}
const without = (p: Properties, ...keys: string[]): Properties =>
  Object.fromEntries(Object.entries(p).filter(([k]) => !keys.includes(k)))

/** Properties of a Thing that are columns of our stations. */
export const thingColumns = ['code', 'river', 'basin', 'communes', 'source', 'invented']
/** Properties of a Datastream that are columns of our series. */
export const seriesColumns = ['indicator', 'min', 'max', 'everyMinutes', 'thresholds']

export function pointOf(location: StaLocationIn['location']): { lon: number; lat: number } {
  const { coordinates } = location.type === 'Feature' ? location.geometry : location
  const [lon, lat] = coordinates
  if (lon === undefined || lat === undefined || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    throw bodyFault('location/coordinates', 'must be longitude, then latitude', 'phải là kinh độ rồi vĩ độ')
  return { lon, lat }
}

/** Registers a station with its place and its series. */
export async function makeThing(w: Writer, body: StaThingIn): Promise<{ id: number; seriesIds: number[] }> {
  const given = body.properties ?? {}
  const place = body.Locations?.[0]
  const communeIds = await communesFor(w, given, place)
  const provinces = new Set(communeIds.map(id => w.tree.provinceOf(id)?.id))
  if (provinces.size > 1) throw bodyFault('properties/communes', 'must lie in one province', 'phải cùng một tỉnh')
  const provinceId = [...provinces][0] ?? w.tree.provinceOf(w.unitId)?.id ?? w.actor.provinceId
  mayManage(w.actor, provinceId, communeIds)
  const code = text(given, 'code', 60) ?? codeOf(body.name)
  if (await stationCodeTaken(w.tx, code)) throw new Refusal('sensorthings.taken', { what: `Trạm ${code}` })
  const id = await insertThing(w.tx, {
    ...words(body),
    properties: without(given, ...thingColumns),
    code,
    river: text(given, 'river'),
    basin: text(given, 'basin'),
    source: text(given, 'source', 300) ?? 'SensorThings',
    provinceId,
    communeIds,
  })
  if (place) await makeLocation(w, id, place)
  const seriesIds: number[] = []
  for (const d of body.Datastreams ?? []) seriesIds.push(await makeDatastream(w, id, d))
  return { id, seriesIds }
}

/** A code made of a name: `Hữu Lũng (cầu Sẩy)` → `HUU-LUNG-CAU-SAY`. */
const codeOf = (name: string): string =>
  fold(name)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'STATION'

/** For which communes the station speaks: those named, else the one in which it stands. */
async function communesFor(w: Writer, given: Properties, place: StaLocationIn | undefined): Promise<number[]> {
  const day = localParts(w.now.getTime()).date
  const codes = given.communes
  const communes = [...w.tree.byId.values()].filter(
    u => u.kind === 'commune' && u.validFrom <= day && (u.validTo === null || u.validTo > day),
  )
  if (codes !== undefined && codes !== null) {
    if (!Array.isArray(codes) || codes.length > 200 || codes.some(c => typeof c !== 'string'))
      throw bodyFault('properties/communes', 'must be a list of codes of communes', 'phải là danh sách mã xã')
    const byCode = new Map(communes.map(u => [u.code, u.id]))
    return [...new Set(codes as string[])].map(c => {
      const id = byCode.get(c)
      if (id === undefined) throw new Refusal('sensorthings.unknown-link', { what: `xã ${c.slice(0, 20)}` })
      return id
    })
  }
  if (!place) return []
  const { lon, lat } = pointOf(place.location)
  // only where the sender may register stations at all: no more borders need be looked at
  const near = communes.filter(u => w.actor.watch.has(u.id) || w.actor.assignments.some(a => a.units.has(u.id)))
  const shapes = await boundariesOf(
    w.tx,
    near.map(u => u.id),
  )
  return shapes.filter(s => placeIn(s.boundary, lon, lat)).map(s => s.id)
}

/** Where the station stands from now on. */
export function makeLocation(w: Writer, stationId: number, body: StaLocationIn): Promise<number> {
  return placeThing(w.tx, stationId, { ...words(body), ...pointOf(body.location) }, w.now)
}

export const makeSensor = (w: Writer, body: StaSensorIn): Promise<number> =>
  insertSensor(w.tx, { ...words(body), unitId: w.unitId, encodingType: body.encodingType, metadata: body.metadata })

export async function makeObservedProperty(w: Writer, body: StaObservedPropertyIn): Promise<number> {
  const given = body.properties ?? {}
  const indicator = text(given, 'indicator', 40) ?? codeOf(body.name).toLowerCase().replaceAll('-', '_').slice(0, 40)
  const there = await indicatorTaken(w.tx, indicator)
  if (there) throw new Refusal('sensorthings.taken', { what: `ObservedProperties(${there.id}) (${indicator})` })
  return insertObservedProperty(w.tx, {
    ...words(body),
    properties: without(given, 'indicator'),
    unitId: w.unitId,
    indicator,
    definition: body.definition,
  })
}

const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

/** A series of a station that the writer may change; its device and indicator are linked, or made with it. */
export async function makeDatastream(w: Writer, stationId: number, body: StaDatastreamIn): Promise<number> {
  const given = body.properties ?? {}
  const property = body.ObservedProperty
  const propertyId = '@iot.id' in property ? property['@iot.id'] : await makeObservedProperty(w, property)
  const observed = await observedProperty(w.tx, propertyId)
  if (!observed) throw new Refusal('sensorthings.unknown-link', { what: `ObservedProperties(${propertyId})` })
  const sensor = body.Sensor ?? { '@iot.id': 1 }
  const sensorId = '@iot.id' in sensor ? sensor['@iot.id'] : await makeSensor(w, sensor)
  if (!(await sensorToChange(w.tx, sensorId)))
    throw new Refusal('sensorthings.unknown-link', { what: `Sensors(${sensorId})` })
  if (await seriesTaken(w.tx, stationId, observed.indicator))
    throw new Refusal('sensorthings.taken', { what: `Datastream ${observed.indicator} của Things(${stationId})` })
  const unit = body.unitOfMeasurement.symbol ?? body.unitOfMeasurement.name?.slice(0, 20) ?? ''
  const known = await limitsOfIndicator(w.tx, observed.indicator, unit)
  const min = number(given, 'min') ?? known.min
  const max = number(given, 'max') ?? known.max
  const everyMinutes = number(given, 'everyMinutes') ?? known.everyMinutes ?? 60
  if (min === null || max === null)
    throw bodyFault(
      'Datastream/properties',
      `needs min and max: no other series of ${observed.indicator} in ${unit || 'this unit'} says by which limits readings are judged`,
      `cần min và max: chưa có chuỗi ${observed.indicator} nào khác tính bằng ${unit || 'đơn vị này'} để biết số đo nào là sai`,
    )
  checkLimits(min, max, everyMinutes)
  return insertDatastream(w.tx, {
    ...words(body),
    properties: without(given, ...seriesColumns),
    stationId,
    indicator: observed.indicator,
    unit,
    unitName: body.unitOfMeasurement.name ?? null,
    unitDefinition: body.unitOfMeasurement.definition ?? null,
    observationType: body.observationType ?? OM,
    sensorId,
    min,
    max,
    everyMinutes,
  })
}

export function checkLimits(min: number | null, max: number | null, everyMinutes: number | null): void {
  if (min !== null && max !== null && min >= max)
    throw bodyFault('Datastream/properties/min', 'must be below max', 'phải nhỏ hơn max')
  if (everyMinutes !== null && (!Number.isInteger(everyMinutes) || everyMinutes < 1 || everyMinutes > 525_600))
    throw bodyFault(
      'Datastream/properties/everyMinutes',
      'must be whole minutes, from 1 to a year',
      'phải là số phút nguyên, từ 1 phút đến một năm',
    )
}

export function makeFeature(w: Writer, body: StaFeatureIn): Promise<number> {
  const shape = body.feature as { type: string; coordinates?: unknown; geometry?: unknown }
  const inner = (shape.type === 'Feature' ? shape.geometry : shape) as { type?: string; coordinates?: unknown } | null
  const at = inner?.type === 'Point' && Array.isArray(inner.coordinates) ? (inner.coordinates as unknown[]) : []
  const [lon, lat] = at.map(Number)
  const known = lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  return insertFeature(w.tx, {
    ...words(body),
    unitId: w.unitId,
    encodingType: body.encodingType,
    feature: body.feature,
    lat: known ? lat : null,
    lon: known ? lon : null,
  })
}
