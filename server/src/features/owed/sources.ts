import type { OwedTile } from '@tusom/contract'
import type { FastifyRequest } from 'fastify'
import { owedCommendations } from '../commendations/owed-commendations.ts'
import { owedDifficulties } from '../difficulties/owed-difficulties.ts'
import { owedInspections } from '../inspections/owed-inspections.ts'
import { owedReports } from '../reports/owed-reports.ts'
import { owedTasks } from '../tasks/owed-tasks.ts'
import { owedWarnings } from '../warnings/owed-warnings.ts'

/**
 * Who fills the row "what is owed" of the duty room: each feature adds one line. A source reads with the rights of the one
 * who asks (`request.read`; the rest is at `request.server.ctx`) and gives no tile where nothing is owed to or by that person.
 */
export const owedSources: ((request: FastifyRequest) => Promise<OwedTile[]>)[] = [
  owedWarnings,
  owedTasks,
  owedReports,
  owedDifficulties,
  owedInspections,
  owedCommendations,
]
