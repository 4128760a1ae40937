import { apiTokenPolicies } from '../api-tokens/policy.ts'
import { sensorThingsPolicies } from '../sensorthings/policy.ts'
import { evacuationPolicies } from '../evacuation/policy.ts'
import { householdPolicies } from '../households/policy.ts'
import { shelterPolicies } from '../shelters/policy.ts'
import { incidentPolicies } from '../incidents/policy.ts'
import { scenarioPolicies } from '../scenarios/policy.ts'
import { planPolicies } from '../plans/policy.ts'
import { documentCheckPolicies, documentPolicies, ownPlanPolicies, progressPolicies } from '../documents/policy.ts'
import { mailPolicies } from '../mail/policy.ts'
import { taskPolicies } from '../tasks/policy.ts'
import { userPolicies } from '../users/policy.ts'
import { observationPolicies } from '../observations/policy.ts'
import { bulletinPolicies } from '../bulletins/policy.ts'
import { packPolicies } from '../packs/policy.ts'
import { keyAreaPolicies } from '../key-areas/policy.ts'
import { civilDefencePolicies } from '../civil-defence/policy.ts'
import { outlookPolicies } from '../outlooks/policy.ts'
import { difficultyPolicies } from '../difficulties/policy.ts'
import { commendationPolicies } from '../commendations/policy.ts'
import { inspectionPolicies } from '../inspections/policy.ts'
import type { Policy } from './permit.ts'
import { corePolicies } from './policies.ts'
import { warningPolicies } from '../warnings/policy.ts'
import { reportPolicies } from '../reports/policy.ts'
import { reportTemplatePolicies } from '../report-templates/policy.ts'
import { disasterReportPolicies } from '../disaster-reports/policy.ts'

/** All policies by name. A route names one of these or the server does not start. A feature adds one line here. */
export const policies: Record<string, Policy> = {
  ...corePolicies,
  ...bulletinPolicies,
  ...userPolicies,
  ...evacuationPolicies,
  ...householdPolicies,
  ...shelterPolicies,
  ...warningPolicies,
  ...reportPolicies,
  ...reportTemplatePolicies,
  ...disasterReportPolicies,
  ...planPolicies,
  ...taskPolicies,
  ...mailPolicies,
  ...documentPolicies,
  ...documentCheckPolicies,
  ...ownPlanPolicies,
  ...progressPolicies,
  ...incidentPolicies,
  ...scenarioPolicies,
  ...apiTokenPolicies,
  ...sensorThingsPolicies,
  ...observationPolicies,
  ...packPolicies,
  ...keyAreaPolicies,
  ...civilDefencePolicies,
  ...outlookPolicies,
  ...difficultyPolicies,
  ...commendationPolicies,
  ...inspectionPolicies,
}
