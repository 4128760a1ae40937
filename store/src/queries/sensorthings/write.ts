import type { Tx } from '../../database.ts'

export type Described = { name: string; description: string; properties: Record<string, unknown> }
const json = (v: unknown) => JSON.stringify(v ?? null)

/** A station with what decides who may change it. */
export const stationToChange = (tx: Tx, id: number) =>
  tx.maybe<{
    id: number
    provinceId: number
    communeIds: number[]
    seriesIds: number[]
    shown: { code: string; communes: string[]; source: string | null; invented: boolean }
  }>(
    `select st.id, st.province_id as "provinceId",
       json_build_object('code', st.code, 'source', st.source, 'invented', st.invented, 'communes',
         (select json_agg(u.code order by u.code) from station_communes c join units u on u.id = c.commune_id where c.station_id = st.id)) as shown,
       coalesce((select array_agg(c.commune_id) from station_communes c where c.station_id = st.id), '{}') as "communeIds",
       coalesce((select array_agg(s.id) from series s where s.station_id = st.id), '{}') as "seriesIds"
     from stations st where st.id = $1`,
    [id],
  )
/** The station of a series, with what of the series must stay as it is. */
export const stationOfSeries = (tx: Tx, seriesId: number) =>
  tx.maybe<{
    stationId: number
    provinceId: number
    communeIds: number[]
    indicator: string
    unit: string
    min: number
    max: number
    thresholds: unknown
  }>(
    `select s.station_id as "stationId", s.indicator, s.unit, s.min_value as min, s.max_value as max, s.thresholds, st.province_id as "provinceId",
       coalesce((select array_agg(c.commune_id) from station_communes c where c.station_id = st.id), '{}') as "communeIds"
     from series s join stations st on st.id = s.station_id where s.id = $1`,
    [seriesId],
  )
export const stationCodeTaken = async (tx: Tx, code: string) =>
  (await tx.query('select 1 from stations where code = $1', [code])).length > 0

export type NewThing = Described & {
  code: string
  river: string | null
  basin: string | null
  source: string
  provinceId: number
  communeIds: readonly number[]
}
export async function insertThing(tx: Tx, t: NewThing): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into stations (code, name, river, basin, province_id, source) values ($1,$2,$3,$4,$5,$6) returning id`,
    [t.code, t.name, t.river, t.basin, t.provinceId, t.source],
  )
  await tx.query('insert into station_details (station_id, description, properties) values ($1, $2, $3)', [
    id,
    t.description,
    json(t.properties),
  ])
  await tx.query('insert into station_communes (station_id, commune_id) select $1, unnest($2::int[])', [
    id,
    t.communeIds,
  ])
  return id
}

export type Place = Described & { lat: number; lon: number }
/** The station stands here from now on; where it stood stays as history. */
export async function placeThing(tx: Tx, stationId: number, p: Place, at: Date): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into station_locations (station_id, name, description, properties, lat, lon) values ($1,$2,$3,$4,$5,$6) returning id`,
    [stationId, p.name, p.description, json(p.properties), p.lat, p.lon],
  )
  // a clock that was set back must not leave the station standing where it stood
  await tx.query(
    `insert into station_placements (station_id, location_id, at)
     select $1, $2, greatest($3::timestamptz, max(at) + interval '1 millisecond') from station_placements where station_id = $1`,
    [stationId, id, at],
  )
  await tx.query('update stations set lat = $2, lon = $3 where id = $1', [stationId, p.lat, p.lon])
  return id
}

export const insertSensor = async (
  tx: Tx,
  s: Described & { unitId: number; encodingType: string; metadata: unknown },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into sensors (unit_id, name, description, encoding_type, metadata, properties) values ($1,$2,$3,$4,$5,$6) returning id`,
      [s.unitId, s.name, s.description, s.encodingType, json(s.metadata), json(s.properties)],
    )
  ).id

export const indicatorTaken = (tx: Tx, indicator: string) =>
  tx.maybe<{ id: number }>('select id from observed_properties where indicator = $1', [indicator])
export const insertObservedProperty = async (
  tx: Tx,
  p: Described & { unitId: number; indicator: string; definition: string },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into observed_properties (unit_id, indicator, name, definition, description, properties) values ($1,$2,$3,$4,$5,$6) returning id`,
      [p.unitId, p.indicator, p.name, p.definition, p.description, json(p.properties)],
    )
  ).id

