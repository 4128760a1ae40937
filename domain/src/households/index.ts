export { seesNames } from './policy.ts'
export {
  checkHouseholdRow,
  checkHouseholdTotals,
  householdColumns,
  houseTypes as householdHouseTypes,
  normalPhone,
  type HouseholdColumn,
  type HouseholdContext,
  type HouseholdRecord,
  type HouseType,
} from './sheet.ts'
export { checkShelterRow, shelterColumns, type ShelterColumn, type ShelterContext } from '../shelters/sheet.ts'
export { shelterKindNames, shelterKinds, type ShelterKind, type ShelterRecord } from '../shelters/sheet.ts'
export { findHeader, type Cell as SheetCell, type CellFault, type SheetColumn } from '../sheets/sheet.ts'
