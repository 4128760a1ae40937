export { benchEvacuation, benchProvince } from './bench.ts'
export { haversineKm } from './distance.ts'
export { evacuationPolicies } from './policy.ts'
export {
  householdHazardNames,
  householdHazardOf,
  householdHazards,
  type HouseholdHazard,
  type Vulnerable,
} from './hazards.ts'
export {
  deriveMove,
  helpNeedNames,
  helpNeeds,
  moveKinds,
  moveStateNames,
  moveStates,
  type HelpNeed,
  type HouseholdMove,
  type MoveEvent,
  type MoveKind,
  type MovePlace,
  type MoveState,
} from './moves.ts'
export { planEvacuation } from './plan.ts'
export {
  placeWhyNames,
  unplacedNames,
  type EvacuationPlan,
  type Placement,
  type PlaceWhy,
  type PlanHousehold,
  type PlanInput,
  type PlanPlace,
  type PlanTotals,
  type Unplaced,
} from './plan-input.ts'
export { lastRank, needNames, needs, needsOf, needsTransport, priorityOf, saysNeeds, type Need } from './priority.ts'
export { checkRatio, tally as tallyMoves, type Counted, type Tally as MoveTally } from './tally.ts'
export { mustGo, type Call as EvacuationCall, type GoReason } from './who-must-go.ts'
