import { CommunePlan, EvacuationSummary } from '@tusom/contract'
import { type EvacuationCall, householdHazards, policies, type Policy, refuse } from '@tusom/domain'
import { activeOrders, evacuationCounts, evacuationReports, householdCounts, listShelters } from '@tusom/store'
import { Type } from 'typebox'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { hamletsUnder, mayName } from '../households/names.ts'
import { tallyOf } from './progress.ts'
import { CommuneParams, presentOrder, callOf, communeOf, latest } from './present.ts'
import { planRows } from './plan-rows.ts'

/** How an evacuation stands: all communes that the reader watches, and one of them in full. */
export function registerEvacuationPages(app: App): void {
  const sealer = new Sealer(app.ctx.dataKey)

  app.get(
    '/api/evacuation/summary',
    { config: { policy: 'evacuation.summary' }, schema: { response: { 200: EvacuationSummary } } },
    async request => {
      const tree = app.ctx.tree()
      const { counts, reports, orders, risk } = await request.read(async tx => ({
        counts: await evacuationCounts(tx),
        reports: await evacuationReports(tx),
        orders: await activeOrders(tx, null),
        risk: await householdCounts(tx),
      }))
      const group = <T extends { communeId: number }>(list: T[]) => Map.groupBy(list, x => x.communeId)
      const [countsOf, reportsOf, ordersOf, riskOf] = [group(counts), group(reports), group(orders), group(risk)]
      const ids = new Set([...countsOf.keys(), ...ordersOf.keys(), ...riskOf.keys()])
      const communes = [...ids].flatMap(id => {
        const unit = tree.byId.get(id)
        if (!unit) return []
        const mine = countsOf.get(id) ?? []
        const told = reportsOf.get(id) ?? []
        const sum = (pick: (c: (typeof mine)[number]) => number) => mine.reduce((s, c) => s + pick(c), 0)
        return [
          {
            unitId: id,
            unitName: unit.fullName,
            orders: (ordersOf.get(id) ?? []).map(presentOrder),
            atRisk: {
              households: (riskOf.get(id) ?? []).reduce((s, r) => s + r.households, 0),
              people: (riskOf.get(id) ?? []).reduce((s, r) => s + r.people, 0),
            },
            tally: tallyOf(mine),
            reportedHamlets: told.length,
            ofHamlets: new Set(mine.map(c => c.hamletId)).size,
            reportedAt: latest(told)?.toISOString() ?? null,
            transportLeft: {
              households: sum(c => c.transportHouseholds),
              people: sum(c => c.transportPeople),
            },
          },
        ]
      })
      const moving = communes.filter(c => c.tally.total.households > 0)
      return {
        now: request.now.toISOString(),
        total: tallyOf(counts),
        communes: communes.sort(
          (a, b) => b.tally.total.people - a.tally.total.people || (a.unitName < b.unitName ? -1 : 1),
        ),
        reported: moving.filter(c => c.reportedAt !== null).length,
        of: moving.length,
        silent: moving.filter(c => c.reportedAt === null).map(c => c.unitName),
        asOf: latest(reports)?.toISOString() ?? null,
      }
    },
  )

  app.get(
    '/api/evacuation/:communeId',
    {
      config: { policy: 'evacuation.read' },
      schema: {
        params: CommuneParams,
        querystring: Type.Object({
          hazard: Type.Optional(Type.Union([Type.Literal('flood'), Type.Literal('landslide')])),
          level: Type.Optional(Type.Integer({ minimum: 0, maximum: 5 })),
          alarm: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
          rising: Type.Optional(Type.Boolean()),
        }),
        response: { 200: CommunePlan },
      },
    },
    async request => {
      const commune = communeOf(app.ctx.tree(), request.params.communeId)
      request.permit({ unitId: commune.id })
      const tree = app.ctx.tree()
      // one row a household is for whoever may read households; to hold a role above the commune is not enough
      const holds = refuse(request.actor, policies['households.read'] as Policy, { unitId: commune.id }) === null
      const q = request.query
      return request.read(async tx => {
        const orders = await activeOrders(tx, commune.id)
        const counts = (await evacuationCounts(tx)).filter(c => c.communeId === commune.id)
        const reports = (await evacuationReports(tx)).filter(r => r.communeId === commune.id)
        const shelters = await listShelters(tx, [commune.id])
        const trial = q.hazard !== undefined || (!orders.length && !counts.length)
        const calls: EvacuationCall[] = trial
          ? // without a hazard or level asked for: what it would take to move everybody in the register at once
            (q.hazard ? [q.hazard] : householdHazards).map(hazard => ({
              hazard,
              level: q.level ?? null,
              alarm: q.alarm ?? null,
              rising: q.rising ?? false,
              everyone: q.level === undefined && q.alarm === undefined,
            }))
          : orders.map(callOf)
        const named = mayName(request, tree, commune.id)
        const { rows, totals } = holds
          ? await planRows(app, sealer, tx, request, commune.id, calls, trial, named)
          : { rows: [], totals: null }
        const hamlets = [...hamletsUnder(tree, commune.id).values()]
        const told = new Map(reports.map(r => [r.hamletId, r.knownAt]))
        const byHamlet = Map.groupBy(counts, c => c.hamletId)
        return {
          now: request.now.toISOString(),
          commune: { id: commune.id, name: commune.name, fullName: commune.fullName },
          orders: orders.map(presentOrder),
          trial,
          rowsShown: holds,
          named,
          mayOrder: refuse(request.actor, policies['evacuation.order'] as never, { unitId: commune.id }) === null,
          totals,
          progress: tallyOf(counts),
          hamlets: hamlets.map(h => ({
            id: h.id,
            name: h.name,
            tally: tallyOf(byHamlet.get(h.id) ?? []),
            reportedAt: told.get(h.id)?.toISOString() ?? null,
          })),
          reported: [...byHamlet.keys()].filter(id => told.has(id)).length,
          of: byHamlet.size,
          asOf: latest(reports)?.toISOString() ?? null,
          shelters: shelters
            .filter(s => s.active)
            .map(s => ({
              id: s.id,
              name: s.name,
              capacity: s.capacity,
              there: s.there,
              coming: s.coming,
              safe: calls.every(c => s.safeFrom.includes(c.hazard)),
            })),
          rows,
        }
      })
    },
  )
}