export const observedProperty = (tx: Tx, id: number) =>
  tx.maybe<{ id: number; indicator: string; unitId: number | null }>(
    'select id, indicator, unit_id as "unitId" from observed_properties where id = $1',
    [id],
  )
export const sensorToChange = (tx: Tx, id: number) =>
  tx.maybe<{ id: number; unitId: number | null }>('select id, unit_id as "unitId" from sensors where id = $1', [id])

/** Limits by which readings of an indicator are judged at other stations, where they are kept in the same unit. */
export const limitsOfIndicator = (tx: Tx, indicator: string, unit: string) =>
  tx.one<{ min: number | null; max: number | null; everyMinutes: number | null }>(
    `select min(min_value) as min, max(max_value) as max, min(every_minutes) as "everyMinutes" from series where indicator = $1 and unit = $2`,
    [indicator, unit],
  )
export const seriesTaken = async (tx: Tx, stationId: number, indicator: string) =>
  (await tx.query('select 1 from series where station_id = $1 and indicator = $2', [stationId, indicator])).length > 0

export type NewDatastream = Described & {
  stationId: number
  indicator: string
  unit: string
  unitName: string | null
  unitDefinition: string | null
  observationType: string
  sensorId: number
  min: number
  max: number
  everyMinutes: number
}
export async function insertDatastream(tx: Tx, d: NewDatastream): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into series (station_id, indicator, unit, min_value, max_value, every_minutes) values ($1,$2,$3,$4,$5,$6) returning id`,
    [d.stationId, d.indicator, d.unit, d.min, d.max, d.everyMinutes],
  )
  await tx.query(
    `insert into series_details (series_id, name, description, observation_type, unit_name, unit_definition, sensor_id, properties)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [id, d.name, d.description, d.observationType, d.unitName, d.unitDefinition, d.sensorId, json(d.properties)],
  )
  return id
}

export const insertFeature = async (
  tx: Tx,
  f: Described & { unitId: number; encodingType: string; feature: unknown; lat: number | null; lon: number | null },
): Promise<number> =>
  (
    await tx.one<{ id: number }>(
      `insert into features_of_interest (unit_id, name, description, encoding_type, feature, lat, lon, properties) values ($1,$2,$3,$4,$5,$6,$7,$8) returning id`,
      [f.unitId, f.name, f.description, f.encodingType, json(f.feature), f.lat, f.lon, json(f.properties)],
    )
  ).id

/** Features by id, with the station of which each is a place (null: of none). */
export const featuresNamed = (tx: Tx, ids: readonly number[]) =>
  tx.query<{ id: number; unitId: number | null; stationId: number | null }>(
    `select f.id, f.unit_id as "unitId", l.station_id as "stationId" from features_of_interest f left join station_locations l on l.id = f.location_id
     where f.id = any ($1::int[])`,
    [ids],
  )

export type ObservationDetails = {
  seriesId: number
  at: number
  value: number
  quality: number
  since: number | null
  resultTime: number | null
  validFrom: number | null
  validTo: number | null
  resultQuality: unknown
  parameters: unknown
  featureId: number | null
}
/** What a sender said besides the value; kept only where this very reading is the one that stands. */
export async function keepObservationDetails(
  tx: Tx,
  runId: number,
  list: readonly ObservationDetails[],
): Promise<void> {
  if (!list.length) return
  await tx.query(
    `insert into observation_details as d (run_id, series_id, at, since, result_time, valid_from, valid_to, result_quality, parameters, feature_id)
     select $1, o.series_id, o.at, to_timestamp(x.since / 1000.0), to_timestamp(x."resultTime" / 1000.0), to_timestamp(x."validFrom" / 1000.0),
       to_timestamp(x."validTo" / 1000.0), nullif(x."resultQuality", 'null'), nullif(x.parameters, 'null'), x."featureId"
     from jsonb_to_recordset($2::jsonb) as x("seriesId" int, at float8, value float8, quality int, since float8, "resultTime" float8,
       "validFrom" float8, "validTo" float8, "resultQuality" jsonb, parameters jsonb, "featureId" int)
     join observations o on o.run_id = $1 and o.series_id = x."seriesId" and o.at = to_timestamp(x.at / 1000.0) and o.value = x.value and o.quality = x.quality
     on conflict (run_id, series_id, at) do update set since = excluded.since, result_time = excluded.result_time, valid_from = excluded.valid_from,
       valid_to = excluded.valid_to, result_quality = excluded.result_quality, parameters = excluded.parameters, feature_id = excluded.feature_id`,
    [runId, JSON.stringify(list)],
  )
}
