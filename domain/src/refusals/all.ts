import { levelRefusals } from '../levels/refusals.ts'
import { backupRefusals } from '../backups/refusals.ts'
import { apiTokenRefusals } from '../api-tokens/refusals.ts'
import { sensorThingsRefusals } from '../sensorthings/refusals.ts'
import { evacuationRefusals } from '../evacuation/refusals.ts'
import { householdRefusals } from '../households/refusals.ts'
import { shelterRefusals } from '../shelters/refusals.ts'
import { incidentRefusals } from '../incidents/refusals.ts'
import { scenarioRefusals } from '../scenarios/refusals.ts'
import { planRefusals } from '../plans/refusals.ts'
import { documentCheckRefusals, documentRefusals, ownPlanRefusals } from '../documents/refusals.ts'
import { mailRefusals } from '../mail/refusals.ts'
import { taskRefusals } from '../tasks/refusals.ts'
import { observationRefusals } from '../observations/refusals.ts'
import { bulletinRefusals } from '../bulletins/refusals.ts'
import { packRefusals } from '../packs/refusals.ts'
import { keyAreaRefusals } from '../key-areas/refusals.ts'
import { civilDefenceRefusals } from '../civil-defence/refusals.ts'
import { outlookRefusals } from '../outlooks/refusals.ts'
import { difficultyRefusals } from '../difficulties/refusals.ts'
import { commendationRefusals } from '../commendations/refusals.ts'
import { inspectionRefusals } from '../inspections/refusals.ts'
import { coreRefusals } from './catalogue.ts'
import { warningRefusals } from '../warnings/refusals.ts'
import { reportRefusals } from '../reports/refusals.ts'
import { reportTemplateRefusals } from '../report-templates/refusals.ts'
import { disasterReportRefusals } from '../disaster-reports/refusals.ts'
import { userRefusals } from '../users/refusals.ts'
import type { RefusalMeaning } from './refusal.ts'

/** All refusals of the product by code. A feature adds one line here. */
export const refusals: Record<string, RefusalMeaning> = {
  ...coreRefusals,
  ...backupRefusals,
  ...bulletinRefusals,
  ...userRefusals,
  ...evacuationRefusals,
  ...householdRefusals,
  ...shelterRefusals,
  ...warningRefusals,
  ...reportRefusals,
  ...reportTemplateRefusals,
  ...disasterReportRefusals,
  ...planRefusals,
  ...taskRefusals,
  ...mailRefusals,
  ...documentRefusals,
  ...documentCheckRefusals,
  ...ownPlanRefusals,
  ...incidentRefusals,
  ...scenarioRefusals,
  ...apiTokenRefusals,
  ...sensorThingsRefusals,
  ...observationRefusals,
  ...packRefusals,
  ...keyAreaRefusals,
  ...civilDefenceRefusals,
  ...outlookRefusals,
  ...difficultyRefusals,
  ...commendationRefusals,
  ...inspectionRefusals,
  ...levelRefusals,
}
