import { HamletPage, MoveBatch, MoveResult } from '@tusom/contract'
import { householdHazardOf, needsTransport, Refusal, saysNeeds } from '@tusom/domain'
import { activeOrders, asEvent, currentLevels, listShelters, movesOfHamlets, publicWarnings } from '@tusom/store'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { App } from '../../app.ts'
import { Sealer } from '../../core/sealed.ts'
import { mayName, noteRead } from '../households/names.ts'
import { hostLabel, openAlternate, openNote, presentHousehold } from '../households/present.ts'
import { placeOf, readRegister } from './build-plan.ts'
import { checkEnvelope, judgeMoves, storeMoves } from './take-moves.ts'
import { presentOrder, placeNames } from './present.ts'

const envelope = Compile(MoveBatch)

/** The hamlet's own page, which works for a day without a signal, and what it sends when there is one. */
export function registerHamlet(app: App): void {
  const sealer = new Sealer(app.ctx.dataKey)

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
        const label = placeNames(sealer, register, named)
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
}

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
