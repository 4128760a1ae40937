import { itemsOfDocument, mayGive, taskReach } from '@tusom/domain'
import { addDocument, addItems, findSameDocument, type Tx } from '@tusom/store'
import { createHash } from 'node:crypto'
import type { UnitTree } from '../../core/unit-tree.ts'
import { loadChain } from '../tasks/chain.ts'
import type { Upload } from './read-upload.ts'
import { matcherFor } from './unit-matcher.ts'

export type StoredDocument = { id: number; already: boolean; items: number; doubtful: number }

/** Stores a document that was read, with the work found in it. The same text of the same owner is stored once. */
export async function storeDocument(
  tx: Tx,
  runId: number,
  upload: Upload,
  context: {
    tree: UnitTree
    ownerId: number
    by: { userId: number; name: string; at: Date }
    today: string
    sample?: boolean
  },
): Promise<StoredDocument> {
  const { doc } = upload
  const { tree, ownerId, by, today } = context
  const sha256 = createHash('sha256').update(doc.normalizedText).digest('hex')
  const same = await findSameDocument(tx, ownerId, sha256)
  if (same) return { id: same.id, already: true, items: 0, doubtful: 0 }
  const chain = await loadChain(tx, tree)
  const giver = chain.giver(ownerId)
  const items = itemsOfDocument(doc, {
    match: await matcherFor(tx, tree, ownerId, today),
    mayLead: id => mayGive(giver, id),
    today,
    own: ownerId,
  })
  const { id } = await addDocument(tx, runId, {
    ownerId,
    reach: taskReach(ownerId, ownerId, [], chain.consolidating(ownerId)),
    kind: doc.kind,
    number: doc.number,
    issuedOn: doc.date,
    place: doc.place,
    issuer: doc.issuer,
    title: upload.title,
    filename: upload.filename,
    warnings: doc.warnings,
    readMs: upload.readMs,
    uploadedByName: by.name,
    uploadedAt: by.at,
    sample: context.sample ?? false,
    text: doc.normalizedText,
    generalTasks: doc.generalTasks.map(({ label, text, path }) => ({ label, text, path })),
    urgency: doc.urgency,
    addressees: doc.addressees,
    basis: [...new Set(doc.basis)].slice(0, 60),
    sha256,
    uploadedBy: by.userId,
  })
  await addItems(tx, runId, id, items)
  return { id, already: false, items: items.length, doubtful: items.filter(i => i.doubts.length).length }
}
