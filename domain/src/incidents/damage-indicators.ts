/**
 * Figures of loss, cumulative since the event began. Groups and grades are those of TTLT 43/2015/TTLT-BNNPTNT-BKHĐT, thinned
 * to what a quick report carries; the wording is ours, the numbered codes of its forms were not available.
 */
export type DamageIndicator = {
  code: string
  group: 'people' | 'houses' | 'agriculture' | 'works' | 'services' | 'money'
  vi: string
  en: string
  unit: string
  unitEn: string
  /** whole numbers unless decimals make sense (hectares, money) */
  decimals: boolean
  /** asked for in the short form; the rest under "thêm chỉ tiêu" */
  core: boolean
}

export const damageGroups: Record<DamageIndicator['group'], { vi: string; en: string }> = {
  people: { vi: 'Người', en: 'People' },
  houses: { vi: 'Nhà ở', en: 'Houses' },
  agriculture: { vi: 'Nông nghiệp, chăn nuôi', en: 'Crops and livestock' },
  works: { vi: 'Giao thông, thủy lợi', en: 'Roads and irrigation' },
  services: { vi: 'Giáo dục, y tế', en: 'Schools and health' },
  money: { vi: 'Ước giá trị thiệt hại', en: 'Estimated loss' },
}

export const damagedHouseTypes = [
  { code: 'solid', vi: 'kiên cố', en: 'solid' },
  { code: 'semi-solid', vi: 'bán kiên cố', en: 'semi-solid' },
  { code: 'weak', vi: 'thiếu kiên cố', en: 'weak' },
  { code: 'makeshift', vi: 'đơn sơ', en: 'makeshift' },
] as const
/** Degrees of damage of a house: the shares are the joint circular's. */
export const damageGrades = [
  { code: 'whole', vi: 'hoàn toàn (trên 70%)', en: 'destroyed (over 70%)' },
  { code: 'very-heavy', vi: 'rất nặng (50–70%)', en: 'very heavy (50–70%)' },
  { code: 'heavy', vi: 'nặng (30–50%)', en: 'heavy (30–50%)' },
  { code: 'partial', vi: 'một phần (dưới 30%)', en: 'partial (under 30%)' },
] as const

const whole = { decimals: false, core: true }
const houses: DamageIndicator[] = damagedHouseTypes.flatMap(t =>
  damageGrades.map(g => ({
    code: `house.${t.code}.${g.code}`,
    group: 'houses' as const,
    vi: `Nhà ${t.vi} thiệt hại ${g.vi}`,
    en: `${t.en} houses, ${g.en}`,
    unit: 'nhà',
    unitEn: 'houses',
    ...whole,
  })),
)

export const damageIndicators: readonly DamageIndicator[] = [
  { code: 'people.dead', group: 'people', vi: 'Người chết', en: 'Dead', unit: 'người', unitEn: 'people', ...whole },
  {
    code: 'people.missing',
    group: 'people',
    vi: 'Người mất tích',
    en: 'Missing',
    unit: 'người',
    unitEn: 'people',
    ...whole,
  },
  {
    code: 'people.injured',
    group: 'people',
    vi: 'Người bị thương',
    en: 'Injured',
    unit: 'người',
    unitEn: 'people',
    ...whole,
  },
  {
    code: 'people.households',
    group: 'people',
    vi: 'Hộ bị ảnh hưởng',
    en: 'Households affected',
    unit: 'hộ',
    unitEn: 'households',
    ...whole,
  },
  ...houses,
  {
    code: 'house.flooded',
    group: 'houses',
    vi: 'Nhà bị ngập',
    en: 'Houses flooded',
    unit: 'nhà',
    unitEn: 'houses',
    ...whole,
  },
  {
    code: 'crops.rice',
    group: 'agriculture',
    vi: 'Lúa bị ngập, hư hại',
    en: 'Rice fields damaged',
    unit: 'ha',
    unitEn: 'ha',
    decimals: true,
    core: true,
  },
  {
    code: 'crops.other',
    group: 'agriculture',
    vi: 'Hoa màu, cây khác hư hại',
    en: 'Other crops damaged',
    unit: 'ha',
    unitEn: 'ha',
    decimals: true,
    core: false,
  },
  {
    code: 'livestock.cattle',
    group: 'agriculture',
    vi: 'Gia súc chết, bị cuốn trôi',
    en: 'Livestock lost',
    unit: 'con',
    unitEn: 'animals',
    decimals: false,
    core: true,
  },
  {
    code: 'livestock.poultry',
    group: 'agriculture',
    vi: 'Gia cầm chết, bị cuốn trôi',
    en: 'Poultry lost',
    unit: 'con',
    unitEn: 'birds',
    decimals: false,
    core: true,
  },
  {
    code: 'works.roads',
    group: 'works',
    vi: 'Điểm đường sạt lở, hư hỏng',
    en: 'Road places damaged',
    unit: 'điểm',
    unitEn: 'places',
    decimals: false,
    core: true,
  },
  {
    code: 'works.irrigation',
    group: 'works',
    vi: 'Công trình thủy lợi hư hỏng',
    en: 'Irrigation works damaged',
    unit: 'công trình',
    unitEn: 'works',
    decimals: false,
    core: false,
  },
  {
    code: 'services.schools',
    group: 'services',
    vi: 'Điểm trường bị ảnh hưởng',
    en: 'Schools affected',
    unit: 'điểm',
    unitEn: 'schools',
    decimals: false,
    core: false,
  },
  {
    code: 'services.health',
    group: 'services',
    vi: 'Cơ sở y tế bị ảnh hưởng',
    en: 'Health posts affected',
    unit: 'cơ sở',
    unitEn: 'posts',
    decimals: false,
    core: false,
  },
  {
    code: 'money.total',
    group: 'money',
    vi: 'Ước giá trị thiệt hại',
    en: 'Estimated loss',
    unit: 'triệu đồng',
    unitEn: 'million VND',
    decimals: true,
    core: true,
  },
]

const byCode = new Map(damageIndicators.map(i => [i.code, i]))
export const damageIndicator = (code: string): DamageIndicator | undefined => byCode.get(code)
