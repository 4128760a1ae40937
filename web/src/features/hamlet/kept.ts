import type { HamletPage } from '@tusom/contract'
import { openDB } from 'idb'
import type { OutboxStorage, Unsent } from './outbox.ts'

/**
 * Two databases on the phone. The list of people (names, telephones) goes when the person signs out, see `forgetSession`;
 * what was done and not yet sent holds numbers of households only and stays until it has arrived.
 */
export const listDatabase = 'tusom-hamlet'
const movesDatabase = 'tusom-moves'

export type KeptPage = { page: HamletPage; savedAt: number }

const lists = () => openDB(listDatabase, 1, { upgrade: db => void db.createObjectStore('pages') })
const key = (userId: number, run: number, unitId: number | null) => `${userId}/${run}/${unitId ?? 'home'}`

/** Opened and closed each time, so that signing out can delete it. */
export async function keepPage(userId: number, run: number, unitId: number | null, kept: KeptPage): Promise<void> {
  const db = await lists()
  try {
    await db.put('pages', kept, key(userId, run, unitId))
  } finally {
    db.close()
  }
}
export async function keptPage(userId: number, run: number, unitId: number | null): Promise<KeptPage | null> {
  const db = await lists()
  try {
    return ((await db.get('pages', key(userId, run, unitId))) as KeptPage | undefined) ?? null
  } finally {
    db.close()
  }
}

/** Unsent things of one person in one run; another person at this phone neither sees nor sends them. */
export function outboxStorage(userId: number, run: number): OutboxStorage {
  const database = openDB(movesDatabase, 1, { upgrade: db => void db.createObjectStore('unsent') })
  const prefix = `${userId}/${run}/`
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`)
  return {
    load: async () => {
      const all = (await (await database).getAll('unsent', range)) as Unsent[]
      return all.sort((a, b) => a.runAt - b.runAt)
    },
    save: async item => void (await (await database).put('unsent', item, prefix + item.move.id)),
    remove: async ids => {
      const tx = (await database).transaction('unsent', 'readwrite')
      await Promise.all(ids.map(id => tx.store.delete(prefix + id)))
      await tx.done
    },
  }
}
