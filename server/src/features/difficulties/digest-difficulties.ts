import { difficultyStanding, proposedDifficultyRules } from '@tusom/domain'
import { allDifficultyRules, openDifficulties } from '@tusom/store'
import type { FollowUp, FollowUpSource } from '../tasks/task-clock.ts'

/** What a unit hears once a day: what it must answer, what waits for its word, what others have not answered in time. */
export const digestDifficulties: FollowUpSource = async (tx, { runId, chain, today, since }) => {
  const rules = new Map((await allDifficultyRules(tx)).map(r => [r.provinceId, r]))
  return (await openDifficulties(tx, runId)).flatMap((d): FollowUp[] => {
    const due = difficultyStanding(d, today, rules.get(d.provinceId) ?? proposedDifficultyRules)
    const line = { kind: 'difficulty' as const, id: d.id, title: d.title, days: due.days }
    if (d.state === 'asked-back') return [{ ...line, hears: d.unitId, unitId: d.toId, what: 'reply' as const }]
    if (d.state === 'answered') return [{ ...line, hears: d.unitId, unitId: d.toId, what: 'settle' as const }]
    const answering = [d.toId, ...chain.agenciesOf(d.toId)]
    const what: FollowUp['what'] | null =
      due.kind === 'late'
        ? 'answer-late'
        : due.kind === 'soon'
          ? 'answer-soon'
          : d.stateAt > since
            ? 'answer-new'
            : null
    const others = due.kind === 'late' ? chain.consolidating(d.unitId).filter(id => !answering.includes(id)) : []
    return [
      ...(what ? answering.map(hears => ({ ...line, hears, unitId: d.unitId, what })) : []),
      ...others.map(hears => ({ ...line, hears, unitId: d.toId, what: 'others-late' as const })),
    ]
  })
}
