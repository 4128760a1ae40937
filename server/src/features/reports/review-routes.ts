import { Id, IsoDate, PeriodKey, ReportFormCode, ReportReview, ReportsAcceptIn, ReportsAccepted } from '@tusom/contract'
import { assertOther, policies, type Policy, refuse, reportJudges } from '@tusom/domain'
import { acceptReports, lockReports } from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Consolidation } from './consolidate.ts'
import { actualOnly, type ReportRoutes, tell } from './context.ts'
import { hrefOf } from './present.ts'
import { cleanOf, reviewOf, shownIn } from './review.ts'

const OfForm = Type.Object({
  form: ReportFormCode,
  period: PeriodKey,
  unit: Type.Optional(Id),
  asOf: Type.Optional(IsoDate),
})
type OfForm = { form: string; period: string; unit?: number | undefined; asOf?: string | undefined }

/** What should be looked at in the reports of a period, and acceptance of those in which there is nothing. */
export function registerReview(
  r: ReportRoutes,
  consolidation: (request: FastifyRequest, query: OfForm) => Promise<Consolidation>,
): void {
  const { app } = r

  app.get(
    '/api/reports/review',
    { config: { policy: 'reports.overview' }, schema: { querystring: OfForm, response: { 200: ReportReview } } },
    async request => {
      const c = await consolidation(request, request.query)
      const marks = await request.read(async tx => reviewOf(tx, c, await r.book(tx, c.over.id)))
      const of = (unitId: number) => marks.get(unitId) ?? []
      return {
        asOf: c.asOf.toISOString(),
        units: c.communes
          .filter(x => shownIn(x, of(x.unit.id)))
          .map(x => ({
            unitId: x.unit.id,
            name: x.unit.fullName,
            reportId: x.report?.id ?? 0,
            state: x.state,
            sentAt: x.report?.sentAt?.toISOString() ?? null,
            href: hrefOf(c.form.code, c.period.key, x.unit.id),
            marks: of(x.unit.id),
          })),
        mayJudge:
          refuse(request.actor, policies['reports.judge'] as Policy, { unitId: c.over.id, reach: c.reach }) === null,
        clean: cleanOf(c, marks),
      }
    },
  )

  app.post(
    '/api/reports/accept',
    {
      config: { policy: 'reports.judge' },
      schema: { body: ReportsAcceptIn, response: { 200: ReportsAccepted } },
    },
    async request => {
      actualOnly(request)
      const seen = new Map(request.body.reports.map(x => [x.id, Date.parse(x.sentAt)]))
      for (const id of seen.keys()) {
        const report = await r.reportById(id)
        request.permit({ unitId: report.unitId, reach: report.reach })
        assertOther(request.actor, reportJudges, report)
      }
      return request.command(async (tx, note) => {
        const held = await lockReports(tx, [...seen.keys()])
        const accepted = held
          .filter(x => x.state === 'submitted' && x.sentAt?.getTime() === seen.get(x.id))
          .map(x => x.id)
        await acceptReports(tx, accepted, {
          at: request.now,
          userId: request.actor.userId,
          name: request.actor.displayName,
          unitId: request.actor.homeUnitId,
        })
        note({
          command: 'report.accept-many',
          subject: 'reports',
          unitId: request.actor.homeUnitId,
          detail: { accepted },
        })
        if (accepted.length) await tell(tx)
        return { accepted, changed: [...seen.keys()].filter(id => !accepted.includes(id)) }
      })
    },
  )
}
