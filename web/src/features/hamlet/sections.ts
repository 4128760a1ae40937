import type { HamletHousehold, HamletPage } from '@tusom/contract'
import { deriveMove, type HouseholdMove, type MoveEvent, tallyMoves, type MoveTally } from '@tusom/domain'
import type { Unsent } from './outbox.ts'

export type Entry = {
  row: HamletHousehold
  move: HouseholdMove /** something of it waits on this phone */
  waiting: boolean
}
export type Section = 'help' | 'under-way' | 'not-left' | 'arrived' | 'returned' | 'stay'
export type Sections = {
  sections: Record<Section, Entry[]>
  tally: MoveTally
  /** households and people who are where they should be */
  safe: { households: number; people: number }
}

/** Needs up to this rank are fetched or helped before the others: bed, disability, pregnancy, old and alone. */
const helpRank = 4

/**
 * The hamlet as it is, from what the server told and what waits on this phone: the same rule as the server's, so both come to the
 * same state whatever arrives first.
 */
export function sectionsOf(page: HamletPage, local: readonly Unsent[]): Sections {
  const events = new Map<number, MoveEvent[]>()
  const put = (household: number, e: MoveEvent) => {
    const list = events.get(household)
    if (list) list.push(e)
    else events.set(household, [e])
  }
  const known = new Set(page.events.map(e => e.id))
  for (const e of page.events)
    put(e.householdId, { ...e, at: Date.parse(e.at), need: e.need ?? null, place: e.place ?? null })
  const waiting = new Set<number>()
  for (const { move: m, runAt, refused } of local) {
    if (refused !== null || m.kind === 'no-change' || m.householdId === undefined || known.has(m.id)) continue
    waiting.add(m.householdId)
    put(m.householdId, {
      id: m.id,
      kind: m.kind,
      at: runAt,
      place: m.place ?? null,
      people: m.people ?? null,
      need: m.need ?? null,
      undoes: m.undoes ?? null,
    })
  }
  const sections: Sections['sections'] = {
    help: [],
    'under-way': [],
    'not-left': [],
    arrived: [],
    returned: [],
    stay: [],
  }
  const counted: Entry[] = []
  for (const row of page.households) {
    const move = deriveMove(events.get(row.household.id) ?? [])
    const entry: Entry = { row, move, waiting: waiting.has(row.household.id) }
    const going = row.mustGo || move.state !== 'planned' || move.help !== null
    if (going) counted.push(entry)
    sections[sectionOf(entry, going)].push(entry)
  }
  const gravest = (a: Entry, b: Entry) =>
    Number(b.move.help !== null) - Number(a.move.help !== null) ||
    Number(a.move.state !== 'planned') - Number(b.move.state !== 'planned') ||
    a.row.household.rank - b.row.household.rank ||
    (a.row.household.code < b.row.household.code ? -1 : 1)
  for (const list of Object.values(sections)) list.sort(gravest)
  const tally = tallyMoves(
    counted.map(e => ({
      people: e.move.people ?? e.row.household.people,
      state: e.move.state,
      help: e.move.help !== null,
      refused: e.move.refusedSince !== null,
    })),
  )
  return {
    sections,
    tally,
    safe: tally.arrived,
  }
}

function sectionOf({ row, move }: Entry, going: boolean): Section {
  if (move.help) return 'help'
  if (!going) return 'stay'
  if (move.state === 'arrived') return 'arrived'
  if (move.state === 'returned') return 'returned'
  if (row.transport || row.household.rank <= helpRank) return 'help'
  return move.state === 'planned' ? 'not-left' : 'under-way'
}
