import type {
  GoReason,
  HouseholdHazard,
  HouseholdMove,
  MoveEvent,
  MovePlace,
  MoveState,
  Placement,
} from '@tusom/domain'
import type { Tx } from '../database.ts'

export type OrderRow = {
  id: number
  communeId: number
  hazard: HouseholdHazard
  level: number | null
  alarm: number | null
  rising: boolean
  everyone: boolean
  dueAt: Date | null
  since: Date
  orderedAt: Date
  orderedByName: string
}
const orderColumns = `id, commune_id as "communeId", hazard, level, alarm, rising, everyone, due_at as "dueAt", since, ordered_at as "orderedAt", ordered_by_name as "orderedByName"`

/** Orders in force, of one commune or of all that the reader sees. */
export const activeOrders = (tx: Tx, communeId: number | null) =>
  tx.query<OrderRow>(
    `select ${orderColumns} from evacuation_orders where ended_at is null and ($1::int is null or commune_id = $1) order by commune_id, hazard`,
    [communeId],
  )

export const endOrders = (tx: Tx, communeId: number, hazard: HouseholdHazard | null, at: Date, byName: string) =>
  tx.query<{ id: number }>(
    `update evacuation_orders set ended_at = $3, ended_by_name = $4 where commune_id = $1 and ended_at is null and ($2::text is null or hazard = $2) returning id`,
    [communeId, hazard, at, byName],
  )

