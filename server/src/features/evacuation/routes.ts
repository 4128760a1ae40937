import {
  CommunePlan,
  type EvacuationRow,
  EvacuationSummary,
  HamletPage,
  MoveBatch,
  MoveResult,
  OrderEndIn,
  OrderIn,
  type OrderOut,
  OrderResult,
  type PlanTotalsOut,
} from '@tusom/contract'
import {
  type EvacuationCall,
  type HouseholdHazard,
  householdHazardOf,
  householdHazards,
  type MovePlace,
  needsTransport,
  policies,
  type Policy,
  refuse,
  Refusal,
  saysNeeds,
} from '@tusom/domain'
import {
  activeOrders,
  addOrder,
  asEvent,
  currentLevels,
  endOrders,
  evacuationCounts,
  evacuationReports,
  type HostRow,
  householdCounts,
  listShelters,
  lockCommunePlan,
  movesOfHamlets,
  type NewPlace,
  type OrderRow,
  publicWarnings,
  replacePlaces,
  type ShelterRow,
  type Tx,
  type UnitRow,
} from '@tusom/store'
import { formatDateTime } from '@tusom/vi-text'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { hamletsUnder, mayName, noteRead } from '../households/names.ts'
import { hostLabel, openAlternate, openNote, presentHousehold } from '../households/present.ts'
import { buildPlan, type CommuneRegister, placeOf, readRegister } from './build-plan.ts'
import { tallyOf } from './progress.ts'
import { checkEnvelope, judgeMoves, storeMoves } from './take-moves.ts'

const CommuneParams = Type.Object({ communeId: Type.Integer({ minimum: 1 }) })
const envelope = Compile(MoveBatch)

const presentOrder = (o: OrderRow): OrderOut => ({
  id: o.id,
  hazard: o.hazard,
  level: o.level,
  alarm: o.alarm,
  rising: o.rising,
  everyone: o.everyone,
  dueAt: o.dueAt?.toISOString() ?? null,
  orderedAt: o.orderedAt.toISOString(),
  orderedBy: o.orderedByName,
})
const callOf = (o: OrderRow): EvacuationCall => ({
  hazard: o.hazard,
  level: o.level,
  alarm: o.alarm,
  rising: o.rising,
  everyone: o.everyone,
})

