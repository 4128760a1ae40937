/**
 * The sample province (tỉnh Lạng Sơn). Names and codes of communes and bodies are real; hamlets, households, people,
 * shapes, most alarm levels and all readings and report figures are invented and carry a mark. See the README.
 */
export { communeShapes, communeNeighbours, kmBetween, SHAPES_NOTE, type CommuneShape } from './shapes/commune-shapes.ts'
export { INVENTED, VALID_FROM, type Figure, type Status } from './provenance.ts'
export type { Susceptibility, Unit, UnitKind } from './units/unit.ts'
export { PROVINCE_CODE, communeUnits, hamletsOf, units } from './units/units.ts'
export type { Indicator, Station } from './stations/station.ts'
export { stations } from './stations/stations.ts'
export type { WatchPoint, WatchSeries } from './stations/watch-point.ts'
export { watchPoints } from './stations/watch-points.ts'
export { watchReadings } from './readings/watch-readings.ts'
export type { Reading } from './readings/reading.ts'
export { floodFacts, floodReadings } from './readings/flood.ts'
export { calmFacts, calmReadings } from './readings/calm.ts'
export type { HostHousehold, HouseType, Household, HouseholdHazard, Shelter, Vulnerable } from './people/household.ts'
export { HOUSEHOLDS, SHORT_OF_PLACES } from './people/household-counts.ts'
export { hostHouseholds, households, shelters } from './people/people.ts'
export { SAMPLE_PASSWORD, accounts, type Account, type Role } from './accounts/accounts.ts'
export {
  publicAdvice,
  type AdviceHazard,
  type AdvicePhase,
  type Line,
  type PublicAdvice,
} from './advice/public-advice.ts'
export { samplePlanText } from './plan/sample-plan.ts'
export { adoptedForms, sampleForms } from './reports/forms.ts'
export { type Caught, type PlantedFault, plantedFaults, type Planting } from './reports/planted-faults.ts'
export { faultPeriod, sampleReports } from './reports/plant-faults.ts'
export { explainedWords } from './reports/report-words.ts'
export { cleanReports } from './reports/reports.ts'
export { keyOf, reportKey, type SampleCell, type SampleReport } from './reports/sample-report.ts'
export { functions, unitsFor, type Carrier, type FunctionCode, type UnitFunction } from './scenario/functions.ts'
export type { Clock, FrameworkScenario, Phase, ScenarioStep } from './scenario/scenario.ts'
export { floodLandslideScenario } from './scenario/flood-landslide.ts'