export const addOrder = (tx: Tx, o: Omit<OrderRow, 'id'> & { runId: number; orderedBy: number }) =>
  tx.one<{ id: number }>(
    `insert into evacuation_orders (run_id, commune_id, hazard, level, alarm, rising, everyone, due_at, ordered_at, ordered_by, ordered_by_name, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
    [
      o.runId,
      o.communeId,
      o.hazard,
      o.level,
      o.alarm,
      o.rising,
      o.everyone,
      o.dueAt,
      o.orderedAt,
      o.orderedBy,
      o.orderedByName,
      o.since,
    ],
  )

/** Two orders for one commune at once: the second waits. */
export const lockCommunePlan = (tx: Tx, runId: number, communeId: number) =>
  tx.query('select pg_advisory_xact_lock($1, $2)', [runId, communeId])

export type NewPlace = Placement & {
  hamletId: number
  people: number
  rank: number
  transport: boolean
  reason: GoReason
}

/** Puts the plan of a commune in the place of the one before. */
export async function replacePlaces(
  tx: Tx,
  runId: number,
  communeId: number,
  rows: readonly NewPlace[],
): Promise<void> {
  await tx.query('delete from evacuation_places where commune_id = $1', [communeId])
  await tx.query(
    `insert into evacuation_places (run_id, commune_id, household_id, hamlet_id, people, rank, transport, reason, host_id, shelter_id, distance_km, why, wish, unplaced)
     select $1, $2, "householdId", "hamletId", people, rank, transport, reason, case when place->>'kind' = 'host' then (place->>'id')::int end,
       case when place->>'kind' = 'shelter' then (place->>'id')::int end, "distanceKm", why, wish, unplaced
     from jsonb_to_recordset($3::jsonb) as x("householdId" int, "hamletId" int, people int, rank smallint, transport boolean, reason jsonb, place jsonb, "distanceKm" float8, why text, wish text, unplaced text)`,
    [runId, communeId, JSON.stringify(rows)],
  )
}

export type PlaceRow = {
  householdId: number
  hamletId: number
  people: number
  rank: number
  transport: boolean
  reason: GoReason
  hostId: number | null
  shelterId: number | null
  distanceKm: number | null
  why: Placement['why']
  wish: Placement['wish']
  unplaced: Placement['unplaced']
}
export const listPlaces = (tx: Tx, hamletIds: readonly number[]) =>
  tx.query<PlaceRow>(
    `select household_id as "householdId", hamlet_id as "hamletId", people, rank, transport, reason, host_id as "hostId", shelter_id as "shelterId", distance_km as "distanceKm", why, wish, unplaced
     from evacuation_places where hamlet_id = any ($1::int[]) order by rank, household_id`,
    [hamletIds],
  )

export type MoveRow = {
  id: string
  householdId: number | null
  hamletId: number
  kind: MoveEvent['kind'] | 'no-change'
  at: Date
  knownAt: Date
  byName: string
  hostId: number | null
  shelterId: number | null
  people: number | null
  need: MoveEvent['need']
  undoes: string | null
}
const moveColumns = `id, household_id as "householdId", hamlet_id as "hamletId", kind, at, known_at as "knownAt", by_name as "byName", host_id as "hostId", shelter_id as "shelterId", people, need, undoes`

export const movesOf = (tx: Tx, householdIds: readonly number[]) =>
  tx.query<MoveRow>(`select ${moveColumns} from household_moves where household_id = any ($1::int[]) order by at, id`, [
    householdIds,
  ])
export const movesOfHamlets = (tx: Tx, hamletIds: readonly number[]) =>
  tx.query<MoveRow>(`select ${moveColumns} from household_moves where hamlet_id = any ($1::int[]) order by at, id`, [
    hamletIds,
  ])

/** Takes the rows of these households for this transaction, in order of id, so that two phones cannot derive past each other. */
export async function lockMoves(
  tx: Tx,
  runId: number,
  households: readonly { id: number; communeId: number; hamletId: number }[],
): Promise<void> {
  const json = JSON.stringify(households)
  await tx.query(
    `insert into household_states (run_id, household_id, commune_id, hamlet_id)
     select $1, id, "communeId", "hamletId" from jsonb_to_recordset($2::jsonb) as x(id int, "communeId" int, "hamletId" int) order by id on conflict do nothing`,
    [runId, json],
  )
  await tx.query(
    'select 1 from household_states where run_id = $1 and household_id = any ($2::int[]) order by household_id for update',
    [runId, households.map(h => h.id)],
  )
}

export type NewMove = {
  id: string
  householdId: number | null
  communeId: number
  hamletId: number
  kind: MoveRow['kind']
  at: Date
  place: MovePlace | null
  people: number | null
  need: string | null
  undoes: string | null
}

/** Which of these events are stored already. */
export const knownMoves = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> =>
  new Set(
    (await tx.query<{ id: string }>('select id from household_moves where id = any ($1::uuid[])', [ids])).map(
      r => r.id,
    ),
  )

/** Appends events; those whose id is there already are left as they are. Returns the ids that were new. */
export async function insertMoves(
  tx: Tx,
  runId: number,
  moves: readonly NewMove[],
  by: { userId: number; name: string; knownAt: Date },
): Promise<Set<string>> {
  if (!moves.length) return new Set()
  const rows = await tx.query<{ id: string }>(
    `insert into household_moves (run_id, id, household_id, commune_id, hamlet_id, kind, at, known_at, by_id, by_name, host_id, shelter_id, people, need, undoes)
     select $1, id, "householdId", "communeId", "hamletId", kind, at, $3, $4, $5, case when place->>'kind' = 'host' then (place->>'id')::int end,
       case when place->>'kind' = 'shelter' then (place->>'id')::int end, people, need, undoes
     from jsonb_to_recordset($2::jsonb) as x(id uuid, "householdId" int, "communeId" int, "hamletId" int, kind text, at timestamptz, place jsonb, people int, need text, undoes uuid)
     on conflict do nothing returning id`,
    [runId, JSON.stringify(moves), by.knownAt, by.userId, by.name],
  )
  return new Set(rows.map(r => r.id))
}

export async function writeStates(
  tx: Tx,
  runId: number,
  states: readonly { householdId: number; move: HouseholdMove }[],
): Promise<void> {
  if (!states.length) return
  await tx.query(
    `update household_states s set state = x.state, since = x.since, host_id = x."hostId", shelter_id = x."shelterId", people = x.people, help = x.help, help_since = x."helpSince",
       refused_since = x."refusedSince", by_name = x.by, last_id = x."lastId"
     from jsonb_to_recordset($2::jsonb) as x("householdId" int, state text, since timestamptz, "hostId" int, "shelterId" int, people int, help text, "helpSince" timestamptz, "refusedSince" timestamptz, by text, "lastId" uuid)
     where s.run_id = $1 and s.household_id = x."householdId"`,
    [
      runId,
      JSON.stringify(
        states.map(({ householdId, move: m }) => ({
          householdId,
          state: m.state,
          since: iso(m.since),
          hostId: m.place?.kind === 'host' ? m.place.id : null,
          shelterId: m.place?.kind === 'shelter' ? m.place.id : null,
          people: m.people,
          help: m.help?.need ?? null,
          helpSince: iso(m.help?.since ?? null),
          refusedSince: iso(m.refusedSince),
          by: m.by,
          lastId: m.lastId,
        })),
      ),
    ],
  )
}
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

export type StateRow = {
  householdId: number
  hamletId: number
  state: MoveState
  since: Date | null
  hostId: number | null
  shelterId: number | null
  people: number | null
  help: string | null
  helpSince: Date | null
  refusedSince: Date | null
  byName: string | null
  lastId: string | null
}
export const listStates = (tx: Tx, hamletIds: readonly number[]) =>
  tx.query<StateRow>(
    `select household_id as "householdId", hamlet_id as "hamletId", state, since, host_id as "hostId", shelter_id as "shelterId", people, help, help_since as "helpSince",
       refused_since as "refusedSince", by_name as "byName", last_id as "lastId" from household_states where hamlet_id = any ($1::int[]) order by household_id`,
    [hamletIds],
  )

/** The event of a move row, as domain's deriveMove takes it. */
export const asEvent = (m: MoveRow): MoveEvent => ({
  id: m.id,
  kind: m.kind as MoveEvent['kind'],
  at: m.at.getTime(),
  place:
    m.shelterId !== null
      ? { kind: 'shelter', id: m.shelterId }
      : m.hostId !== null
        ? { kind: 'host', id: m.hostId }
        : null,
  people: m.people,
  need: m.need ?? null,
  undoes: m.undoes,
  by: m.byName,
})

export type EvacuationCount = {
  communeId: number
  hamletId: number
  state: MoveState
  households: number
  people: number
  helpHouseholds: number
  helpPeople: number
  refusedHouseholds: number
  refusedPeople: number
  transportHouseholds: number
  transportPeople: number
}
/** Counts by hamlet and state, for units held or watched. */
export const evacuationCounts = (tx: Tx) =>
  tx.query<EvacuationCount>(
    `select commune_id as "communeId", hamlet_id as "hamletId", state, households, people, help_households as "helpHouseholds", help_people as "helpPeople",
       refused_households as "refusedHouseholds", refused_people as "refusedPeople", transport_households as "transportHouseholds", transport_people as "transportPeople"
     from app.evacuation_counts() order by commune_id, hamlet_id, state`,
  )

/** Hamlets that have told anything since the order of their commune, and when. */
export const evacuationReports = (tx: Tx) =>
  tx.query<{ communeId: number; hamletId: number; knownAt: Date; at: Date }>(
    `select commune_id as "communeId", hamlet_id as "hamletId", known_at as "knownAt", at from app.evacuation_reports() order by commune_id, hamlet_id`,
  )

type Figure = { households: number; people: number }
export type EvacuationTotals = Record<MoveState, Figure> & {
  total: Figure
  help: Figure
  refused: Figure
  /** communes in which anything has been told since their order, of those that have somebody to move */
  reported: number
  of: number
  silentIds: number[]
  asOf: Date | null
}

/**
 * Totals of these communes in the run of the transaction, as its reader may see them; null when none of them has an
 * evacuation plan, which is not zero.
 */
export async function evacuationTotals(tx: Tx, communeIds: readonly number[]): Promise<EvacuationTotals | null> {
  const wanted = new Set(communeIds)
  const counts = (await evacuationCounts(tx)).filter(c => wanted.has(c.communeId))
  if (!counts.length) return null
  const reports = (await evacuationReports(tx)).filter(r => wanted.has(r.communeId))
  const zero = (): Figure => ({ households: 0, people: 0 })
  const t: EvacuationTotals = {
    planned: zero(),
    left: zero(),
    moving: zero(),
    arrived: zero(),
    returned: zero(),
    total: zero(),
    help: zero(),
    refused: zero(),
    reported: 0,
    of: 0,
    silentIds: [],
    asOf: null,
  }
  const add = (f: Figure, households: number, people: number) => {
    f.households += households
    f.people += people
  }
  for (const c of counts) {
    add(t[c.state], c.households, c.people)
    add(t.total, c.households, c.people)
    add(t.help, c.helpHouseholds, c.helpPeople)
    add(t.refused, c.refusedHouseholds, c.refusedPeople)
  }
  const communes = new Set(counts.map(c => c.communeId))
  const told = new Set(reports.map(r => r.communeId))
  t.of = communes.size
  for (const id of communes)
    if (told.has(id)) t.reported++
    else t.silentIds.push(id)
  for (const r of reports) if (!t.asOf || r.knownAt > t.asOf) t.asOf = r.knownAt
  return t
}
