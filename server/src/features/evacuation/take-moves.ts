import { MoveIn, type MoveResult } from '@tusom/contract'
import { deriveMove, fill, policies, refuse, Refusal, refusals, type MovePlace } from '@tusom/domain'
import {
  asEvent,
  householdsById,
  insertMoves,
  knownMoves,
  listHosts,
  listPlaces,
  listShelters,
  lockMoves,
  movesOf,
  type NewMove,
  type Tx,
  writeStates,
} from '@tusom/store'
import type { FastifyRequest } from 'fastify'
import { Compile } from 'typebox/compile'
import { isUsableTime } from '../../core/validation.ts'
import type { UnitTree } from '../../core/unit-tree.ts'
import { placeOf } from './build-plan.ts'

const move = Compile(MoveIn)
/** A clock may be wrong by this much before we call a time the future. */
const toleranceMs = 5 * 60_000

type Judged = {
  accepted: NewMove[]
  /** ids of what was accepted now or stored before, known ones first */
  order: string[]
  refused: MoveResult['refused']
}

/**
 * Judges each event of a batch by itself. `sentAt` is what the phone's clock said when it sent: an event is as old as the
 * phone says it is, whatever that clock shows, and in an exercise its age runs at the exercise's speed.
 */
export async function judgeMoves(
  tx: Tx,
  request: FastifyRequest,
  tree: UnitTree,
  items: readonly unknown[],
  sentAt: string | null,
): Promise<Judged> {
  const refused: Judged['refused'] = []
  const no = (index: number, id: string | null, code: string, params: Record<string, string | number> = {}) => {
    const meaning = refusals[code] ?? { vi: code, en: code }
    refused.push({ index, id, code, message: fill(meaning.vi, params), messageEn: fill(meaning.en, params) })
  }
  const shaped: { index: number; m: MoveIn }[] = []
  items.forEach((item, index) => {
    if (move.Check(item)) {
      shaped.push({ index, m: item })
      return
    }
    const first = move.Errors(item)[0]
    const given = (item as { id?: unknown } | null)?.id
    const where = first?.instancePath ? ` ở ${first.instancePath.slice(1)}` : ''
    no(index, typeof given === 'string' ? given.slice(0, 60) : null, 'move.malformed', {
      index,
      where,
      why: first?.message ?? '',
    })
  })
  const known = await knownMoves(tx, [...new Set(shaped.map(s => s.m.id.toLowerCase()))])
  const ids = [...new Set(shaped.flatMap(s => s.m.householdId ?? []))]
  const households = new Map((await householdsById(tx, ids)).map(h => [h.id, h]))
  const communes = [...new Set([...households.values()].map(h => h.communeId))]
  const hamlets = [...new Set([...households.values()].map(h => h.hamletId))]
  const shelters = new Map((await listShelters(tx, communes)).map(s => [s.id, s.communeId]))
  const hosts = new Set((await listHosts(tx, hamlets)).map(h => h.id))
  const planned = new Map((await listPlaces(tx, hamlets)).map(p => [p.householdId, placeOf(p)]))
  const policy = policies['evacuation.move'] as (typeof policies)[string]
  const accepted: NewMove[] = []
  const order: string[] = []
  for (const { index, m } of shaped) {
    const id = m.id.toLowerCase()
    if (known.has(id)) {
      order.push(id)
      continue
    }
    const at = isUsableTime(m.at) ? timeOf(m.at, sentAt, request) : new Date(Number.NaN)
    if (at === null) {
      no(index, id, 'move.future', { at: m.at })
      continue
    }
    if (!(at.getTime() >= oldest)) {
      no(index, id, 'move.malformed', { index, where: ' ở at', why: `không có giờ ${m.at}` })
      continue
    }
    if (m.kind === 'no-change') {
      const hamlet = m.hamletId === undefined ? undefined : tree.byId.get(m.hamletId)
      const commune = hamlet?.kind === 'hamlet' ? tree.communeOf(hamlet.id) : null
      if (!hamlet || !commune || m.householdId !== undefined) no(index, id, 'evacuation.not-hamlet')
      else if (refuse(request.actor, policy, { unitId: hamlet.id })) no(index, id, 'rights.reach')
      else accepted.push({ ...blank, id, kind: m.kind, at, hamletId: hamlet.id, communeId: commune.id })
      continue
    }
    const h = m.householdId === undefined ? undefined : households.get(m.householdId)
    const why = h ? refuse(request.actor, policy, { unitId: h.hamletId }) : null
    if (!h || why) {
      if (m.householdId === undefined)
        no(index, id, 'move.malformed', { index, where: ' ở householdId', why: 'phải có mã hộ' })
      else no(index, id, 'move.unknown-household', { household: m.householdId })
      continue
    }
    if ((m.kind === 'undo') !== Boolean(m.undoes)) {
      no(index, id, 'move.malformed', { index, where: ' ở undoes', why: 'việc hoàn tác phải nêu việc bị hoàn tác' })
      continue
    }
    if (m.people && m.people > h.people) {
      no(index, id, 'move.people', { people: h.people, given: m.people })
      continue
    }
    let place: MovePlace | null = m.place ?? null
    const wanted = planned.get(h.id) ?? null
    if (place && !(place.kind === wanted?.kind && place.id === wanted.id)) {
      const there = place.kind === 'shelter' ? shelters.get(place.id) === h.communeId : hosts.has(place.id)
      if (!there) {
        no(index, id, 'move.unknown-place')
        continue
      }
    }
    // who arrives without saying where went where the plan sent them
    if (!place && m.kind === 'arrived') place = wanted
    accepted.push({
      id,
      householdId: h.id,
      communeId: h.communeId,
      hamletId: h.hamletId,
      kind: m.kind,
      at,
      place,
      people: m.people ?? null,
      need: m.need ?? null,
      undoes: m.undoes?.toLowerCase() ?? null,
    })
  }
  order.push(...accepted.map(m => m.id))
  return { accepted, order, refused }
}

