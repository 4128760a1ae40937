import { feature as apiTokens } from '../features/api-tokens/index.ts'
import { feature as backups } from '../features/backups/index.ts'
import { feature as briefings } from '../features/briefings/index.ts'
import { feature as bulletins } from '../features/bulletins/index.ts'
import { feature as civilDefence } from '../features/civil-defence/index.ts'
import { feature as commendations } from '../features/commendations/index.ts'
import { feature as communeHome } from '../features/commune-home/index.ts'
import { feature as digests } from '../features/digests/index.ts'
import { feature as difficulties } from '../features/difficulties/index.ts'
import { feature as documentCheck } from '../features/document-check/index.ts'
import { feature as documents } from '../features/documents/index.ts'
import { feature as dutyRoom } from '../features/duty-room/index.ts'
import { feature as incidents } from '../features/incidents/index.ts'
import { feature as evacuation } from '../features/evacuation/index.ts'
import { feature as hamlet } from '../features/hamlet/index.ts'
import { feature as households } from '../features/households/index.ts'
import { feature as inspections } from '../features/inspections/index.ts'
import { feature as keyAreas } from '../features/key-areas/index.ts'
import { feature as mail } from '../features/mail/index.ts'
import { feature as observations } from '../features/observations/index.ts'
import { feature as outlooks } from '../features/outlooks/index.ts'
import { feature as packs } from '../features/packs/index.ts'
import { feature as plans } from '../features/plans/index.ts'
import { feature as progressReports } from '../features/progress-reports/index.ts'
import { feature as disasterReports } from '../features/disaster-reports/index.ts'
import { feature as reportTemplates } from '../features/report-templates/index.ts'
import { feature as reports } from '../features/reports/index.ts'
import { feature as runs } from '../features/runs/index.ts'
import { feature as scenarios } from '../features/scenarios/index.ts'
import { feature as session } from '../features/session/index.ts'
import { feature as standingAgency } from '../features/standing-agency/index.ts'
import { feature as tasks } from '../features/tasks/index.ts'
import { feature as users } from '../features/users/index.ts'
import { feature as warnings } from '../features/warnings/index.ts'
import type { Feature } from './feature.ts'

/** All features of the web app: one line each, above and here. */
// biome-ignore format: one line each, so that two branches that add a feature do not meet on one line
export const features: readonly Feature[] = [
  apiTokens,
  backups,
  briefings,
  bulletins,
  civilDefence,
  commendations,
  communeHome,
  digests,
  difficulties,
  documentCheck,
  documents,
  dutyRoom,
  incidents,
  evacuation,
  hamlet,
  households,
  inspections,
  keyAreas,
  mail,
  observations,
  outlooks,
  packs,
  plans,
  progressReports,
  runs,
  scenarios,
  session,
  standingAgency,
  tasks,
  users,
  warnings,
  reports,
  reportTemplates,
  disasterReports,
]
