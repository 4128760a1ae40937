import { DayOffIn, DayOffParams, ReportDaysOff } from '@tusom/contract'
import { policies, type Policy, Refusal, refuse } from '@tusom/domain'
import { dropDayOff, keepDayOff, listDaysOff } from '@tusom/store'
import { Type } from 'typebox'
import { type ReportRoutes, tell } from './context.ts'
import { keeperOf } from './keeper.ts'
import { reachOf } from './report-file.ts'

/** Holidays and Saturdays worked in exchange: entered by the office, counted in every deadline of working days. */
export function registerDaysOff(r: ReportRoutes): void {
  const { app } = r

  app.get(
    '/api/reports/days-off',
    { config: { policy: 'reports.forms' }, schema: { response: { 200: ReportDaysOff } } },
    async request =>
      request.read(async tx => {
        const { provinceId } = request.actor
        const target = { unitId: provinceId, reach: await reachOf(tx, app.ctx.tree(), provinceId) }
        return {
          days: (await listDaysOff(tx, provinceId)).map(d => ({
            day: d.day,
            kind: d.kind,
            name: d.name,
            at: d.at.toISOString(),
            by: d.byName,
          })),
          mayKeep: request.run.id === 0 && refuse(request.actor, policies['reports.design'] as Policy, target) === null,
        }
      }),
  )

  app.put(
    '/api/reports/days-off/:day',
    {
      config: { policy: 'reports.design' },
      schema: { params: DayOffParams, body: DayOffIn, response: { 200: Type.Object({ day: Type.String() }) } },
    },
    async request =>
      request.command(async (tx, note) => {
        const { province, ownerId } = await keeperOf(app, tx, request)
        const { day } = request.params
        const { kind, name } = request.body
        await keepDayOff(tx, {
          provinceId: province.id,
          ownerId,
          day,
          kind,
          name,
          at: request.now,
          byName: request.actor.displayName,
        })
        note({ command: 'report-day.keep', subject: `report-day/${day}`, unitId: ownerId, detail: { kind, name } })
        await tell(tx)
        return { day }
      }),
  )

  app.delete(
    '/api/reports/days-off/:day',
    {
      config: { policy: 'reports.design' },
      schema: { params: DayOffParams, response: { 200: Type.Object({ day: Type.String() }) } },
    },
    async request =>
      request.command(async (tx, note) => {
        const { province, ownerId } = await keeperOf(app, tx, request)
        const { day } = request.params
        if (!(await dropDayOff(tx, province.id, day))) throw new Refusal('not-found', { what: 'ngày' })
        note({ command: 'report-day.drop', subject: `report-day/${day}`, unitId: ownerId, detail: {} })
        await tell(tx)
        return { day }
      }),
  )
}
