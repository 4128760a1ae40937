import type { Vulnerable } from './hazards.ts'

export const needs = [
  'bedridden',
  'disabled',
  'pregnantOrInfant',
  'livesAlone',
  'childrenUnder6',
  'elderly',
  'poor',
] as const satisfies readonly (keyof Vulnerable)[]
export type Need = (typeof needs)[number]

export const needNames: Record<Need, { vi: string; en: string }> = {
  bedridden: { vi: 'người nằm một chỗ', en: 'confined to bed' },
  disabled: { vi: 'người khuyết tật', en: 'disabled' },
  pregnantOrInfant: { vi: 'người mang thai hoặc nuôi con nhỏ', en: 'pregnant or with an infant' },
  livesAlone: { vi: 'người già sống một mình', en: 'old person living alone' },
  childrenUnder6: { vi: 'trẻ dưới 6 tuổi', en: 'child under 6' },
  elderly: { vi: 'người cao tuổi', en: 'elderly' },
  poor: { vi: 'khẩu thuộc hộ nghèo', en: 'in a poor household' },
}

/** Rank of a household without anybody in need: after all others. */
export const lastRank = needs.length + 1

/**
 * Who is placed and fetched first, 1 first: confined to bed, disabled, pregnant or with an infant, old and alone, small children,
 * elderly, poor, then everybody else. The groups are those of Luật Phòng, chống thiên tai Điều 3.4, whom Điều 29.1.a moves
 * with priority; their order among each other follows practice (those who are hard to move first) and is our proposal.
 */
export function priorityOf(v: Vulnerable): number {
  const first = needs.findIndex(n => v[n] > 0)
  return first < 0 ? lastRank : first + 1
}

/** The needs of a household, gravest first. */
export const needsOf = (v: Vulnerable): { need: Need; count: number }[] =>
  needs.filter(n => v[n] > 0).map(need => ({ need, count: v[need] }))

/** Somebody must come with a stretcher or a vehicle: the household cannot be told to walk. */
export const needsTransport = (v: Vulnerable): boolean =>
  v.bedridden > 0 || v.disabled > 0 || v.pregnantOrInfant > 0 || v.livesAlone > 0

/** "1 người nằm một chỗ, 2 trẻ dưới 6 tuổi"; empty when nobody needs help. */
export function saysNeeds(v: Vulnerable, language: 'vi' | 'en' = 'vi'): string {
  return needsOf(v)
    .filter(n => n.need !== 'poor')
    .map(n => (n.need === 'livesAlone' ? needNames.livesAlone[language] : `${n.count} ${needNames[n.need][language]}`))
    .join(', ')
}
