import { incidentRefusals } from '../incidents/refusals.ts'
import { scenarioRefusals } from '../scenarios/refusals.ts'
import { coreRefusals } from './catalogue.ts'
import type { RefusalMeaning } from './refusal.ts'

/** All refusals of the product by code. A feature adds one line here. */
export const refusals: Record<string, RefusalMeaning> = {
  ...coreRefusals,
  ...incidentRefusals,
  ...scenarioRefusals,
}
