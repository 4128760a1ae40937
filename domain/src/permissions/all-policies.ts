import { incidentPolicies } from '../incidents/policy.ts'
import { scenarioPolicies } from '../scenarios/policy.ts'
import type { Policy } from './permit.ts'
import { corePolicies } from './policies.ts'

/** All policies by name. A route names one of these or the server does not start. A feature adds one line here. */
export const policies: Record<string, Policy> = {
  ...corePolicies,
  ...incidentPolicies,
  ...scenarioPolicies,
}
