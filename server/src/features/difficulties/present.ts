import type { DifficultyOut, UnitRef } from '@tusom/contract'
import {
  competentFor,
  difficultyActs,
  type DifficultyAct,
  type DifficultyRules,
  difficultyStanding,
  handlingActs,
  policies,
  type Policy,
  type Role,
  respondingActs,
} from '@tusom/domain'
import type { DifficultyRecord } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { UnitTree } from '../../core/unit-tree.ts'
import { presentUnit } from '../tasks/present-task.ts'

/** Departments of a unit's province that stand on a day. */
export const departmentsOf = (tree: UnitTree, unitId: number, day: string) => {
  const province = tree.provinceOf(unitId)
  return province
    ? tree
        .childrenOf(province.id)
        .filter(u => u.kind === 'department' && u.validFrom <= day && (u.validTo === null || u.validTo > day))
    : []
}

/** The units for which somebody may raise, each with whom it may ask. */
export function raisingOf(request: FastifyRequest, tree: UnitTree, day: string) {
  const { roles } = policies['difficulties.raise'] as Policy
  const own = new Set(request.actor.assignments.filter(a => roles.includes(a.role as Role & never)).map(a => a.unitId))
  return [...own].flatMap(id => {
    const to = competentFor(tree.ancestors(id), departmentsOf(tree, id, day))
    return to.length
      ? [
          {
            unit: presentUnit(tree, id),
            to: to.map(u => ({ ...presentUnit(tree, u), kind: tree.byId.get(u)?.kind ?? '' })),
          },
        ]
      : []
  })
}

/** What may be done at this step by the sides that somebody holds. */
export function actsAt(d: DifficultyRecord, sides: { raiser: boolean; addressee: boolean }): DifficultyAct[] {
  const all: DifficultyAct[] = [...(sides.addressee ? handlingActs : []), ...(sides.raiser ? respondingActs : [])]
  return all.filter(a => difficultyActs[a].from.includes(d.state))
}

export function presentDifficulty(
  d: DifficultyRecord,
  tree: UnitTree,
  today: string,
  rules: DifficultyRules,
  sides: { raiser: boolean; addressee: boolean },
): DifficultyOut {
  const unit = (id: number): UnitRef => presentUnit(tree, id)
  return {
    id: d.id,
    title: d.title,
    text: d.text,
    unit: unit(d.unitId),
    to: unit(d.toId),
    field: d.field,
    state: d.state,
    outcome: d.outcome,
    answer: d.answer,
    firstDueOn: d.firstDueOn,
    dueOn: d.dueOn,
    due: difficultyStanding(d, today, rules),
    passes: d.passes,
    reopened: d.reopened,
    raisedAt: d.raisedAt.toISOString(),
    raisedBy: d.raisedByName,
    answeredAt: d.answeredAt?.toISOString() ?? null,
    stateAt: d.stateAt.toISOString(),
    mine:
      d.state === 'open' ? sides.addressee : d.state === 'asked-back' || d.state === 'answered' ? sides.raiser : false,
    sample: d.sample,
  }
}
