import { openCommendations } from '@tusom/store'
import type { FollowUpSource } from '../tasks/task-clock.ts'

const whats = { proposed: 'review', supported: 'decide', returned: 'complete' } as const

/** Proposals that wait for a word. Names no one: only the unit that proposes. */
export const digestCommendations: FollowUpSource = async (tx, { runId }) =>
  runId !== 0
    ? []
    : (await openCommendations(tx)).map(c => ({
        kind: 'commendation' as const,
        id: c.id,
        title: '',
        days: 0,
        hears: c.state === 'returned' ? c.unitId : c.toId,
        unitId: c.state === 'returned' ? c.toId : c.unitId,
        what: whats[c.state as keyof typeof whats],
      }))
