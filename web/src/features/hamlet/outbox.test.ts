import type { MoveIn, MoveResult } from '@tusom/contract'
import { expect, test } from 'vitest'
import { newId } from './new-id.ts'
import { Outbox, type OutboxStorage, type Unsent } from './outbox.ts'

const memory = (): OutboxStorage & { kept: Map<string, Unsent> } => {
  const kept = new Map<string, Unsent>()
  return {
    kept,
    load: async () => [...kept.values()],
    save: async i => void kept.set(i.move.id, i),
    remove: async ids => ids.forEach(id => void kept.delete(id)),
  }
}
const left = (household: number): Unsent => ({
  move: { id: newId(), kind: 'left', householdId: household, at: '2025-10-08T02:00:00.000Z' },
  runAt: 0,
  refused: null,
})
/** A commune that stores what comes, each id once; `down` loses the request, `deaf` loses the answer. */
function commune() {
  const stored = new Map<string, MoveIn>()
  const c = {
    stored,
    mode: 'up' as 'up' | 'down' | 'deaf',
    asked: 0,
    post: async (moves: MoveIn[]): Promise<MoveResult> => {
      c.asked++
      if (c.mode === 'down') throw new Error('offline')
      const fresh = moves.filter(m => m.householdId !== 99 && !stored.has(m.id))
      for (const m of fresh) stored.set(m.id, m)
      if (c.mode === 'deaf') throw new Error('offline')
      return {
        accepted: fresh.map(m => m.id),
        unchanged: moves.filter(m => m.householdId !== 99 && !fresh.includes(m)).map(m => m.id),
        refused: moves.flatMap((m, index) =>
          m.householdId === 99 ? [{ index, id: m.id, code: 'x', message: 'không có hộ này', messageEn: 'no' }] : [],
        ),
      }
    },
  }
  return c
}

test('a uuid is one', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newId()).not.toBe(newId())
})

test('what was done without a signal outlives closing the page and arrives once, also when the answer was lost', async () => {
  const storage = memory()
  const c = commune()
  c.mode = 'down'
  const first = new Outbox(storage, c.post)
  await first.add(left(1))
  await first.add(left(2))
  await expect(first.send()).rejects.toThrow('offline')
  expect(first.state().items.length).toBe(2)

  const second = new Outbox(storage, c.post)
  await second.ready
  expect(second.state().items.length).toBe(2)
  c.mode = 'deaf'
  await expect(second.send()).rejects.toThrow('offline')
  expect([second.state().items.length, c.stored.size]).toEqual([2, 2])
  c.mode = 'up'
  expect(await second.send()).toBe(true)
  expect([second.state().items.length, second.state().sent.length, c.stored.size, storage.kept.size]).toEqual([
    0, 2, 2, 0,
  ])
})

test('what is added while sending is sent too, and two calls are one', async () => {
  const c = commune()
  const box = new Outbox(memory(), async m => {
    if (c.asked === 0) await box.add(left(3))
    return c.post(m)
  })
  await box.add(left(1))
  await Promise.all([box.send(), box.send()])
  expect([c.asked, c.stored.size, box.state().items.length]).toEqual([2, 2, 0])
})

test('what the server refuses stays in sight with the reason until it was read, and does not stop the rest', async () => {
  const storage = memory()
  const c = commune()
  const box = new Outbox(storage, c.post)
  await box.add(left(99))
  await box.add(left(1))
  expect(await box.send()).toBe(true)
  expect(box.state().items.map(i => i.refused)).toEqual(['không có hộ này'])
  expect(storage.kept.size).toBe(1)
  await box.dismiss(box.state().items[0]?.move.id ?? '')
  expect([box.state().items.length, storage.kept.size]).toEqual([0, 0])
})

test('what was sent is shown until the server’s own list holds it', async () => {
  const c = commune()
  const box = new Outbox(memory(), c.post)
  await box.add(left(1))
  await box.send()
  box.seen(new Set(c.stored.keys()))
  expect(box.state().sent).toEqual([])
})
