import { type IDBPDatabase, openDB } from 'idb'
import type { DraftRecord, DraftStorage } from './draft.ts'

let opened: Promise<IDBPDatabase> | null = null
const database = () => {
  opened ??= openDB('tusom-reports', 1, { upgrade: db => void db.createObjectStore('drafts') })
  return opened
}

/**
 * What is typed and not sent yet, on this machine, one record a person and report: two people at one machine never see each
 * other's. It outlives signing out, because it is nowhere else.
 */
export const draftStorage = (userId: number, report: string): DraftStorage => ({
  load: async () =>
    ((await (await database()).get('drafts', `${userId}/${report}`)) as DraftRecord | undefined) ?? null,
  save: async record => {
    const db = await database()
    if (record) await db.put('drafts', record, `${userId}/${report}`)
    else await db.delete('drafts', `${userId}/${report}`)
  },
})
