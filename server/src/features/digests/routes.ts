import { DigestBadge, DigestList, Done } from '@tusom/contract'
import type { DigestContent } from '@tusom/domain'
import { digestReads, digestsOf, markDigestsRead, unreadCount, urgentOf } from '@tusom/store'
import type { App } from '../../app.ts'
import { heldUnits } from '../tasks/held-units.ts'
import { presentUnit } from '../tasks/present-task.ts'

const DAY = 86_400_000
/** Digests shown: two weeks of one unit, or the last days of one who sits at several. */
const SHOWN = 14
const SHOWN_URGENT = 30

export function registerDigests(app: App): void {
  app.get(
    '/api/digests',
    { config: { policy: 'digests.read' }, schema: { response: { 200: DigestList } } },
    async request => {
      const units = heldUnits(request)
      const { digests, urgent, reads } = await request.read(async tx => ({
        digests: await digestsOf(tx, units, SHOWN),
        urgent: await urgentOf(tx, units, new Date(request.now.getTime() - SHOWN * DAY), SHOWN_URGENT),
        reads: new Map((await digestReads(tx)).map(r => [r.unitId, r.seenAt])),
      }))
      const tree = app.ctx.tree()
      const unread = (unitId: number, at: Date) => {
        const seen = reads.get(unitId)
        return seen === undefined || at > seen
      }
      return {
        now: request.now.toISOString(),
        digests: digests.map(d => {
          const c = d.content as DigestContent
          return {
            unit: presentUnit(tree, d.unitId),
            day: d.day,
            madeAt: d.madeAt.toISOString(),
            unread: unread(d.unitId, d.madeAt),
            late: c.late,
            soon: c.soon,
            given: c.given,
            cannot: {
              count: c.cannot.count,
              lines: c.cannot.lines.map(({ unitId, ...l }) => ({ ...l, unit: presentUnit(tree, unitId) })),
            },
            escalated: {
              count: c.escalated.count,
              lines: c.escalated.lines.map(({ unitId, ...l }) => ({ ...l, unit: presentUnit(tree, unitId) })),
            },
            ownPlans: {
              count: c.ownPlans.count,
              lines: c.ownPlans.lines.map(({ unitId, ...l }) => ({ ...l, unit: presentUnit(tree, unitId) })),
            },
            // digests of before there were any have no such part
            followUps: {
              count: c.followUps?.count ?? 0,
              lines: (c.followUps?.lines ?? []).map(({ unitId, ...l }) => ({ ...l, unit: presentUnit(tree, unitId) })),
            },
          }
        }),
        urgent: urgent.map(u => ({
          id: u.id,
          unit: presentUnit(tree, u.unitId),
          at: u.at.toISOString(),
          kind: u.kind as 'given' | 'cannot',
          taskIds: u.taskIds,
          detail: u.detail,
          unread: unread(u.unitId, u.at),
        })),
      }
    },
  )

  app.get(
    '/api/digests/badge',
    { config: { policy: 'digests.read' }, schema: { response: { 200: DigestBadge } } },
    async request => request.read(tx => unreadCount(tx, heldUnits(request))),
  )

  app.post(
    '/api/digests/seen',
    { config: { policy: 'digests.read' }, schema: { response: { 200: Done } } },
    async request => {
      await request.command(async (tx, note) => {
        await markDigestsRead(tx, request.run.id, request.actor.userId, heldUnits(request), request.now)
        note({ command: 'digest.seen', subject: `user/${request.actor.userId}` })
      })
      return { ok: true as const }
    },
  )
}
