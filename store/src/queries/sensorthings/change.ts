import type { Tx } from '../../database.ts'

/** Sets the columns that are given; `undefined` leaves one as it is. Names of columns are ours, never a sender's. */
async function set(tx: Tx, table: string, key: string, id: number, columns: Record<string, unknown>): Promise<void> {
  const given = Object.entries(columns).filter(([, v]) => v !== undefined)
  if (!given.length) return
  await tx.query(`update ${table} set ${given.map(([c], i) => `${c} = $${i + 2}`).join(', ')} where ${key} = $1`, [
    id,
    ...given.map(([, v]) => (v !== null && typeof v === 'object' ? JSON.stringify(v) : v)),
  ])
}
type Common = {
  name?: string | undefined
  description?: string | undefined
  properties?: Record<string, unknown> | undefined
}

export async function changeThing(
  tx: Tx,
  id: number,
  c: Common & { river?: string | null | undefined; basin?: string | null | undefined },
): Promise<void> {
  await set(tx, 'stations', 'id', id, { name: c.name, river: c.river, basin: c.basin })
  await tx.query('insert into station_details (station_id) values ($1) on conflict do nothing', [id])
  await set(tx, 'station_details', 'station_id', id, { description: c.description, properties: c.properties })
}

export const locationToChange = (tx: Tx, id: number) =>
  tx.maybe<{ id: number; stationId: number; current: boolean }>(
    `select l.id, l.station_id as "stationId",
       l.id = (select p.location_id from station_placements p where p.station_id = l.station_id order by p.at desc, p.id desc limit 1) as current
     from station_locations l where l.id = $1`,
    [id],
  )

/** Mends what is said of a place. Another point is a correction of the map, not a move: moving a station gives it a new place. */
export async function changeLocation(
  tx: Tx,
  l: { id: number; stationId: number; current: boolean },
  c: Common & { lat?: number | undefined; lon?: number | undefined },
): Promise<void> {
  await set(tx, 'station_locations', 'id', l.id, c)
  if (c.lat === undefined || c.lon === undefined) return
  await tx.query(
    `update features_of_interest set lat = $2, lon = $3, feature = jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array($3::float8, $2::float8))
     where location_id = $1`,
    [l.id, c.lat, c.lon],
  )
  if (l.current) await tx.query('update stations set lat = $2, lon = $3 where id = $1', [l.stationId, c.lat, c.lon])
}

export async function changeDatastream(
  tx: Tx,
  id: number,
  c: Common & {
    unitName?: string | null | undefined
    unitDefinition?: string | null | undefined
    sensorId?: number | undefined
    min?: number | undefined
    max?: number | undefined
    everyMinutes?: number | undefined
  },
): Promise<void> {
  await set(tx, 'series', 'id', id, { min_value: c.min, max_value: c.max, every_minutes: c.everyMinutes })
  // a series that came in by file has no words of its own yet
  await tx.query(
    `insert into series_details (series_id, name, observation_type, sensor_id)
     select s.id, st.name || ' · ' || op.name, 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement', 1
     from series s join stations st on st.id = s.station_id join observed_properties op on op.indicator = s.indicator where s.id = $1
     on conflict do nothing`,
    [id],
  )
  await set(tx, 'series_details', 'series_id', id, {
    name: c.name,
    description: c.description,
    properties: c.properties,
    unit_name: c.unitName,
    unit_definition: c.unitDefinition,
    sensor_id: c.sensorId,
  })
}

export const changeSensor = (
  tx: Tx,
  id: number,
  c: Common & { encodingType?: string | undefined; metadata?: unknown },
) =>
  set(tx, 'sensors', 'id', id, {
    name: c.name,
    description: c.description,
    properties: c.properties,
    encoding_type: c.encodingType,
    // JSON of any kind, a text as well
    metadata: c.metadata === undefined ? undefined : JSON.stringify(c.metadata),
  })
export const changeObservedProperty = (tx: Tx, id: number, c: Common & { definition?: string | undefined }) =>
  set(tx, 'observed_properties', 'id', id, c)
export const changeFeature = (tx: Tx, id: number, c: Common) => set(tx, 'features_of_interest', 'id', id, c)

/** Whether a series holds a reading in any run. */
export const hasReadings = async (tx: Tx, seriesIds: readonly number[]): Promise<boolean> =>
  (
    await tx.one<{ there: boolean }>(
      `select exists (select from unnest($1::int[]) s(id) cross join runs r
         where exists (select from observations o where o.run_id = r.id and o.series_id = s.id)) as there`,
      [seriesIds],
    )
  ).there

export async function deleteDatastream(tx: Tx, id: number): Promise<void> {
  await tx.query('delete from series_details where series_id = $1', [id])
  await tx.query('delete from series where id = $1', [id])
}
export async function deleteThing(tx: Tx, id: number): Promise<void> {
  await tx.query('delete from station_placements where station_id = $1', [id])
  await tx.query(
    'delete from features_of_interest where location_id in (select id from station_locations where station_id = $1)',
    [id],
  )
  await tx.query('delete from station_locations where station_id = $1', [id])
  await tx.query('delete from station_details where station_id = $1', [id])
  await tx.query('delete from station_communes where station_id = $1', [id])
  await tx.query('delete from stations where id = $1', [id])
}
/** Deletes one row; PostgreSQL refuses where something still names it. */
export const deleteDescribed = (
  tx: Tx,
  table: 'sensors' | 'observed_properties' | 'features_of_interest',
  id: number,
) => tx.query(`delete from ${table} where id = $1`, [id])
export const indicatorInUse = async (tx: Tx, indicator: string) =>
  (await tx.query('select 1 from series where indicator = $1 limit 1', [indicator])).length > 0
