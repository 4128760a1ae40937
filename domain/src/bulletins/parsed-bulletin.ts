/** Hazards of Quyết định 18/2021/QĐ-TTg, Điều 3, in the ids of the rule pack. */
export const bulletinHazards = [
  'flood',
  'heavy-rain',
  'flash-flood-landslide',
  'storm',
  'storm-surge',
  'heat-wave',
  'drought',
  'saltwater-intrusion',
  'sea-wind',
  'fog',
  'thunderstorm',
  'severe-cold',
  'forest-fire',
  'earthquake',
  'tsunami',
] as const
export type BulletinHazard = (typeof bulletinHazards)[number]

/** Where a value stands in `text` of the parsed bulletin: first character and the one after the last. */
export type TextSpan = [start: number, end: number]

/**
 * An instant ("2025-10-08T07:00:00+07:00") where the bulletin gives an hour, a day ("2025-10-08") where it only says
 * "đêm 8/10" or "ngày mai": an hour is never made up. null where the day or its year is not known.
 */
export type BulletinTime = string | null

/** A water level of a station, measured or expected. Metres, also where the bulletin writes centimetres. */
export type WaterValue = {
  river: string | null
  station: string | null
  at: BulletinTime
  /** null where the bulletin only says how it stands to an alarm level */
  value: number | null
  unit: 'm'
  /** the alarm level (báo động) the bulletin compares with; 4 the flood of record; 0 "below alarm 1"; null: not compared */
  alarm: number | null
  /** metres above (+) or below (−) `alarm`; 0 "at" it; null where no figure is given */
  delta: number | null
  relation: 'above' | 'below' | 'at' | null
  span: TextSpan
}
export type WaterForecast = WaterValue & {
  from: BulletinTime
  to: BulletinTime
  min: number | null
  max: number | null
  /** "BĐ1-BĐ2": the upper of the two */
  alarmTo: number | null
  /** the words of the time, where they say more than from, to and at: "sáng 20/10" */
  when: string | null
}

export type BulletinRain = {
  place: string | null
  from: BulletinTime
  to: BulletinTime
  min: number | null
  max: number | null
  /** "có nơi trên 350 mm" */
  local: number | null
  unit: 'mm'
  observed: boolean
  when: string | null
  span: TextSpan
}

export type BulletinLevel = {
  hazard: BulletinHazard | null
  level: number
  /** as the bulletin names them; empty: all of what the bulletin speaks of */
  areas: string[]
  span: TextSpan
}

/** A place that the bulletin warns, as it names it. */
export type BulletinArea = {
  name: string
  kind: 'province' | 'district' | 'commune' | null
  /** the province or district it is listed under */
  within: string | null
  span: TextSpan
}

/** Centre of a storm or tropical depression, where it was or is expected. */
export type StormPoint = {
  at: BulletinTime
  lat: number
  lon: number
  /** Beaufort */
  windMin: number | null
  windMax: number | null
  gustMax: number | null
  observed: boolean
  span: TextSpan
}

export type Quake = {
  at: BulletinTime
  magnitude: number
  lat: number | null
  lon: number | null
  depthKm: number | null
  /** as the bulletin names it */
  place: string | null
  span: TextSpan
}

export type BulletinTemperature = {
  place: string | null
  which: 'highest' | 'lowest' | 'mean'
  from: BulletinTime
  to: BulletinTime
  min: number | null
  max: number | null
  observed: boolean
  span: TextSpan
}

/** How far salt water reaches. */
export type SaltReach = { river: string | null; boundary: 1 | 4; minKm: number; maxKm: number; span: TextSpan }

export type ParsedBulletin = {
  kind: BulletinHazard | null
  title: string | null
  /** "TIN CUỐI CÙNG": the danger is over */
  final: boolean
  number: string | null
  issuedAt: string | null
  nextAt: string | null
  /** only where the message says so itself (CAP `expires`) */
  expiresAt: string | null
  issuer: string | null
  observations: WaterValue[]
  forecasts: WaterForecast[]
  rain: BulletinRain[]
  levels: BulletinLevel[]
  areas: BulletinArea[]
  storm: StormPoint[]
  quakes: Quake[]
  temperatures: BulletinTemperature[]
  salt: SaltReach[]
  /** what a person should look at before trusting the reading */
  warnings: string[]
  /** the text the spans point into: NFC, broken lines joined */
  text: string
}
