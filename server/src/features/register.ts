import type { App } from '../app.ts'
import { registerApiTokens } from './api-tokens/routes.ts'
import { registerAudit } from './audit/routes.ts'
import type { BackupSettings } from './backups/backup-desk.ts'
import { registerBackups } from './backups/routes.ts'
import { registerBulletins } from './bulletins/routes.ts'
import { registerDemo, type Sample } from './demo/routes.ts'
import { registerIncidents } from './incidents/routes.ts'
import { registerCommuneLevels } from './levels/commune-routes.ts'
import { registerLevels } from './levels/routes.ts'
import { registerEvacuation } from './evacuation/routes.ts'
import { registerKeyAreas } from './key-areas/routes.ts'
import { registerCivilDefence } from './civil-defence/routes.ts'
import { registerOutlooks } from './outlooks/routes.ts'
import { registerDifficulties } from './difficulties/routes.ts'
import { registerCommendations } from './commendations/routes.ts'
import { registerInspections } from './inspections/routes.ts'
import { registerHouseholds } from './households/routes.ts'
import { registerShelters } from './shelters/routes.ts'
import { registerMqtt } from './mqtt/routes.ts'
import { Ingest } from './observations/ingest.ts'
import { registerObservations } from './observations/routes.ts'
import { registerDocuments } from './documents/routes.ts'
import { registerDocumentCheck } from './document-check/routes.ts'
import { registerMail } from './mail/routes.ts'
import { registerDigests } from './digests/routes.ts'
import { registerDisasterReports } from './disaster-reports/routes.ts'
import { registerOwed } from './owed/routes.ts'
import { registerPacks } from './packs/routes.ts'
import { registerPlans } from './plans/routes.ts'
import { registerPublic } from './public/routes.ts'
import { registerReports } from './reports/routes.ts'
import { registerBriefings } from './briefings/routes.ts'
import { registerReportTemplates } from './report-templates/routes.ts'
import { registerRuns } from './runs/routes.ts'
import { registerScenarios } from './scenarios/routes.ts'
import { registerSensorThings } from './sensorthings/routes.ts'
import { registerSession } from './session/routes.ts'
import { registerStations } from './stations/routes.ts'
import { registerTasks } from './tasks/routes.ts'
import { startTaskClock } from './tasks/task-clock.ts'
import { registerUnits } from './units/routes.ts'
import { registerWarnings } from './warnings/routes.ts'
import { registerUsers } from './users/routes.ts'

/** Every feature of the server, one line each. */
export function registerFeatures(app: App, sample: Sample | null, backups: BackupSettings | null): { ingest: Ingest } {
  const ingest = new Ingest(app.ctx)
  registerSession(app)
  registerUnits(app)
  registerHouseholds(app)
  registerShelters(app)
  registerEvacuation(app)
  registerUsers(app)
  registerApiTokens(app)
  registerRuns(app)
  registerObservations(app, ingest)
  registerMqtt(app, ingest)
  registerLevels(app, ingest)
  registerCommuneLevels(app, ingest)
  registerKeyAreas(app, ingest)
  registerCivilDefence(app)
  registerOutlooks(app, ingest)
  registerDifficulties(app)
  registerCommendations(app)
  registerInspections(app)
  registerBulletins(app, ingest)
  registerPacks(app, ingest)
  registerWarnings(app, ingest)
  registerPublic(app)
  registerScenarios(app)
  registerIncidents(app, ingest)
  registerStations(app, ingest)
  registerSensorThings(app, ingest)
  registerDemo(app, sample)
  registerPlans(app)
  registerTasks(app)
  registerDigests(app)
  registerMail(app)
  registerDocuments(app)
  registerDocumentCheck(app)
  startTaskClock(app)
  registerOwed(app)
  registerReports(app)
  registerReportTemplates(app)
  registerBriefings(app)
  registerDisasterReports(app)
  registerAudit(app)
  registerBackups(app, backups)
  return { ingest }
}
