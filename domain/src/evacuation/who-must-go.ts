import type { HouseholdHazard } from './hazards.ts'

/**
 * What an order says about one hazard. `level`: the disaster risk level (cấp độ rủi ro); `alarm`: the alarm level of the river
 * (báo động 0–3, 4 above the record). What is not known is null: it then moves nobody.
 * `everyone`: whoever is registered for the hazard goes, as after a patrol that saw cracks.
 */
export type Call = {
  hazard: HouseholdHazard
  level: number | null
  alarm: number | null
  rising: boolean
  everyone: boolean
}

/** 1 leaves first; a household that floods reach and that has no group leaves with group 1, because unknown is not safe. */
export type Threatened = { hazards: readonly HouseholdHazard[]; floodGroup: 1 | 2 | null }

export type GoReason = {
  hazard: HouseholdHazard
  /** `under-way`: no line of the order names it, but it has already gone */
  code: 'everyone' | 'flood-group-1-alarm' | 'flood-group-1-level' | 'flood-group-2' | 'landslide' | 'under-way'
  vi: string
  en: string
}

/**
 * Whether a household must leave under the calls of an order, and by which line; null when it may stay.
 * Flood: group 1 at alarm 2 and rising, or from risk level 2; group 2 at alarm 3 or from risk level 3. Landslide: from level 1.
 * These lines are our proposal for the province to set: no law fixes them (the law orders priority for the vulnerable,
 * Luật Phòng, chống thiên tai, Điều 29.1.a).
 */
export function mustGo(household: Threatened, calls: readonly Call[]): GoReason | null {
  for (const call of calls) {
    if (!household.hazards.includes(call.hazard)) continue
    const reason = reasonOf(household, call)
    if (reason) return reason
  }
  return null
}

function reasonOf(household: Threatened, call: Call): GoReason | null {
  const { hazard } = call
  const level = call.level ?? 0
  const alarm = call.alarm ?? 0
  if (call.everyone)
    return {
      hazard,
      code: 'everyone',
      vi: 'lệnh cho mọi hộ có nguy cơ này',
      en: 'ordered for every household at this risk',
    }
  if (hazard === 'landslide')
    return level >= 1
      ? {
          hazard,
          code: 'landslide',
          vi: `trong vùng sạt lở, rủi ro cấp ${level}`,
          en: `in a landslide area, risk level ${level}`,
        }
      : null
  if (household.floodGroup === 2)
    return alarm >= 3 || level >= 3
      ? {
          hazard,
          code: 'flood-group-2',
          vi: `nhóm lũ 2, ${alarm >= 3 ? 'nước tới báo động 3' : `rủi ro cấp ${level}`}`,
          en: `flood group 2, ${alarm >= 3 ? 'water at alarm 3' : `risk level ${level}`}`,
        }
      : null
  const group = household.floodGroup === 1 ? 'nhóm lũ 1' : 'chưa xếp nhóm lũ nên đi cùng nhóm 1'
  const groupEn = household.floodGroup === 1 ? 'flood group 1' : 'no flood group yet, so it goes with group 1'
  if (alarm >= 3 || (alarm === 2 && call.rising))
    return {
      hazard,
      code: 'flood-group-1-alarm',
      vi: `${group}, ${alarm >= 3 ? 'nước tới báo động 3' : 'nước trên báo động 2 và còn lên'}`,
      en: `${groupEn}, ${alarm >= 3 ? 'water at alarm 3' : 'water over alarm 2 and rising'}`,
    }
  if (level >= 2)
    return {
      hazard,
      code: 'flood-group-1-level',
      vi: `${group}, rủi ro cấp ${level}`,
      en: `${groupEn}, risk level ${level}`,
    }
  return null
}