export function registerEvacuation(app: App): void {
  const sealer = new Sealer(app.ctx.dataKey)

  function communeOf(id: number): UnitRow {
    const unit = app.ctx.tree().byId.get(id)
    if (!unit) throw new Refusal('not-found', { what: 'xã, phường này' })
    if (unit.kind !== 'commune') throw new Refusal('evacuation.not-commune', { unit: unit.fullName })
    return unit
  }

  /** Names of places for showing; a host whom the reader may not see is called by where it is. */
  function placeNames(register: { hosts: HostRow[]; shelters: ShelterRow[] }, named: boolean) {
    const shelters = new Map(register.shelters.map(s => [s.id, s.name]))
    const hosts = new Map(register.hosts.map(h => [h.id, hostLabel(sealer, h, named)]))
    return (p: MovePlace | null) =>
      p && {
        ...p,
        label: p.kind === 'shelter' ? (shelters.get(p.id) ?? 'điểm sơ tán') : (hosts.get(p.id) ?? 'hộ nhận ngoài thôn'),
      }
  }

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
      const commune = communeOf(request.params.communeId)
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
          ? await planRows(tx, request, commune.id, calls, trial, named)
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

  async function planRows(
    tx: Tx,
    request: FastifyRequest,
    communeId: number,
    calls: readonly EvacuationCall[],
    trial: boolean,
    named: boolean,
  ): Promise<{ rows: EvacuationRow[]; totals: PlanTotalsOut }> {
    const tree = app.ctx.tree()
    const hamlets = hamletsUnder(tree, communeId)
    const register = await readRegister(tx, tree, communeId)
    // in force: what people were told, as it was told; a trial: as it would be
    const fresh = trial ? buildPlan(tree, sealer, register, calls) : null
    const rows: NewPlace[] = fresh ? fresh.rows : [...register.places.values()].map(p => ({ ...p, place: placeOf(p) }))
    const byId = new Map(register.households.map(h => [h.id, h]))
    const label = placeNames(register, named)
    const shown = rows.flatMap((r): EvacuationRow[] => {
      const h = byId.get(r.householdId)
      if (!h) return []
      const s = trial ? undefined : register.states.get(h.id)
      const destination = label(r.place)
      return [
        {
          household: presentHousehold(
            sealer,
            h,
            hamlets.get(h.hamletId)?.name ?? '',
            destination?.label ?? null,
            named,
          ),
          reason: { code: r.reason.code, vi: r.reason.vi, en: r.reason.en },
          needs: { vi: saysNeeds(h, 'vi'), en: saysNeeds(h, 'en') },
          transport: r.transport,
          destination,
          distanceKm: r.distanceKm === null ? null : Math.round(r.distanceKm * 10) / 10,
          why: r.why,
          wish: r.wish,
          unplaced: r.unplaced,
          state: s?.state ?? 'planned',
          since: s?.since?.toISOString() ?? null,
          at: label(placeOf(s)),
          help: s?.help ? { need: s.help as never, since: (s.helpSince as Date).toISOString() } : null,
          refusedSince: s?.refusedSince?.toISOString() ?? null,
          by: s?.byName ?? null,
        },
      ]
    })
    if (named) await noteRead(tx, request, communeId, `evacuation/${communeId}`, shown.length, 'xem phương án sơ tán')
    return { rows: shown, totals: totalsOf(rows, register, calls) }
  }

  app.post(
    '/api/evacuation/:communeId/order',
    {
      config: { policy: 'evacuation.order' },
      schema: { params: CommuneParams, body: OrderIn, response: { 200: OrderResult } },
    },
    async request => {
      const commune = communeOf(request.params.communeId)
      request.permit({ unitId: commune.id })
      const o = request.body
      const dueAt = o.dueAt === null ? null : new Date(o.dueAt)
      if (dueAt && dueAt <= request.now)
        throw new Refusal('evacuation.due-past', { now: formatDateTime(request.now.getTime()) })
      const done = await request.command(async (tx, note) => {
        await lockCommunePlan(tx, request.run.id, commune.id)
        const before = (await activeOrders(tx, commune.id)).find(x => x.hazard === o.hazard)
        await endOrders(tx, commune.id, o.hazard, request.now, request.actor.displayName)
        await addOrder(tx, {
          ...o,
          runId: request.run.id,
          communeId: commune.id,
          dueAt,
          since: before?.since ?? request.now,
          orderedAt: request.now,
          orderedBy: request.actor.userId,
          orderedByName: request.actor.displayName,
        })
        const made = await replan(tx, request.run.id, commune.id)
        if (!made.rows.some(r => r.reason.hazard === o.hazard && r.reason.code !== 'under-way'))
          throw new Refusal('evacuation.nobody')
        note({
          command: 'evacuation.order',
          subject: `evacuation/${commune.id}`,
          unitId: commune.id,
          detail: { ...o, households: made.rows.length, placesShort: made.plan.totals.placesShort },
        })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
        return made.plan.totals
      })
      return { ok: true as const, households: done.households, placesShort: done.placesShort }
    },
  )

  app.post(
    '/api/evacuation/:communeId/end',
    {
      config: { policy: 'evacuation.order' },
      schema: { params: CommuneParams, body: OrderEndIn, response: { 200: OrderResult } },
    },
    async request => {
      const commune = communeOf(request.params.communeId)
      request.permit({ unitId: commune.id })
      const done = await request.command(async (tx, note) => {
        await lockCommunePlan(tx, request.run.id, commune.id)
        const { hazard } = request.body
        const ended = await endOrders(tx, commune.id, hazard, request.now, request.actor.displayName)
        if (!ended.length) throw new Refusal('evacuation.no-order')
        const made = await replan(tx, request.run.id, commune.id)
        note({
          command: 'evacuation.end',
          subject: `evacuation/${commune.id}`,
          unitId: commune.id,
          detail: { hazard, households: made.rows.length },
        })
        await tx.query(`select app.tell('households', $1)`, [request.run.id])
        return made.plan.totals
      })
      return { ok: true as const, households: done.households, placesShort: done.placesShort }
    },
  )

  async function replan(tx: Tx, runId: number, communeId: number) {
    const tree = app.ctx.tree()
    const calls = (await activeOrders(tx, communeId)).map(callOf)
    const made = buildPlan(tree, sealer, await readRegister(tx, tree, communeId), calls)
    await replacePlaces(tx, runId, communeId, made.rows)
    return made
  }

  app.post(
    '/api/moves',
    { config: { policy: 'evacuation.send' }, schema: { response: { 200: MoveResult } } },
    async request => {
      const body: unknown = request.body
      checkEnvelope(body, b => envelope.Check(b))
      const tree = app.ctx.tree()
      const judged = await request.read(tx => judgeMoves(tx, request, tree, body.moves, body.sentAt ?? null))
      let stored = new Set<string>()
      if (judged.accepted.length)
        stored = await request.command(async (tx, note) => {
          const fresh = await storeMoves(tx, request.run.id, judged.accepted, {
            userId: request.actor.userId,
            name: request.actor.displayName,
            knownAt: request.now,
          })
          const kinds: Record<string, number> = {}
          for (const m of judged.accepted) if (fresh.has(m.id)) kinds[m.kind] = (kinds[m.kind] ?? 0) + 1
          note({
            command: 'households.move',
            subject: `moves/${request.actor.homeUnitId}`,
            detail: { stored: fresh.size, refused: judged.refused.length, kinds },
          })
          await tx.query(`select app.tell('households', $1)`, [request.run.id])
          return fresh
        })
      const given = new Set(judged.order)
      return {
        accepted: [...given].filter(id => stored.has(id)),
        unchanged: [...given].filter(id => !stored.has(id)),
        refused: judged.refused.sort((a, b) => a.index - b.index),
      }
    },
  )

  app.get(
    '/api/hamlet',
    {
      config: { policy: 'evacuation.hamlet' },
      schema: {
        querystring: Type.Object({ unitId: Type.Optional(Type.Integer({ minimum: 1 })) }),
        response: { 200: HamletPage },
      },
    },
    async request => {
      const tree = app.ctx.tree()
      const hamlet = tree.byId.get(request.query.unitId ?? request.actor.homeUnitId)
      const commune = hamlet?.kind === 'hamlet' ? tree.communeOf(hamlet.id) : null
      if (!hamlet || !commune) throw new Refusal('evacuation.not-hamlet')
      request.permit({ unitId: hamlet.id })
      const named = mayName(request, tree, hamlet.id)
      const warnings = await app.ctx.db.asPublic(request.run.id, tx => publicWarnings(tx, request.now, commune.id))
      return request.read(async tx => {
        const orders = await activeOrders(tx, commune.id)
        const register = await readRegister(tx, tree, hamlet.id)
        register.shelters = await listShelters(tx, [commune.id])
        const events = await movesOfHamlets(tx, [hamlet.id])
        const levels = (await currentLevels(tx, request.now)).filter(l => l.areaId === commune.id)
        const label = placeNames(register, named)
        if (named)
          await noteRead(
            tx,
            request,
            hamlet.id,
            `hamlet/${hamlet.id}`,
            register.households.length,
            'danh sách hộ của thôn',
          )
        const warning = warnings.find(w => householdHazardOf(w.hazard) !== null) ?? warnings[0]
        return {
          now: request.now.toISOString(),
          hamlet: { id: hamlet.id, name: hamlet.name, fullName: hamlet.fullName, communeName: commune.fullName },
          named,
          orders: orders.map(presentOrder),
          threat: worst(levels),
          warning: warning
            ? {
                id: warning.id,
                headline: warning.headline,
                instruction: warning.instruction,
                issuedAt: warning.issuedAt.toISOString(),
                expiresAt: warning.expiresAt.toISOString(),
              }
            : null,
          places: [
            ...register.shelters
              .filter(s => s.active)
              .map(s => ({ kind: 'shelter' as const, id: s.id, label: s.name })),
            ...register.hosts.map(h => ({ kind: 'host' as const, id: h.id, label: hostLabel(sealer, h, named) })),
          ],
          households: register.households.map(h => {
            const p = register.places.get(h.id)
            const destination = label(p ? placeOf(p) : h.shelterId !== null || h.hostId !== null ? placeOf(h) : null)
            return {
              household: presentHousehold(sealer, h, hamlet.fullName, destination?.label ?? null, named),
              alternate: named ? openAlternate(sealer, h) : null,
              note: named ? openNote(sealer, h) : null,
              needs: { vi: saysNeeds(h, 'vi'), en: saysNeeds(h, 'en') },
              transport: needsTransport(h),
              mustGo: p !== undefined,
              destination,
              unplaced: p?.unplaced ?? null,
              distanceKm: typeof p?.distanceKm === 'number' ? Math.round(p.distanceKm * 10) / 10 : null,
            }
          }),
          events: events.flatMap(m =>
            m.householdId === null || m.kind === 'no-change'
              ? []
              : [
                  {
                    id: m.id,
                    householdId: m.householdId,
                    kind: m.kind,
                    at: m.at.toISOString(),
                    place: asEvent(m).place ?? null,
                    people: m.people,
                    need: m.need ?? null,
                    undoes: m.undoes,
                    by: m.byName,
                  },
                ],
          ),
        }
      })
    },
  )
}

