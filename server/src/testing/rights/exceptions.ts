import type { Case } from './relations.ts'

/**
 * Where a feature is stricter than its policy, or the request is answered otherwise than the rule says, and why that is
 * right. The walk fails when an exception changes nothing, so that this list cannot outlive its reasons.
 */
export type Exception = {
  routes: readonly string[]
  when: (c: Case) => boolean
  becomes: 'refused' | 'through'
  why: string
}

export const exceptions: readonly Exception[] = [
  {
    routes: ['POST /api/commendations/:id/review'],
    when: c => c.relation !== 'led',
    becomes: 'refused',
    why: 'a proposal is reviewed where it was sent to',
  },
  {
    routes: [
      'POST /api/inspections/:id/findings/:findingId/mend',
      'POST /api/inspections/:id/findings/:findingId/files',
    ],
    when: c => c.relation !== 'led',
    becomes: 'refused',
    why: 'what was mended is said by the unit that mends, never by the one that inspected',
  },
  {
    routes: ['POST /api/difficulties', 'POST /api/difficulties/:id/respond'],
    when: c => c.relation === 'child',
    becomes: 'refused',
    why: 'a difficulty is raised and settled by the unit that has it, not by the one above in its place',
  },
  {
    routes: ['POST /api/difficulties/:id/handle'],
    when: c => c.relation !== 'led',
    becomes: 'refused',
    why: 'the answer is given by the unit that was asked; others with a part in it read',
  },
  {
    routes: ['POST /api/civil-defence/:id/decide'],
    when: c => c.relation === 'child',
    becomes: 'refused',
    why: 'level 1 is declared by the head of the commune itself, not by the province in its place',
  },
  {
    routes: ['POST /api/tasks/:id/state', 'POST /api/tasks/:id/measures'],
    when: c => c.relation === 'cooperating',
    becomes: 'refused',
    why: 'how a task stands is said by its lead; who cooperates adds notes',
  },
  {
    routes: [
      'POST /api/reports',
      'PUT /api/reports/:id/values',
      'PUT /api/reports/:id/narratives',
      'POST /api/reports/:id/submit',
      'POST /api/reports/:form/:period/:unitId/sheet',
    ],
    when: c => c.relation === 'child',
    becomes: 'refused',
    why: 'figures are typed and sent by the unit itself, not by the province above it',
  },
  {
    routes: [
      'POST /api/reports/:id/return',
      'POST /api/reports/:id/accept',
      'POST /api/reports/:id/reopen',
      'POST /api/reports/accept',
    ],
    when: c => c.relation === 'own',
    becomes: 'refused',
    why: 'nobody judges the report of the own unit',
  },
  {
    routes: ['POST /api/own-plans/:id/return', 'POST /api/own-plans/:id/accept'],
    when: c => c.relation === 'led',
    becomes: 'refused',
    why: 'nobody judges the plan that the own unit owes',
  },
  {
    routes: ['POST /api/bulletins', 'POST /api/bulletins/confirm'],
    when: c => c.seat === 'commune' && c.relation === 'own',
    becomes: 'refused',
    why: 'an official level is entered at the province; a commune does not declare its own',
  },
]
