import type { EntryOut } from '@tusom/contract'
import { policies, refuse } from '@tusom/domain'
import { addEntry, type EntryRow, type IncidentRow, type Tx } from '@tusom/store'
import { compareVi } from '@tusom/vi-text'
import type { FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { named } from '../../core/places.ts'
import type { UnitTree } from '../../core/unit-tree.ts'

/** A phone's clock may be ahead by this much. */
export const CLOCK_SLACK_MS = 5 * 60_000

/** An incident as lists and pages show it. */
export const summaryOf = (tree: UnitTree, i: IncidentRow) => ({
  id: i.id,
  title: i.title,
  hazard: i.hazard,
  level: i.level,
  state: i.state,
  owner: named(tree, i.ownerId),
  lead: named(tree, i.leadId),
  communes: i.communeIds.map(id => named(tree, id)).sort((a, b) => compareVi(a.name, b.name)),
  openedAt: i.openedAt.toISOString(),
  openedBy: i.openedByName,
  closedAt: i.closedAt?.toISOString() ?? null,
  closedBy: i.closedByName,
  closeReason: i.closeReason,
})

/** One line of the log. */
export const entryOut = (tree: UnitTree, e: EntryRow): EntryOut => ({
  id: e.id,
  at: e.at.toISOString(),
  recordedAt: e.recordedAt.toISOString(),
  kind: e.kind,
  text: e.text,
  source: e.source,
  commune: e.communeId === null ? null : named(tree, e.communeId),
  correctsId: e.correctsId,
  link: e.link,
  by: e.byName,
  unit: named(tree, e.unitId),
})

/** The line that the system writes when something is done to an incident. */
export const writeLine = (tx: Tx, request: FastifyRequest, id: number, unitId: number, text: string) =>
  addEntry(
    tx,
    request.run.id,
    id,
    {
      at: request.now,
      recordedAt: request.now,
      kind: 'decision',
      text,
      source: '',
      communeId: null,
      correctsId: null,
      link: { kind: 'incident', id },
      key: randomUUID(),
    },
    { userId: request.actor.userId, name: request.actor.displayName, unitId },
  )

export const tellIncidents = (tx: Tx, request: FastifyRequest) =>
  tx.query(`select app.tell('incidents', $1)`, [request.run.id])

/** Whether a policy would let the person act: what a page offers, asked again when it is done. */
export const allowed = (request: FastifyRequest, policy: string, unitId: number, reach: readonly number[] = []) => {
  const rule = policies[policy]
  return rule !== undefined && refuse(request.actor, rule, { unitId, reach }) === null
}
