import { damageIndicators } from '../incidents/damage-indicators.ts'

/**
 * The forms of loss reporting by TTLT 43/2015/TTLT-BNNPTNT-BKHĐT: their numbers and what each is for. What stands on each line of a form is
 * in an annex that is not at hand: lines are ours, and no code of a line is invented.
 */
export const lossForms = [
  {
    number: '01',
    vi: 'bão, áp thấp nhiệt đới, gió mạnh, mưa lớn, lũ, lũ quét, ngập, sạt lở, sụt lún, nước dâng, sóng thần',
    en: 'storms, depressions, strong wind, heavy rain, floods, flash floods, inundation, landslides, subsidence, surge, tsunami',
    hazards: [
      'storm',
      'tropical-depression',
      'strong-wind',
      'sea-wind',
      'heavy-rain',
      'flood',
      'flash-flood-landslide',
      'flash-flood',
      'landslide',
      'inundation',
      'subsidence',
      'storm-surge',
      'tsunami',
    ],
  },
  {
    number: '02',
    vi: 'lốc, sét, mưa đá',
    en: 'whirlwinds, lightning, hail',
    hazards: ['thunderstorm', 'whirlwind', 'lightning', 'hail'],
  },
  {
    number: '03',
    vi: 'sương muối, sương mù, rét hại',
    en: 'frost, fog, damaging cold',
    hazards: ['frost', 'fog', 'cold', 'severe-cold'],
  },
  {
    number: '04',
    vi: 'xâm nhập mặn, hạn hán, nắng nóng',
    en: 'salt intrusion, drought, heat',
    hazards: ['saltwater-intrusion', 'drought', 'heat', 'heat-wave'],
  },
  { number: '05', vi: 'động đất', en: 'earthquakes', hazards: ['earthquake'] },
  { number: '06', vi: 'nguyên nhân chết, mất tích', en: 'causes of death and of going missing', hazards: [] },
  { number: '07', vi: 'tổng hợp 6 tháng, năm', en: 'half-year and year', hazards: [] },
  { number: '08', vi: 'chỉ tiêu chính', en: 'main figures', hazards: [] },
] as const satisfies readonly { number: string; vi: string; en: string; hazards: readonly string[] }[]

export type LossForm = (typeof lossForms)[number]
export type LossSuffix = 'X' | 'T'

/** The form for a hazard; null: the circular names none for it, and a person chooses. */
export const lossFormOf = (hazard: string): LossForm | null =>
  lossForms.find(f => (f.hazards as readonly string[]).includes(hazard)) ?? null

/** "01/TKTH-X": a commune's; "01/TKTH-T": a province's. */
export const lossFormCode = (form: { number: string }, suffix: LossSuffix): string => `${form.number}/TKTH-${suffix}`

const of = (...prefixes: string[]): string[] =>
  damageIndicators.filter(i => prefixes.some(p => i.code.startsWith(p))).map(i => i.code)

/**
 * The groups of indicators as the circular names them, each with the figures that the system holds. A group without one says so on every
 * form: it is not zero.
 */
export const lossGroups: readonly { code: string; vi: string; en: string; indicators: readonly string[] }[] = [
  { code: 'people', vi: 'Người', en: 'People', indicators: of('people.') },
  { code: 'houses', vi: 'Nhà ở', en: 'Houses', indicators: of('house.') },
  { code: 'education', vi: 'Giáo dục', en: 'Education', indicators: of('services.schools') },
  { code: 'health', vi: 'Y tế', en: 'Health', indicators: of('services.health') },
  { code: 'culture', vi: 'Văn hóa', en: 'Culture', indicators: [] },
  { code: 'crops', vi: 'Nông, lâm, diêm nghiệp', en: 'Crops, forestry, salt', indicators: of('crops.') },
  { code: 'livestock', vi: 'Chăn nuôi', en: 'Livestock', indicators: of('livestock.') },
  { code: 'irrigation', vi: 'Thủy lợi', en: 'Irrigation', indicators: of('works.irrigation') },
  { code: 'roads', vi: 'Giao thông', en: 'Roads', indicators: of('works.roads') },
  { code: 'fishery', vi: 'Thủy sản', en: 'Fishery', indicators: [] },
  { code: 'communication', vi: 'Thông tin liên lạc', en: 'Communication', indicators: [] },
  { code: 'industry', vi: 'Công nghiệp', en: 'Industry', indicators: [] },
  { code: 'construction', vi: 'Xây dựng', en: 'Construction', indicators: [] },
  { code: 'other', vi: 'Khác', en: 'Other', indicators: of('money.') },
]

export const notHeld = { vi: 'chưa có trong hệ thống', en: 'not in the system yet' }
