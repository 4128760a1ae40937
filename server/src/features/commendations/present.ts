import type { CommendationOut } from '@tusom/contract'
import {
  type CommendationAct,
  commendationActs,
  policies,
  type Policy,
  refuse,
  reviewsFor,
  type Role,
} from '@tusom/domain'
import {
  type CommendationRecord,
  type CommendationStep,
  findIncident,
  findReport,
  findTask,
  type Tx,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import type { Sealer } from '../../core/sealed.ts'
import type { UnitTree } from '../../core/unit-tree.ts'
import { hrefOf } from '../reports/present.ts'
import type { Chain } from '../tasks/chain.ts'
import { presentUnit } from '../tasks/present-task.ts'

/** Units for which somebody may propose, with themselves and what stands below or is consolidated: departments, communes, hamlets of a commune. */
export function proposingOf(request: FastifyRequest, tree: UnitTree, chain: Chain) {
  const { roles } = policies['commendations.propose'] as Policy
  const own = new Set(
    request.actor.assignments.filter(a => (roles as readonly Role[]).includes(a.role)).map(a => a.unitId),
  )
  return [...own].map(id => {
    const { subtree, consolidated } = chain.giver(id)
    const commune = tree.byId.get(id)?.kind === 'commune'
    const subjects = [...new Set([id, ...subtree, ...consolidated])]
      .flatMap(u => tree.byId.get(u) ?? [])
      .filter(u => u.id === id || (commune ? u.kind === 'hamlet' : u.kind === 'commune' || u.kind === 'department'))
    return { unit: presentUnit(tree, id), subjects: subjects.map(u => presentUnit(tree, u.id)) }
  })
}

function actsOf(request: FastifyRequest, c: CommendationRecord): CommendationAct[] {
  if (request.run.id !== 0 || c.erasedAt) return []
  const proposes = refuse(request.actor, policies['commendations.propose'] as Policy, { unitId: c.unitId }) === null
  const reviews = reviewsFor(request.actor, c.toId) && c.proposedBy !== request.actor.userId
  return (Object.keys(commendationActs) as CommendationAct[]).filter(act => {
    const rule = commendationActs[act]
    return (rule.reviews ? reviews : proposes) && rule.from.includes(c.state)
  })
}

/** What it rests on, where the reader may see it; else only that there is something. */
async function linkOf(tx: Tx, request: FastifyRequest, c: CommendationRecord): Promise<CommendationOut['link']> {
  if (c.linkKind === null || c.linkId === null) return null
  const [kind, id] = [c.linkKind, c.linkId]
  const found = async (): Promise<{ title: string; href: string } | null> => {
    if (kind === 'task') {
      const task = await findTask(tx, id, request.now)
      return task && { title: task.title, href: `/nhiem-vu/${id}` }
    }
    if (kind === 'incident') {
      const incident = await findIncident(tx, id)
      return incident && { title: incident.title, href: `/su-co/${id}` }
    }
    const report = await findReport(tx, id)
    return (
      report && {
        title: `${report.formCode} ${report.periodKey}`,
        href: hrefOf(report.formCode, report.periodKey, report.unitId),
      }
    )
  }
  const seen = await found()
  return { kind, id, title: seen?.title ?? '', href: seen?.href ?? null }
}

export async function presentCommendation(
  tx: Tx,
  request: FastifyRequest,
  tree: UnitTree,
  sealer: Sealer,
  c: CommendationRecord,
  steps: readonly CommendationStep[],
): Promise<CommendationOut> {
  return {
    id: c.id,
    kind: c.kind,
    unit: presentUnit(tree, c.unitId),
    to: presentUnit(tree, c.toId),
    subject: presentUnit(tree, c.subjectId),
    groupName: c.groupName,
    name: sealer.openMaybe(c.nameSealed, `commendations.name/${c.sealKey}`),
    position: sealer.openMaybe(c.positionSealed, `commendations.position/${c.sealKey}`),
    merit: c.merit,
    award: c.award,
    link: await linkOf(tx, request, c),
    grounds: { purpose: c.purpose, legalBasis: c.legalBasis, deleteAfter: c.deleteAfter },
    erased: c.erasedAt !== null,
    state: c.state,
    reviewText: c.reviewText,
    decision: c.decisionNumber && c.decisionDate ? { number: c.decisionNumber, date: c.decisionDate } : null,
    proposedAt: c.proposedAt.toISOString(),
    proposedBy: c.proposedByName,
    stateAt: c.stateAt.toISOString(),
    steps: steps.map(s => ({
      act: s.act,
      at: s.at.toISOString(),
      by: s.byName,
      unit: presentUnit(tree, s.unitId).fullName,
      text: s.text,
    })),
    may: actsOf(request, c),
    sample: c.sample,
  }
}
