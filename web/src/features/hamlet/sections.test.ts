import type { HamletHousehold, HamletPage, MoveEventOut } from '@tusom/contract'
import { expect, test } from 'vitest'
import { newId } from './new-id.ts'
import type { Unsent } from './outbox.ts'
import { sectionsOf } from './sections.ts'

const row = (id: number, over: Partial<HamletHousehold> = {}, rank = 8): HamletHousehold =>
  ({
    household: { id, code: `H${id}`, label: `Hộ H${id}`, people: 4, rank },
    transport: rank <= 4,
    mustGo: true,
    destination: { kind: 'shelter', id: 5, label: 'Trường' },
    ...over,
  }) as HamletHousehold
const event = (householdId: number, kind: MoveEventOut['kind'], minute: number, id = newId()): MoveEventOut => ({
  id,
  householdId,
  kind,
  at: new Date(minute * 60_000).toISOString(),
  place: null,
  people: null,
  need: null,
  undoes: null,
  by: 'A',
})
const local = (householdId: number, kind: MoveEventOut['kind'], minute: number, over = {}): Unsent => ({
  move: { id: newId(), kind, householdId, at: '2020-01-01T00:00:00Z', ...over },
  runAt: minute * 60_000,
  refused: null,
})
const page = (households: HamletHousehold[], events: MoveEventOut[] = []) =>
  ({ households, events }) as unknown as HamletPage
const shown = (p: HamletPage, unsent: Unsent[] = []) =>
  Object.fromEntries(
    Object.entries(sectionsOf(p, unsent).sections).flatMap(([k, list]) =>
      list.length ? [[k, list.map(e => e.row.household.id)]] : [],
    ),
  )

test('who needs help stands first: calls, then by how hard they are to move; who need not go stands last', () => {
  const p = page([row(1), row(2, {}, 2), row(3, {}, 1), row(4, { mustGo: false }), row(5)], [event(5, 'help', 1)])
  expect(shown(p)).toEqual({ help: [5, 3, 2], 'not-left': [1], stay: [4] })
})

test('what waits on the phone counts at once, and once only after the server knows it', () => {
  const gone = local(1, 'left', 2)
  expect(shown(page([row(1), row(2)]), [gone])).toEqual({ 'under-way': [1], 'not-left': [2] })
  const known = page([row(1), row(2)], [event(1, 'left', 2, gone.move.id), event(1, 'arrived', 9)])
  const s = sectionsOf(known, [gone])
  expect(s.sections.arrived.map(e => [e.row.household.id, e.waiting])).toEqual([[1, false]])
  expect(s.safe).toEqual({ households: 1, people: 4 })
})

test('an undo on the phone takes back what the server already has', () => {
  const e = event(1, 'arrived', 3)
  expect(shown(page([row(1)], [e]), [local(1, 'undo', 4, { undoes: e.id })])).toEqual({ 'not-left': [1] })
})

test('what the server refused does not count', () => {
  expect(shown(page([row(1)]), [{ ...local(1, 'left', 2), refused: 'không' }])).toEqual({ 'not-left': [1] })
})
