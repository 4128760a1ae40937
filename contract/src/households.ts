import { Type, type Static } from 'typebox'
import { Id, Line } from './common.ts'

const HazardWord = Type.Union([Type.Literal('flood'), Type.Literal('landslide')])
const Maybe = Type.Union([Type.String(), Type.Null()])

export const VulnerableOut = Type.Object({
  childrenUnder6: Type.Integer(),
  elderly: Type.Integer(),
  pregnantOrInfant: Type.Integer(),
  disabled: Type.Integer(),
  bedridden: Type.Integer(),
  poor: Type.Integer(),
  livesAlone: Type.Integer(),
})

/** What is the same whether or not the reader may see who it is. `label`: the name, or "Hộ <code>" where names are not shown. */
export const HouseholdOut = Type.Object({
  id: Id,
  code: Type.String(),
  hamletId: Id,
  hamletName: Type.String(),
  label: Type.String(),
  named: Type.Boolean(),
  phone: Maybe,
  people: Type.Integer(),
  usuallyAway: Type.Integer(),
  vulnerable: VulnerableOut,
  rank: Type.Integer({ description: '1 is moved first, 8 last' }),
  houseType: Type.String(),
  floors: Type.Integer(),
  raisedM: Type.Number(),
  hazards: Type.Array(HazardWord),
  floodGroup: Type.Union([Type.Integer(), Type.Null()]),
  thresholdNote: Type.String(),
  bigLivestock: Type.Integer(),
  destination: Maybe,
  sample: Type.Boolean(),
})
export type HouseholdOut = Static<typeof HouseholdOut>

export const HouseholdCountOut = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  households: Type.Integer(),
  people: Type.Integer(),
  floodHouseholds: Type.Integer(),
  floodPeople: Type.Integer(),
  group1Households: Type.Integer(),
  group1People: Type.Integer(),
  landslideHouseholds: Type.Integer(),
  landslidePeople: Type.Integer(),
  vulnerable: VulnerableOut,
  transportHouseholds: Type.Integer({ description: 'households that somebody must fetch' }),
  bigLivestock: Type.Integer(),
})
export type HouseholdCountOut = Static<typeof HouseholdCountOut>
export const HouseholdRisk = Type.Object({ units: Type.Array(HouseholdCountOut), total: HouseholdCountOut })
export type HouseholdRisk = Static<typeof HouseholdRisk>

export const HouseholdList = Type.Object({
  unit: Type.Object({ id: Id, name: Type.String(), fullName: Type.String() }),
  named: Type.Boolean({ description: 'false: the reader sees codes, not names' }),
  readLogged: Type.Boolean(),
  households: Type.Array(HouseholdOut),
  hosts: Type.Array(
    Type.Object({
      id: Id,
      code: Type.String(),
      hamletName: Type.String(),
      label: Type.String(),
      phone: Maybe,
      capacity: Type.Integer(),
      safeFrom: Type.Array(HazardWord),
      sample: Type.Boolean(),
    }),
  ),
})
export type HouseholdList = Static<typeof HouseholdList>

export const HouseholdOpenIn = Type.Object({ reason: Line }, { additionalProperties: false })
export const HouseholdOpened = Type.Object({
  household: HouseholdOut,
  alternate: Type.Union([
    Type.Object({ name: Type.String(), relation: Type.String(), phone: Type.String() }),
    Type.Null(),
  ]),
  point: Type.Union([Type.Object({ lat: Type.Number(), lon: Type.Number() }), Type.Null()]),
  note: Maybe,
  grounds: Type.Object({ purpose: Type.String(), legalBasis: Type.String(), deleteAfter: Type.String() }),
})
export type HouseholdOpened = Static<typeof HouseholdOpened>

export const SheetFault = Type.Object({
  row: Type.Integer({ description: 'row of the sheet; 0 when the fault is about a sum' }),
  column: Type.String(),
  vi: Type.String(),
  en: Type.String(),
})
/** What an upload holds: good rows, rows with faults by row and column; `saved` after the good ones were taken in. */
export const SheetResult = Type.Object({
  rows: Type.Integer(),
  good: Type.Integer(),
  bad: Type.Integer(),
  added: Type.Integer(),
  changed: Type.Integer(),
  saved: Type.Boolean(),
  faults: Type.Array(SheetFault),
  warnings: Type.Array(SheetFault),
  more: Type.Integer({ description: 'faults and warnings beyond those listed' }),
})
export type SheetResult = Static<typeof SheetResult>

export const PersonalReads = Type.Object({
  reads: Type.Array(
    Type.Object({
      id: Id,
      at: Type.String(),
      user: Type.String(),
      unit: Type.String(),
      subject: Type.String(),
      records: Type.Integer(),
      purpose: Type.String(),
    }),
  ),
})
export type PersonalReads = Static<typeof PersonalReads>
