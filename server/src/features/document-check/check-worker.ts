import { checkDocument, type Finding, fixDocument, parseDocument, readFileText } from '@tusom/admin-docs'
import { parentPort } from 'node:worker_threads'

export type CheckWork = { bytes: Uint8Array; filename: string; maxCharacters: number }
export type CheckAnswer =
  | { ok: boolean; findings: Finding[]; fixed: { bytes: Uint8Array; remaining: Finding[] } | null }
  /** a state secret: nothing of it leaves the worker but the mark */
  | { secret: string }
  | { unreadable: { vi: string; en: string } }
  | { tooLong: true }
  | { fault: string }

async function check({ bytes, filename, maxCharacters }: CheckWork): Promise<CheckAnswer> {
  // the mark first: of a secret not even the margins are judged
  const got = await readFileText(bytes, filename)
  if (got.text === null) return { unreadable: got.error }
  if (got.text.length > maxCharacters) return { tooLong: true }
  const { secrecy } = parseDocument(got.text)
  if (secrecy) return { secret: secrecy }
  const result = checkDocument(bytes, filename)
  if (result.error) return { unreadable: result.error }
  const { ok, findings } = result
  if (!findings.some(f => f.fixable)) return { ok, findings, fixed: null }
  const fixed = fixDocument(bytes, filename)
  return { ok, findings, fixed: fixed.bytes ? { bytes: fixed.bytes, remaining: fixed.remaining } : null }
}

parentPort?.on('message', (work: CheckWork) => {
  void check(work)
    .catch((e: unknown): CheckAnswer => ({ fault: String(e).slice(0, 200) }))
    .then(answer => parentPort?.postMessage(answer))
})
