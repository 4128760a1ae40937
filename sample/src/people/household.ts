/** House types of the loss forms (TTLT 43/2015): solid, half solid, weak, simple. */
export type HouseType = 'kiên cố' | 'bán kiên cố' | 'thiếu kiên cố' | 'đơn sơ'
export type HouseholdHazard = 'flood' | 'landslide'

/** How many people of a household need which help. One person may count under more than one heading. */
export interface Vulnerable {
  childrenUnder6: number
  elderly: number
  /** Pregnant, or nursing a child under 12 months (Luật PCTT, Article 3.4). */
  pregnantOrInfant: number
  disabled: number
  /** Seriously ill or confined to bed. */
  bedridden: number
  /** Members of a poor household: all of them or none. */
  poor: number
  /** 1 when an elderly person lives alone. */
  livesAlone: number
}

/** One invented household in a dangerous place. */
export interface Household {
  code: string
  communeCode: string
  hamletCode: string
  headName: string
  headTitle: 'Ông' | 'Bà'
  /** Null: the household has no telephone. */
  phone: string | null
  alternate: { name: string; relation: string; phone: string }
  people: number
  vulnerable: Vulnerable
  /** Of `people`, those who usually work or study elsewhere. */
  usuallyAway: number
  lat: number
  lon: number
  houseType: HouseType
  floors: number
  /** How far the floor stands above the ground around, in metres. */
  raisedM: number
  hazards: readonly HouseholdHazard[]
  /** 1 leaves first (at alarm 2 and rising), 2 at alarm 3; null when floods do not reach it. */
  floodGroup: 1 | 2 | null
  thresholdNote: string
  /** Buffaloes, cows and horses. */
  bigLivestock: number
  /** Where the household wants to go, if it said so: at most one of the two. */
  preferredHostCode: string | null
  preferredShelterCode: string | null
  note: string | null
  source: string
  invented: true
}

/** A safe household that offers room for some people (xen ghép). Invented. */
export interface HostHousehold {
  code: string
  communeCode: string
  hamletCode: string
  headName: string
  headTitle: 'Ông' | 'Bà'
  phone: string
  /** People it can take in. */
  capacity: number
  lat: number
  lon: number
  houseType: HouseType
  floors: number
  safeFrom: readonly HouseholdHazard[]
  source: string
  invented: true
}

/** A public place of refuge (điểm sơ tán tập trung). Invented. */
export interface Shelter {
  code: string
  communeCode: string
  hamletCode: string
  name: string
  nameEn: string
  kind: 'school' | 'hall' | 'office' | 'clinic'
  capacity: number
  lat: number
  lon: number
  hasWater: boolean
  hasToilet: boolean
  hasPower: boolean
  /** Stays usable in these; a hall by the river is no refuge from a flood. */
  safeFrom: readonly HouseholdHazard[]
  source: string
  invented: true
}
