import type { Tx } from '../database.ts'

/** A figure of a station with where it comes from: the law's annexes are not all known. */
export type Sourced = { value: number; status: string; source?: string; year?: number }
export type Thresholds = { alarm1?: Sourced; alarm2?: Sourced; alarm3?: Sourced; record?: Sourced; zone?: Sourced }

export type SeriesRow = {
  id: number
  stationId: number
  stationCode: string
  stationName: string
  river: string | null
  basin: string | null
  lat: number | null
  lon: number | null
  provinceId: number
  invented: boolean
  /** what tables of the law ask of a station: place, shore … */
  attrs: Record<string, string | number>
  indicator: string
  unit: string
  min: number
  max: number
  everyMinutes: number
  thresholds: Thresholds
  communeIds: number[]
}

export const allSeries = (tx: Tx) =>
  tx.query<SeriesRow>(`select s.id, st.id as "stationId", st.code as "stationCode", st.name as "stationName", st.river, st.basin, st.lat, st.lon, st.province_id as "provinceId",
    st.invented, st.attrs, s.indicator, s.unit, s.min_value as min, s.max_value as max, s.every_minutes as "everyMinutes", s.thresholds,
    coalesce((select array_agg(c.commune_id order by c.commune_id) from station_communes c where c.station_id = st.id), '{}') as "communeIds"
    from series s join stations st on st.id = s.station_id order by s.id`)

export type NewStation = {
  code: string
  name: string
  river?: string | null
  basin?: string | null
  lat?: number | null
  lon?: number | null
  provinceId: number
  invented?: boolean
  source?: string | null
  communeIds: number[]
  series: { indicator: string; unit: string; min: number; max: number; everyMinutes: number; thresholds?: Thresholds }[]
}

/** Inserts or updates one station with its series and the communes it speaks for. */
export async function upsertStation(tx: Tx, s: NewStation): Promise<number> {
  const { id } = await tx.one<{ id: number }>(
    `insert into stations (code, name, river, basin, lat, lon, province_id, invented, source) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)
     on conflict (code) do update set name = excluded.name, river = excluded.river, basin = excluded.basin, lat = excluded.lat, lon = excluded.lon, source = excluded.source returning id`,
    [
      s.code,
      s.name,
      s.river ?? null,
      s.basin ?? null,
      s.lat ?? null,
      s.lon ?? null,
      s.provinceId,
      s.invented ?? false,
      s.source ?? null,
    ],
  )
  for (const x of s.series)
    await tx.query(
      `insert into series (station_id, indicator, unit, min_value, max_value, every_minutes, thresholds) values ($1,$2,$3,$4,$5,$6,$7)
       on conflict (station_id, indicator) do update set unit = excluded.unit, min_value = excluded.min_value, max_value = excluded.max_value, every_minutes = excluded.every_minutes, thresholds = excluded.thresholds`,
      [id, x.indicator, x.unit, x.min, x.max, x.everyMinutes, JSON.stringify(x.thresholds ?? {})],
    )
  await tx.query(
    `insert into station_communes (station_id, commune_id) select $1, unnest($2::int[]) on conflict do nothing`,
    [id, s.communeIds],
  )
  return id
}
