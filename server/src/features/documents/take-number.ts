import { checkCode, checkDay, Refusal } from '@tusom/domain'
import {
  addRegisterLinks,
  entriesOfNumber,
  type NewRegisterEntry,
  registerDocument,
  registerOfDocument,
  registerOfSource,
  type Tx,
} from '@tusom/store'

/**
 * Enters a document and takes its number: the one way for every feature. What it rests on (`basis`: numbers) becomes links; a number
 * that exactly one entry of the unit bears is tied to it at once, others wait for a person. `today` is the day on the clock of the run.
 * @throws Refusal register.numbered, register.bad-code, register.day-ahead, register.day-back
 */
export async function takeNumber(
  tx: Tx,
  runId: number,
  entry: NewRegisterEntry,
  context: { today: string; at: Date; byName: string; basis?: readonly string[] },
): Promise<{ id: number; seq: number; number: string }> {
  checkDay(entry.on, context.today)
  const had = entry.source
    ? await registerOfSource(tx, entry.source.kind, entry.source.id, entry.unitId)
    : entry.documentId
      ? await registerOfDocument(tx, entry.documentId, entry.unitId, entry.direction)
      : null
  if (had) throw new Refusal('register.numbered', { number: had.number || String(had.seq) })
  const checked = entry.direction === 'out' ? { ...entry, code: checkCode(entry.code ?? '') } : entry
  let made: { id: number; seq: number; number: string }
  try {
    made = await registerDocument(tx, checked, context.at, context.byName)
  } catch (e) {
    const { code } = e as { code?: string }
    if (code === 'TS001') throw new Refusal('register.day-back')
    throw e
  }
  const basis = [...new Set((context.basis ?? []).map(b => b.trim().slice(0, 60)).filter(Boolean))]
  if (basis.length) {
    const links = []
    for (const number of basis) {
      const maybe = (await entriesOfNumber(tx, entry.unitId, number)).filter(e => e.id !== made.id)
      links.push({ kind: 'basis', number, toId: maybe.length === 1 ? (maybe[0]?.id ?? null) : null })
    }
    await addRegisterLinks(tx, runId, made.id, links)
  }
  return made
}