/** Nothing that a phone tells is older; a time of the year 1 would be the oldest fact of every page. */
const oldest = Date.UTC(1900, 0, 1)
const blank = { householdId: null, place: null, people: null, need: null, undoes: null }

function timeOf(text: string, sentAt: string | null, request: FastifyRequest): Date | null {
  const at = Date.parse(text)
  const now = request.now.getTime()
  if (Number.isNaN(at)) return null
  if (sentAt === null) return at > now + toleranceMs ? null : new Date(Math.min(at, now))
  const age = Date.parse(sentAt) - at
  if (Number.isNaN(age) || age < -toleranceMs) return null
  return new Date(now - Math.max(0, age) * (request.run.id === 0 ? 1 : request.run.speed))
}

/** Stores what is new and derives the touched households anew, in the transaction given. Returns the ids stored now. */
export async function storeMoves(
  tx: Tx,
  runId: number,
  moves: readonly NewMove[],
  by: { userId: number; name: string; knownAt: Date },
): Promise<Set<string>> {
  const touched = new Map(
    moves.flatMap(m =>
      m.householdId === null
        ? []
        : [[m.householdId, { id: m.householdId, communeId: m.communeId, hamletId: m.hamletId }] as const],
    ),
  )
  await lockMoves(tx, runId, [...touched.values()])
  const stored = await insertMoves(tx, runId, moves, by)
  await rederive(tx, runId, [...touched.keys()])
  return stored
}

/** The state is a cache: made again from the events, it is the same. */
export async function rederive(tx: Tx, runId: number, householdIds: readonly number[]): Promise<void> {
  const events = new Map<number, ReturnType<typeof asEvent>[]>(householdIds.map(id => [id, []]))
  for (const m of await movesOf(tx, householdIds))
    if (m.householdId !== null) events.get(m.householdId)?.push(asEvent(m))
  await writeStates(
    tx,
    runId,
    [...events].map(([householdId, list]) => ({ householdId, move: deriveMove(list) })),
  )
}

/** Throws when the envelope is not `{ moves: [1–500], sentAt? }`. */
export function checkEnvelope(
  body: unknown,
  check: (b: unknown) => boolean,
): asserts body is { moves: unknown[]; sentAt?: string } {
  if (!check(body))
    throw new Refusal('request.invalid', {
      where: 'body',
      why: 'phải là {"moves": [1–500 việc], "sentAt"?} · must be {"moves": [1–500 events], "sentAt"?}',
    })
}