const latest = (list: readonly { knownAt: Date }[]): Date | null =>
  list.reduce<Date | null>((last, r) => (last && last > r.knownAt ? last : r.knownAt), null)

type Levels = Awaited<ReturnType<typeof currentLevels>>
function worst(levels: Levels): HamletPage['threat'] {
  const order = [...levels].sort(
    (a, b) =>
      Number(b.status === 'official') - Number(a.status === 'official') ||
      Number(householdHazardOf(b.hazard) !== null) - Number(householdHazardOf(a.hazard) !== null) ||
      (b.level ?? 0) - (a.level ?? 0),
  )[0]
  return order
    ? { hazard: order.hazard, level: order.level, status: order.status, since: order.since.toISOString() }
    : null
}

function totalsOf(
  rows: readonly NewPlace[],
  register: CommuneRegister,
  calls: readonly EvacuationCall[],
): PlanTotalsOut {
  const hazards: HouseholdHazard[] = calls.map(c => c.hazard)
  const safe = (p: { safeFrom: readonly HouseholdHazard[] }) => hazards.every(h => p.safeFrom.includes(h))
  const places = [...register.hosts, ...register.shelters.filter(s => s.active)]
  const sum = (list: readonly { people: number }[]) => list.reduce((s, r) => s + r.people, 0)
  const figure = (list: readonly { people: number }[]) => ({ households: list.length, people: sum(list) })
  const placed = rows.filter(r => r.place)
  const livestock = new Map(register.households.map(h => [h.id, h.bigLivestock]))
  return {
    households: rows.length,
    people: sum(rows),
    placedHouseholds: placed.length,
    placedPeople: sum(placed),
    inHosts: figure(placed.filter(r => r.place?.kind === 'host')),
    inShelters: figure(placed.filter(r => r.place?.kind === 'shelter')),
    placesShort: sum(rows) - sum(placed),
    safeCapacity: places.filter(safe).reduce((s, p) => s + p.capacity, 0),
    unsafeCapacity: places.filter(p => !safe(p)).reduce((s, p) => s + p.capacity, 0),
    personKm: Math.round(rows.reduce((s, r) => s + (r.distanceKm ?? 0) * r.people, 0) * 10) / 10,
    transportHouseholds: rows.filter(r => r.transport).length,
    transportPeople: sum(rows.filter(r => r.transport)),
    bigLivestock: rows.reduce((s, r) => s + (livestock.get(r.householdId) ?? 0), 0),
    vehicles: null,
  }
}
