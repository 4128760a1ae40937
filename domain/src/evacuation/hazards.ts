/** What a household is threatened by, and what a place of refuge is safe from. */
export const householdHazards = ['flood', 'landslide'] as const
export type HouseholdHazard = (typeof householdHazards)[number]

export const householdHazardNames: Record<HouseholdHazard, { vi: string; en: string }> = {
  flood: { vi: 'lũ, ngập lụt', en: 'flood' },
  landslide: { vi: 'lũ quét, sạt lở đất', en: 'flash flood and landslide' },
}

/** The hazard of the level engine → the word of the household register; null when households are not registered by it. */
export function householdHazardOf(levelHazard: string): HouseholdHazard | null {
  if (levelHazard === 'flood') return 'flood'
  return levelHazard === 'flash-flood-landslide' || levelHazard === 'landslide' ? 'landslide' : null
}

/** How many people of a household need which help; one person may count under more than one heading. */
export type Vulnerable = {
  childrenUnder6: number
  elderly: number
  /** pregnant, or nursing a child under 12 months (Luật Phòng, chống thiên tai, Điều 3.4) */
  pregnantOrInfant: number
  disabled: number
  /** seriously ill or confined to bed */
  bedridden: number
  poor: number
  /** 1 when an old person lives alone */
  livesAlone: number
}
