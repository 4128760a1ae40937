import { Type, type Static } from 'typebox'
import { Line, Text } from './common.ts'

/** Bodies of the SensorThings API (OGC 18-088, clause 8): the standard's own words and nothing besides. */
const strict = { additionalProperties: false }
const Properties = Type.Optional(
  Type.Union([Type.Record(Type.String({ maxLength: 100 }), Type.Unknown()), Type.Null()], {
    description: 'at most 20 kB',
  }),
)
const described = { name: Line, description: Type.Optional(Text), properties: Properties }
const Time = Type.String({ maxLength: 80 })

export const StaLink = Type.Object(
  { '@iot.id': Type.Union([Type.Integer({ minimum: 1, maximum: 2_147_483_647 })]) },
  strict,
)

const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3 })
const Point = Type.Object({ type: Type.Literal('Point'), coordinates: Position }, strict)
const PointFeature = Type.Object({
  type: Type.Literal('Feature'),
  geometry: Point,
  properties: Type.Optional(Type.Unknown()),
})
export const StaLocationIn = Type.Object(
  {
    ...described,
    encodingType: Type.Union([
      Type.Literal('application/geo+json'),
      Type.Literal('application/vnd.geo+json'),
      Type.Literal('application/geo json'),
    ]),
    location: Type.Union([Point, PointFeature], { description: 'a GeoJSON Point: longitude, latitude' }),
  },
  strict,
)
export type StaLocationIn = Static<typeof StaLocationIn>

export const StaSensorIn = Type.Object(
  { ...described, encodingType: Type.String({ maxLength: 200 }), metadata: Type.Unknown() },
  strict,
)
export type StaSensorIn = Static<typeof StaSensorIn>

export const StaObservedPropertyIn = Type.Object(
  { ...described, definition: Type.String({ maxLength: 1000 }) },
  { ...strict, description: '`properties.indicator` is our code of the indicator; made of the name when absent' },
)
export type StaObservedPropertyIn = Static<typeof StaObservedPropertyIn>

export const StaFeatureIn = Type.Object(
  {
    ...described,
    encodingType: Type.String({ maxLength: 200 }),
    feature: Type.Object({ type: Type.String({ maxLength: 40 }) }, { description: 'GeoJSON, at most 20 kB' }),
  },
  strict,
)
export type StaFeatureIn = Static<typeof StaFeatureIn>

export const StaObservationIn = Type.Object(
  {
    phenomenonTime: Type.Optional(
      Type.Union([Time, Type.Null()], { description: 'a time, or an interval from/to: kept at its end' }),
    ),
    result: Type.Number(),
    resultTime: Type.Optional(Type.Union([Time, Type.Null()])),
    resultQuality: Type.Optional(Type.Unknown({ description: '"corrected" replaces what was measured' })),
    validTime: Type.Optional(Type.Union([Time, Type.Null()])),
    parameters: Properties,
    Datastream: Type.Optional(StaLink),
    FeatureOfInterest: Type.Optional(Type.Union([StaLink, StaFeatureIn])),
  },
  strict,
)
export type StaObservationIn = Static<typeof StaObservationIn>

export const StaDatastreamIn = Type.Object(
  {
    ...described,
    observationType: Type.Optional(
      Type.Literal('http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'),
    ),
    unitOfMeasurement: Type.Object(
      {
        name: Type.Optional(Type.Union([Line, Type.Null()])),
        symbol: Type.Optional(Type.Union([Type.String({ maxLength: 20 }), Type.Null()])),
        definition: Type.Optional(Type.Union([Type.String({ maxLength: 1000 }), Type.Null()])),
      },
      strict,
    ),
    observedArea: Type.Optional(Type.Null()),
    phenomenonTime: Type.Optional(Type.Null()),
    resultTime: Type.Optional(Type.Null()),
    Thing: Type.Optional(StaLink),
    Sensor: Type.Optional(Type.Union([StaLink, StaSensorIn])),
    ObservedProperty: Type.Union([StaLink, StaObservedPropertyIn]),
    Observations: Type.Optional(Type.Array(StaObservationIn, { maxItems: 1000 })),
  },
  {
    ...strict,
    description:
      '`properties.min`, `.max` and `.everyMinutes` are the limits by which readings are judged; taken from other series of the indicator when absent',
  },
)
export type StaDatastreamIn = Static<typeof StaDatastreamIn>

export const StaThingIn = Type.Object(
  {
    ...described,
    Locations: Type.Optional(Type.Array(StaLocationIn, { maxItems: 1 })),
    Datastreams: Type.Optional(Type.Array(StaDatastreamIn, { maxItems: 50 })),
  },
  {
    ...strict,
    description:
      '`properties.code` is the code of the station, `.communes` the codes of communes it speaks for; made of the name and the place when absent',
  },
)
export type StaThingIn = Static<typeof StaThingIn>

export const StaThingChange = Type.Object(
  {
    name: Type.Optional(Line),
    description: Type.Optional(Text),
    properties: Properties,
    Locations: Type.Optional(Type.Array(StaLocationIn, { minItems: 1, maxItems: 1 })),
  },
  strict,
)
export type StaThingChange = Static<typeof StaThingChange>
const changed = { name: Type.Optional(Line), description: Type.Optional(Text), properties: Properties }
export const StaLocationChange = Type.Object(
  {
    ...changed,
    encodingType: Type.Optional(StaLocationIn.properties.encodingType),
    location: Type.Optional(StaLocationIn.properties.location),
  },
  strict,
)
export type StaLocationChange = Static<typeof StaLocationChange>
export const StaDatastreamChange = Type.Object(
  {
    ...changed,
    unitOfMeasurement: Type.Optional(StaDatastreamIn.properties.unitOfMeasurement),
    Sensor: Type.Optional(StaLink),
  },
  strict,
)
export type StaDatastreamChange = Static<typeof StaDatastreamChange>
export const StaSensorChange = Type.Object(
  { ...changed, encodingType: Type.Optional(Type.String({ maxLength: 200 })), metadata: Type.Optional(Type.Unknown()) },
  strict,
)
export type StaSensorChange = Static<typeof StaSensorChange>
export const StaObservedPropertyChange = Type.Object(
  { ...changed, definition: Type.Optional(Type.String({ maxLength: 1000 })) },
  strict,
)
export type StaObservedPropertyChange = Static<typeof StaObservedPropertyChange>
export const StaFeatureChange = Type.Object(changed, strict)
export type StaFeatureChange = Static<typeof StaFeatureChange>
export const StaObservationChange = Type.Object({ result: Type.Number() }, strict)

/** Many readings of several series at once (18-088, clause 13: data array). */
export const StaCreateObservations = Type.Array(
  Type.Object(
    {
      Datastream: StaLink,
      components: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 10 }),
      'dataArray@iot.count': Type.Optional(Type.Integer()),
      dataArray: Type.Array(Type.Array(Type.Unknown(), { maxItems: 10 }), { maxItems: 20_000 }),
    },
    strict,
  ),
  { minItems: 1, maxItems: 500 },
)
export type StaCreateObservations = Static<typeof StaCreateObservations>
