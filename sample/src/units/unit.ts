import type { Status } from '../provenance.ts'

/** What a unit is. `force`: the disaster shock team (lực lượng xung kích) of a commune. */
export type UnitKind = 'province' | 'department' | 'commune' | 'hamlet' | 'force'

/** Susceptibility to landslides, the four classes of Decision 18/2021, Article 46: T, TB, C, RC. */
export type Susceptibility = 'low' | 'medium' | 'high' | 'very-high'

/** One unit of the sample province, plain data. Codes are text and stay the same between runs and versions. */
export interface Unit {
  code: string
  /** Short name, for lists: "Hữu Lũng". */
  name: string
  /** Full name, for documents: "Xã Hữu Lũng". */
  fullName: string
  nameEn: string
  kind: UnitKind
  parentCode: string | null
  /** First day on which the unit exists (ISO date). */
  validFrom: string
  validTo: null
  /** Other ways in which documents write this unit, old spellings included. */
  aliases: readonly string[]
  /** The district (abolished 01/07/2025) in which the ground lay; zones of older laws use such names. */
  former?: { district: string; status: Status; source: string }
  lat: number
  lon: number
  areaKm2: number | null
  source: string
  /** True when the unit itself was made up: show "mẫu" beside it. */
  invented: boolean
  /** True for the body that keeps the whole plan going (cơ quan thường trực). */
  standingAgency?: true
  /** Communes: terrain class for rain rules (trung du, miền núi). */
  terrain?: 'mountain'
  /** Communes: landslide zone of Decision 18/2021, Annex, Table 5: Lạng Sơn is zone 2. */
  landslideZone?: 2
  landslideZoneSource?: string
  /** Communes: invented; no public list by commune was found. */
  landslideSusceptibility?: { value: Susceptibility; status: Status; source: string }
}
