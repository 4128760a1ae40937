import type { EntitySet } from '@tusom/domain'

/**
 * Each entity set as a query of our tables; the planner opens it up, and columns that nobody asks for cost nothing. `$1` is the run.
 * Row-level security does not cover stations (they are public); what is shown is what the lists of stations and readings show:
 * stations that speak for a place held or watched.
 */
const mine = (column: string) =>
  `(${column} = any ((select app.units())::int[]) or ${column} = any ((select app.watch())::int[]))`
const visible = `(${mine('st.province_id')} or exists (select from station_communes sc where sc.station_id = st.id and ${mine('sc.commune_id')}))`

/** Where a station stands now. */
export const placeNow = (station: string) =>
  `(select sp.location_id from station_placements sp where sp.station_id = ${station} order by sp.at desc, sp.id desc limit 1)`

const point = (lon: string, lat: string) =>
  `jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(${lon}, ${lat}))`

export const bases: Readonly<Record<EntitySet, string>> = {
  Things: `(select st.id, st.name, coalesce(sd.description, '') as description,
      coalesce(sd.properties, '{}') || jsonb_strip_nulls(jsonb_build_object('code', st.code, 'river', st.river, 'basin', st.basin,
        'source', st.source, 'invented', nullif(st.invented, false),
        'communes', (select jsonb_agg(u.code order by u.code) from station_communes sc join units u on u.id = sc.commune_id where sc.station_id = st.id))) as properties
    from stations st left join station_details sd on sd.station_id = st.id where ${visible})`,
  Locations: `(select l.id, l.name, l.description, l.properties, 'application/geo+json'::text as "encodingType", l.lat, l.lon,
      ${point('l.lon', 'l.lat')} as location, l.station_id as thing_id
    from station_locations l join stations st on st.id = l.station_id where ${visible})`,
  HistoricalLocations: `(select h.id, h.at as time, h.station_id as thing_id, h.location_id
    from station_placements h join stations st on st.id = h.station_id where ${visible})`,
  Datastreams: `(select s.id, coalesce(d.name, st.name || ' · ' || op.name) as name, coalesce(d.description, '') as description,
      coalesce(d.properties, '{}') || jsonb_build_object('indicator', s.indicator, 'min', s.min_value, 'max', s.max_value, 'everyMinutes', s.every_minutes)
        || case when s.thresholds = '{}' then '{}' else jsonb_build_object('thresholds', s.thresholds) end as properties,
      coalesce(d.observation_type, 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement') as "observationType",
      jsonb_build_object('name', coalesce(d.unit_name, s.unit), 'symbol', s.unit, 'definition', coalesce(d.unit_definition, '')) as "unitOfMeasurement",
      case when st.lat is not null and st.lon is not null then ${point('st.lon', 'st.lat')} end as "observedArea", st.lat, st.lon,
      (select min(o.at) from observations o where o.run_id = $1 and o.series_id = s.id) as phenomenon_from,
      (select max(o.at) from observations o where o.run_id = $1 and o.series_id = s.id) as phenomenon_to,
      (select min(od.result_time) from observation_details od where od.run_id = $1 and od.series_id = s.id and od.result_time is not null) as result_from,
      (select max(od.result_time) from observation_details od where od.run_id = $1 and od.series_id = s.id and od.result_time is not null) as result_to,
      s.station_id as thing_id, coalesce(d.sensor_id, 1) as sensor_id, op.id as property_id
    from series s join stations st on st.id = s.station_id join observed_properties op on op.indicator = s.indicator
      left join series_details d on d.series_id = s.id where ${visible})`,
  Sensors: `(select se.id, se.name, se.description, se.encoding_type as "encodingType", se.metadata, se.properties from sensors se)`,
  ObservedProperties: `(select op.id, op.name, op.definition, op.description, op.properties || jsonb_build_object('indicator', op.indicator) as properties
    from observed_properties op)`,
  Observations: `(select o.series_id, o.at, o.value, o.quality, od.since, od.result_time, od.valid_from, od.valid_to, od.result_quality, od.parameters,
      coalesce(od.feature_id, (select f.id from series s join station_placements sp on sp.station_id = s.station_id
        join features_of_interest f on f.location_id = sp.location_id where s.id = o.series_id
        order by sp.at <= o.at desc, case when sp.at <= o.at then sp.at end desc, sp.at limit 1)) as feature_id
    from observations o left join observation_details od on od.run_id = o.run_id and od.series_id = o.series_id and od.at = o.at
    where o.run_id = $1)`,
  FeaturesOfInterest: `(select f.id, f.name, f.description, f.encoding_type as "encodingType", f.feature, f.lat, f.lon, f.properties, f.location_id
    from features_of_interest f where f.location_id is null or exists (select from station_locations l join stations st on st.id = l.station_id
      where l.id = f.location_id and ${visible}))`,
}

