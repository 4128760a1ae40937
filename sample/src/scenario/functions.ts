import { hamletsOf, PROVINCE_CODE, units } from '../units/units.ts'

/** Who does it, said by function, so that one scenario fits every commune. */
export type FunctionCode =
  | 'commune.chair'
  | 'commune.office'
  | 'commune.police'
  | 'commune.military'
  | 'commune.economy'
  | 'commune.culture'
  | 'commune.health'
  | 'commune.front'
  | 'commune.force'
  | 'hamlet.head'
  | 'province.chair'
  | 'province.civil-defence'
  | 'dept.agri-env'
  | 'dept.police'
  | 'dept.military'
  | 'dept.health'
  | 'dept.construction'
  | 'dept.industry'
  | 'dept.education'
  | 'dept.science'
  | 'dept.culture'
  | 'dept.front'

/**
 * Which unit carries a function: the commune itself, its shock team, each of its hamlets, or one body of the province.
 * Offices inside a commune are no units of their own in the sample: the commune carries the task and the name of the
 * function says which office does it.
 */
export type Carrier =
  | { kind: 'commune' }
  | { kind: 'force' }
  | { kind: 'each-hamlet' }
  | { kind: 'unit'; unitCode: string }

export interface UnitFunction {
  code: FunctionCode
  nameVi: string
  nameEn: string
  carrier: Carrier
}

const commune = (code: FunctionCode, nameVi: string, nameEn: string): UnitFunction => ({
  code,
  nameVi,
  nameEn,
  carrier: { kind: 'commune' },
})
const body = (code: FunctionCode, suffix: string): UnitFunction => {
  const unit = units.find(u => u.code === `${PROVINCE_CODE}-${suffix}`)!
  return { code, nameVi: unit.fullName, nameEn: unit.nameEn, carrier: { kind: 'unit', unitCode: unit.code } }
}

/** The table of functions of the sample province. */
export const functions: readonly UnitFunction[] = [
  commune('commune.chair', 'Chủ tịch UBND xã', "Chair of the commune People's Committee"),
  commune('commune.office', 'Văn phòng HĐND và UBND xã', 'Commune office'),
  commune('commune.police', 'Công an xã', 'Commune police'),
  commune('commune.military', 'Ban Chỉ huy Quân sự xã', 'Commune military command'),
  commune('commune.economy', 'Phòng Kinh tế', 'Commune economic division'),
  commune('commune.culture', 'Phòng Văn hóa - Xã hội', 'Commune culture and social division'),
  commune('commune.health', 'Trạm Y tế', 'Commune health station'),
  commune('commune.front', 'Ủy ban MTTQ Việt Nam xã', 'Commune Fatherland Front'),
  {
    code: 'commune.force',
    nameVi: 'Đội xung kích phòng, chống thiên tai xã',
    nameEn: 'Commune disaster shock team',
    carrier: { kind: 'force' },
  },
  { code: 'hamlet.head', nameVi: 'Trưởng thôn', nameEn: 'Hamlet head', carrier: { kind: 'each-hamlet' } },
  {
    code: 'province.chair',
    nameVi: 'Chủ tịch UBND tỉnh',
    nameEn: "Chair of the Provincial People's Committee",
    carrier: { kind: 'unit', unitCode: PROVINCE_CODE },
  },
  body('province.civil-defence', 'PTDS'),
  body('dept.agri-env', 'NNMT'),
  body('dept.police', 'CA'),
  body('dept.military', 'QS'),
  body('dept.health', 'YT'),
  body('dept.construction', 'XD'),
  body('dept.industry', 'CT'),
  body('dept.education', 'GDDT'),
  body('dept.science', 'KHCN'),
  body('dept.culture', 'VHTTDL'),
  body('dept.front', 'MTTQ'),
]

/**
 * The codes of the units that carry a function when a scenario is activated for a commune: one, or one for each hamlet.
 *
 * @throws RangeError for a commune or a function that the sample does not know
 */
export function unitsFor(code: FunctionCode, communeCode: string): string[] {
  const entry = functions.find(f => f.code === code)
  if (!entry) throw new RangeError(`no function is called "${code}"`)
  if (!units.some(u => u.kind === 'commune' && u.code === communeCode))
    throw new RangeError(`"${communeCode}" is not a commune of the sample`)
  switch (entry.carrier.kind) {
    case 'commune':
      return [communeCode]
    case 'force':
      return [`${communeCode}-XK`]
    case 'each-hamlet':
      return hamletsOf(communeCode).map(h => h.code)
    case 'unit':
      return [entry.carrier.unitCode]
  }
}
