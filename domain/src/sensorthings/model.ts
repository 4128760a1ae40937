/**
 * The entities of OGC SensorThings API 1.1 (18-088, clause 8) that we serve, with their properties and links. A Thing is a
 * station, a Datastream a series, an Observation a reading, an ObservedProperty an indicator, a Location where a station stands.
 */
export const entitySets = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'ObservedProperties',
  'Observations',
  'FeaturesOfInterest',
] as const
export type EntitySet = (typeof entitySets)[number]

/** How a value can be compared. `span`: an instant or an interval of time; `json`: whatever a property holds. */
export type ValueType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'time'
  | 'span'
  | 'date'
  | 'clock'
  | 'duration'
  | 'geo'
  | 'json'
  | 'null'

type Link = { to: EntitySet; many: boolean }
type EntityType = {
  one: string
  properties: Readonly<Record<string, ValueType>>
  links: Readonly<Record<string, Link>>
}

const one = (to: EntitySet): Link => ({ to, many: false })
const many = (to: EntitySet): Link => ({ to, many: true })
const described = { id: 'number', name: 'text', description: 'text', properties: 'json' } as const

export const entityTypes: Readonly<Record<EntitySet, EntityType>> = {
  Things: {
    one: 'Thing',
    properties: described,
    links: {
      Locations: many('Locations'),
      HistoricalLocations: many('HistoricalLocations'),
      Datastreams: many('Datastreams'),
    },
  },
  Locations: {
    one: 'Location',
    properties: { ...described, encodingType: 'text', location: 'geo' },
    links: { Things: many('Things'), HistoricalLocations: many('HistoricalLocations') },
  },
  HistoricalLocations: {
    one: 'HistoricalLocation',
    properties: { id: 'number', time: 'time' },
    links: { Thing: one('Things'), Locations: many('Locations') },
  },
  Datastreams: {
    one: 'Datastream',
    properties: {
      ...described,
      observationType: 'text',
      unitOfMeasurement: 'json',
      observedArea: 'geo',
      phenomenonTime: 'span',
      resultTime: 'span',
    },
    links: {
      Thing: one('Things'),
      Sensor: one('Sensors'),
      ObservedProperty: one('ObservedProperties'),
      Observations: many('Observations'),
    },
  },
  Sensors: {
    one: 'Sensor',
    properties: { ...described, encodingType: 'text', metadata: 'json' },
    links: { Datastreams: many('Datastreams') },
  },
  ObservedProperties: {
    one: 'ObservedProperty',
    properties: { ...described, definition: 'text' },
    links: { Datastreams: many('Datastreams') },
  },
  Observations: {
    one: 'Observation',
    properties: {
      id: 'text',
      phenomenonTime: 'span',
      result: 'number',
      resultTime: 'time',
      resultQuality: 'text',
      validTime: 'span',
      parameters: 'json',
    },
    links: { Datastream: one('Datastreams'), FeatureOfInterest: one('FeaturesOfInterest') },
  },
  FeaturesOfInterest: {
    one: 'FeatureOfInterest',
    properties: { ...described, encodingType: 'text', feature: 'geo' },
    links: { Observations: many('Observations') },
  },
}

export const isEntitySet = (name: string): name is EntitySet => (entitySets as readonly string[]).includes(name)

/** Of a record of ours only what it owns: `constructor` and its like come from outside too. */
export const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** An Observation is known by its series and its time: `'12-1759863600000'`. */
export type ObservationId = { series: number; at: number }
export const observationId = (series: number, at: number): string => `${series}-${at}`
export function readObservationId(text: string): ObservationId | null {
  const m = /^(\d{1,9})-(-?\d{1,15})$/.exec(text)
  if (!m) return null
  const [series, at] = [Number(m[1]), Number(m[2])]
  return Math.abs(at) <= 7_000_000_000_000 ? { series, at } : null
}
