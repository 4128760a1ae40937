import { findingStanding } from '@tusom/domain'
import { openFindings } from '@tusom/store'
import type { FollowUp, FollowUpSource } from '../tasks/task-clock.ts'

/** What a unit hears once a day: what it must mend; who inspected hears what is late and what is said to be mended. */
export const digestInspections: FollowUpSource = async (tx, { runId, today, since }) =>
  (await openFindings(tx, runId)).flatMap((f): FollowUp[] => {
    const due = findingStanding(f, 'concluded', today)
    const line = { kind: 'inspection' as const, id: f.inspectionId, title: f.what.slice(0, 200), days: due.days }
    const decider = { ...line, hears: f.deciderId, unitId: f.menderId }
    if (f.state === 'mended') return [{ ...decider, what: 'mend-check' as const }]
    const what: FollowUp['what'] | null =
      due.kind === 'late' ? 'mend-late' : due.kind === 'soon' ? 'mend-soon' : f.stateAt > since ? 'mend-new' : null
    return [
      ...(what ? [{ ...line, hears: f.menderId, unitId: f.deciderId, what }] : []),
      ...(due.kind === 'late' ? [{ ...decider, what: 'mend-others-late' as const }] : []),
    ]
  })
