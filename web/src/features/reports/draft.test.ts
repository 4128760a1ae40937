import { describe, expect, it } from 'vitest'
import { type DraftRecord, type DraftServer, ReportDraft } from './draft.ts'

const cell = (value: number | null) => ({ value, notApplicable: false, reason: null })

/** A server of one report that keeps versions as the real one does; `down` cuts the line, `gate` holds an answer back. */
function setup(kept: DraftRecord | null = null) {
  const store = new Map<string, { value: number | null; version: number }>()
  const texts = new Map<string, { text: string; version: number }>()
  const world = { down: false, stored: kept, opened: 0, wakes: 0, gate: Promise.resolve(), calls: [] as string[] }
  const server: DraftServer = {
    open: async () => {
      if (world.down) throw new Error('offline')
      world.opened++
      return 7
    },
    cells: async (_id, cells) => {
      if (world.down) throw new Error('offline')
      world.calls.push(cells.map(c => `${c.element}=${c.value}@${c.seen}`).join(' '))
      await world.gate
      const answer = { saved: [], conflicts: [], refused: [] } as Awaited<ReturnType<DraftServer['cells']>>
      for (const c of cells) {
        const there = store.get(c.element)
        if (c.value === -1) answer.refused.push({ element: c.element, message: 'âm' })
        else if ((there?.version ?? 0) !== c.seen)
          answer.conflicts.push({
            element: c.element,
            ...cell(there?.value ?? null),
            version: there?.version ?? 0,
            by: 'B',
            at: 'x',
          })
        else {
          store.set(c.element, { value: c.value, version: c.seen + 1 })
          answer.saved.push({ element: c.element, version: c.seen + 1 })
        }
      }
      return answer
    },
    parts: async (_id, parts) => {
      if (world.down) throw new Error('offline')
      for (const p of parts) texts.set(p.part, { text: p.text, version: p.seen + 1 })
      return { saved: parts.map(p => ({ part: p.part, version: p.seen + 1 })), conflicts: [], refused: [] }
    },
    isOffline: fault => (fault as Error).message === 'offline',
  }
  const draft = new ReportDraft({
    id: null,
    server,
    storage: {
      load: async () => world.stored,
      save: async record => {
        world.stored = record
      },
    },
    now: () => 1000,
    wake: () => world.wakes++,
  })
  return { draft, world, store, texts }
}

describe('what is typed', () => {
  it('is kept on this machine, then sent, then no longer kept', async () => {
    const { draft, world, store } = setup()
    draft.typeCell('fire', cell(3), 0)
    expect(draft.snapshot().phase).toBe('waiting')
    await draft.flush()
    await Promise.resolve()
    expect(store.get('fire')).toEqual({ value: 3, version: 1 })
    expect(draft.snapshot()).toMatchObject({ phase: 'clean', sentAt: 1000, keptAt: 1000 })
    await new Promise(r => setImmediate(r))
    expect(world.stored).toBeNull()
    expect(world.opened).toBe(1)
  })
  it('waits on this machine while the connection is gone, survives a new visit, and goes when it is back', async () => {
    const first = setup()
    first.world.down = true
    first.draft.typeCell('fire', cell(3), 0)
    first.draft.typePart('outlook', 'Mưa lớn', 0)
    await first.draft.flush()
    expect(first.draft.snapshot().phase).toBe('offline')
    expect(first.world.stored?.cells.fire).toMatchObject({ value: 3, seen: 0 })
    const second = setup(first.world.stored)
    await second.draft.restore()
    expect(second.draft.snapshot().cells.get('fire')?.value).toBe(3)
    expect(second.world.wakes).toBe(1)
    await second.draft.flush()
    expect([second.store.get('fire')?.value, second.texts.get('outlook')?.text]).toEqual([3, 'Mưa lớn'])
  })
  it('typed while the answer is on its way is sent next, over the version just made', async () => {
    const { draft, world, store } = setup()
    let open = () => {}
    world.gate = new Promise(r => {
      open = r
    })
    draft.typeCell('fire', cell(3), 0)
    const going = draft.flush()
    await new Promise(r => setImmediate(r))
    draft.typeCell('fire', cell(35), 0)
    open()
    await going
    expect(draft.snapshot()).toMatchObject({ phase: 'waiting' })
    await draft.flush()
    expect(world.calls).toEqual(['fire=3@0', 'fire=35@1'])
    expect(store.get('fire')).toEqual({ value: 35, version: 2 })
    // and once more, before the page has heard the new version from the server
    draft.typeCell('fire', cell(36), 0)
    await draft.flush()
    expect(store.get('fire')).toEqual({ value: 36, version: 3 })
  })
  it('a conflict keeps both; mine can be sent over theirs, or theirs taken', async () => {
    const { draft, store } = setup()
    store.set('fire', { value: 9, version: 4 })
    store.set('scam', { value: 1, version: 1 })
    draft.typeCell('fire', cell(3), 3)
    draft.typeCell('scam', cell(2), 0)
    await draft.flush()
    expect(draft.snapshot().phase).toBe('stopped')
    expect(draft.snapshot().cells.get('fire')).toMatchObject({ value: 3, theirs: { value: 9, version: 4, by: 'B' } })
    draft.keepMineCell('fire')
    draft.takeTheirsCell('scam')
    await draft.flush()
    expect(store.get('fire')).toEqual({ value: 3, version: 5 })
    expect(draft.snapshot().sentCells.get('scam')).toMatchObject({ value: 1, version: 1 })
    expect(draft.unsent).toBe(0)
  })
  it('what was refused stays in sight until it is typed anew, and does not hold up the rest', async () => {
    const { draft, store } = setup()
    draft.typeCell('fire', cell(-1), 0)
    draft.typeCell('scam', cell(2), 0)
    await draft.flush()
    expect(store.get('scam')?.value).toBe(2)
    expect(draft.snapshot().cells.get('fire')?.refused).toBe('âm')
    draft.typeCell('fire', cell(1), 0)
    await draft.flush()
    expect(store.get('fire')?.value).toBe(1)
  })
  it('a machine that cannot keep anything says so and still sends', async () => {
    const { draft, store } = setup()
    Object.assign((draft as unknown as { storage: object }).storage, {
      save: async () => {
        throw new Error('full')
      },
    })
    draft.typeCell('fire', cell(3), 0)
    await draft.flush()
    await new Promise(r => setImmediate(r))
    expect(draft.snapshot().cannotKeep).toBe(true)
    expect(store.get('fire')?.value).toBe(3)
  })
})
