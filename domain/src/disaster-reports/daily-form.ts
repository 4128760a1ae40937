import { damageIndicators } from '../incidents/damage-indicators.ts'
import { type DamageReport, sumDamage } from '../incidents/sum-damage.ts'

/** The daily form of the library, whose figures an incident knows already: filled from it, nobody types them twice. */
export const dailyLossForm = 'disaster-daily'

const houses = (type: string): string[] =>
  damageIndicators.filter(i => i.code.startsWith(`house.${type}.`)).map(i => i.code)

/**
 * Figures of the daily form → figures of an incident that mean the same and are measured alike; several are added. Roads and dikes are
 * left out: the form asks for metres, the incident counts places.
 */
const lossElements: Readonly<Record<string, readonly string[]>> = {
  'disaster.dead': ['people.dead'],
  'disaster.missing': ['people.missing'],
  'disaster.injured': ['people.injured'],
  'disaster.households': ['people.households'],
  'disaster.house.solid': houses('solid'),
  'disaster.house.semi-solid': houses('semi-solid'),
  'disaster.house.weak': houses('weak'),
  'disaster.house.makeshift': houses('makeshift'),
  'disaster.house.flooded': ['house.flooded'],
  'disaster.school': ['services.schools'],
  'disaster.clinic': ['services.health'],
  'disaster.crops.rice': ['crops.rice'],
  'disaster.crops.other': ['crops.other'],
  'disaster.livestock.cattle': ['livestock.cattle'],
  'disaster.livestock.poultry': ['livestock.poultry'],
  'disaster.loss': ['money.total'],
}

export type DailyLoss = { element: string; value: number; asOf: number; reportId: number }

/** What one commune reported in an incident up to a time, as figures of the daily form; one nobody reported is not there. */
export function dailyLosses(reports: readonly DamageReport[], communeId: number, until: number): DailyLoss[] {
  const standing = sumDamage(
    reports.filter(r => r.asOf <= until),
    [communeId],
  ).standing.get(communeId)
  return Object.entries(lossElements).flatMap(([element, codes]): DailyLoss[] => {
    const known = codes.flatMap(code => standing?.get(code) ?? [])
    const newest = known.reduce<(typeof known)[number] | undefined>(
      (a, b) => (a && a.asOf >= b.asOf ? a : b),
      undefined,
    )
    if (!newest) return []
    // hectares and money carry one decimal on the form
    const value = Math.round(known.reduce((sum, k) => sum + k.value, 0) * 10) / 10
    return [{ element, value, asOf: newest.asOf, reportId: newest.reportId }]
  })
}

export const isLossElement = (code: string): boolean => Object.hasOwn(lossElements, code)