/** How an entity `b` belongs to an entity `a` by the link. */
export const linkOn: Readonly<Record<string, (a: string, b: string) => string>> = {
  'Things.Locations': (a, b) => `${b}.id = ${placeNow(`${a}.id`)}`,
  'Things.HistoricalLocations': (a, b) => `${b}.thing_id = ${a}.id`,
  'Things.Datastreams': (a, b) => `${b}.thing_id = ${a}.id`,
  'Locations.Things': (a, b) => `${b}.id = ${a}.thing_id and ${a}.id = ${placeNow(`${b}.id`)}`,
  'Locations.HistoricalLocations': (a, b) => `${b}.location_id = ${a}.id`,
  'HistoricalLocations.Thing': (a, b) => `${b}.id = ${a}.thing_id`,
  'HistoricalLocations.Locations': (a, b) => `${b}.id = ${a}.location_id`,
  'Datastreams.Thing': (a, b) => `${b}.id = ${a}.thing_id`,
  'Datastreams.Sensor': (a, b) => `${b}.id = ${a}.sensor_id`,
  'Datastreams.ObservedProperty': (a, b) => `${b}.id = ${a}.property_id`,
  'Datastreams.Observations': (a, b) => `${b}.series_id = ${a}.id`,
  'Sensors.Datastreams': (a, b) => `${b}.sensor_id = ${a}.id`,
  'ObservedProperties.Datastreams': (a, b) => `${b}.property_id = ${a}.id`,
  'Observations.Datastream': (a, b) => `${b}.id = ${a}.series_id`,
  'Observations.FeatureOfInterest': (a, b) => `${b}.id = ${a}.feature_id`,
  // the series that can have such readings are few: only they are looked through
  'FeaturesOfInterest.Observations': (a, b) => `${b}.feature_id = ${a}.id and ${b}.series_id in (
      select s.id from series s join station_locations l on l.station_id = s.station_id where l.id = ${a}.location_id
      union all select od.series_id from observation_details od where od.feature_id = ${a}.id and od.run_id = $1)`,
}

/** The columns behind a property; a span has two. */
export const spanColumns: Readonly<Record<string, (x: string) => [from: string, to: string]>> = {
  'Datastreams.phenomenonTime': x => [`${x}.phenomenon_from`, `${x}.phenomenon_to`],
  'Datastreams.resultTime': x => [`${x}.result_from`, `${x}.result_to`],
  'Observations.phenomenonTime': x => [`coalesce(${x}.since, ${x}.at)`, `${x}.at`],
  'Observations.validTime': x => [`${x}.valid_from`, `${x}.valid_to`],
}
const renamed: Readonly<Record<string, (x: string) => string>> = {
  'Observations.id': x => `${x}.series_id || '-' || (extract(epoch from ${x}.at) * 1000)::bigint`,
  'Observations.result': x => `${x}.value`,
  'Observations.resultTime': x => `${x}.result_time`,
  'Observations.resultQuality': x =>
    `case when ${x}.quality = 1 then 'corrected' else coalesce(${x}.result_quality #>> '{}', 'measured') end`,
}
export const column = (set: EntitySet, property: string, x: string): string =>
  renamed[`${set}.${property}`]?.(x) ?? `${x}."${property}"`
