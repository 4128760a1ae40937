import { seriesKind } from '../levels/series-def.ts'
import data from './indicator-fields.json' with { type: 'json' }

/** The seven fields in which provinces' plans want key areas watched, in the order of the plans. */
export const planFields = [
  { code: 'geology', vi: 'Địa chất', en: 'Geology' },
  { code: 'climate', vi: 'Khí hậu', en: 'Climate' },
  { code: 'environment', vi: 'Môi trường', en: 'Environment' },
  { code: 'water', vi: 'Nguồn nước', en: 'Water' },
  { code: 'energy', vi: 'Năng lượng', en: 'Energy' },
  { code: 'health', vi: 'Y tế', en: 'Health' },
  { code: 'crime', vi: 'Phòng, chống tội phạm', en: 'Crime prevention' },
] as const
export type PlanField = (typeof planFields)[number]['code']
export const planFieldCodes: readonly PlanField[] = planFields.map(f => f.code)
export const isPlanField = (code: string): code is PlanField => (planFieldCodes as readonly string[]).includes(code)

export type KnownIndicator = {
  kind: string
  /** "price-rice" counts as "price" */
  family?: true
  vi: string
  en: string
  unit: string
  fields: readonly PlanField[]
  /** fields that it tells something of without measuring them, and why */
  indirect?: Partial<Record<PlanField, { vi: string; en: string }>>
}

/** Which field an indicator belongs to: data, a proposal, with its source. */
export const indicatorFields = data as unknown as {
  status: 'proposal'
  source: string
  /** how codes of report figures begin that count for crime prevention: counts, never people */
  crimeCounts: readonly string[]
  indicators: readonly KnownIndicator[]
}
const byKind = new Map(indicatorFields.indicators.map(i => [i.kind, i]))
const families = indicatorFields.indicators.filter(i => i.family)

/** The row of the set that a series belongs to: "price-rice" is of "price". A kind nobody knows stays itself. */
export function indicatorOf(indicator: string): { kind: string; known: KnownIndicator | null } {
  const kind = seriesKind(indicator)
  const known = byKind.get(kind) ?? families.find(f => kind.startsWith(`${f.kind}-`)) ?? null
  return { kind: known?.kind ?? kind, known }
}

/** What an indicator tells of a field: measured, only indirectly, or nothing. */
export function watches(indicator: string, field: PlanField): 'direct' | 'indirect' | null {
  const { known } = indicatorOf(indicator)
  if (known?.fields.includes(field)) return 'direct'
  return known?.indirect?.[field] ? 'indirect' : null
}
