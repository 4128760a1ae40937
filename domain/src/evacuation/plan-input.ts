import type { Point } from './distance.ts'
import type { HouseholdHazard } from './hazards.ts'
import type { MovePlace } from './moves.ts'

/** A household that must go. `rank`: {@link priorityOf}, 1 first. */
export type PlanHousehold = {
  id: number
  hamletId: number
  /** null when nobody has recorded where the house stands: it is then placed last of its rank, distance unknown */
  point: Point | null
  people: number
  rank: number
  /** the host household that agreed to take it (xen ghép), or the shelter it chose */
  hostId: number | null
  shelterId: number | null
}

/** A public shelter or a host household. A host takes who named it first, then families of its own hamlet. */
export type PlanPlace = {
  kind: MovePlace['kind']
  id: number
  hamletId: number | null
  point: Point | null
  capacity: number
  safeFrom: readonly HouseholdHazard[]
}

export type PlanInput = {
  households: readonly PlanHousehold[]
  places: readonly PlanPlace[]
  /** every hazard ordered in the area: a place must be safe from all of them, because it is the place that would flood or slide */
  hazards: readonly HouseholdHazard[]
  /** households already on their way or there: they keep their place and its capacity */
  fixed?: readonly { householdId: number; place: MovePlace }[]
}

export type PlaceWhy = 'on-the-way' | 'named-host' | 'named-shelter' | 'host-of-hamlet' | 'nearest'
export type Unplaced = 'no-safe-place' | 'full' | 'family-too-large'

/** Where one household goes, or why it has no place. */
export type Placement = {
  householdId: number
  place: MovePlace | null
  /** as the crow flies; null when the house or the place has no point */
  distanceKm: number | null
  why: PlaceWhy | null
  /** the place it named and could not have */
  wish: 'unsafe' | 'full' | null
  unplaced: Unplaced | null
}

export type PlanTotals = {
  households: number
  people: number
  placedHouseholds: number
  placedPeople: number
  inHosts: Figure
  inShelters: Figure
  /** people without a place: what the commune is short of */
  placesShort: number
  /** capacity of places that are safe from the hazards */
  safeCapacity: number
  /** capacity left out because the place is not safe from them */
  unsafeCapacity: number
  /** Σ people × km of those placed with a known distance */
  personKm: number
  /** no plan that places the same people can have fewer person-km: see {@link planEvacuation} */
  personKmBound: number
}
type Figure = { households: number; people: number }

export type EvacuationPlan = { placements: Placement[]; totals: PlanTotals }

export const unplacedNames: Record<Unplaced, { vi: string; en: string }> = {
  'no-safe-place': {
    vi: 'không có nơi nào an toàn với thiên tai này',
    en: 'no place is safe from this hazard',
  },
  full: { vi: 'mọi nơi an toàn đã đầy', en: 'every safe place is full' },
  'family-too-large': {
    vi: 'còn chỗ lẻ nhưng không nơi nào đủ cho cả nhà',
    en: 'places are left, but nowhere enough for the whole family',
  },
}

export const placeWhyNames: Record<PlaceWhy, { vi: string; en: string }> = {
  'on-the-way': { vi: 'đã đi hoặc đã tới', en: 'on the way or there' },
  'named-host': { vi: 'hộ nhận đã thỏa thuận', en: 'host household agreed' },
  'named-shelter': { vi: 'hộ đã chọn điểm này', en: 'chosen by the household' },
  'host-of-hamlet': { vi: 'hộ nhận cùng thôn', en: 'host in the same hamlet' },
  nearest: { vi: 'điểm an toàn gần nhất còn chỗ', en: 'nearest safe place with room' },
}
