import { type ParsedDocument, parseDocument, readFileText } from '@tusom/admin-docs'
import { parentPort } from 'node:worker_threads'

export type ParseWork =
  | { text: string; maxCharacters: number }
  | { bytes: Uint8Array; filename: string; maxCharacters: number }
export type ParseAnswer =
  | { doc: ParsedDocument; readMs: number }
  /** a state secret: nothing of it leaves the worker but the mark */
  | { secret: string }
  | { unreadable: { vi: string; en: string } }
  | { tooLong: true }
  | { fault: string }

async function read(work: ParseWork): Promise<ParseAnswer> {
  const began = performance.now()
  let text = ''
  if ('text' in work) text = work.text
  else {
    const got = await readFileText(work.bytes, work.filename)
    if (got.text === null) return { unreadable: { vi: got.error.vi, en: got.error.en } }
    text = got.text
  }
  if (text.length > work.maxCharacters) return { tooLong: true }
  const doc = parseDocument(text)
  if (doc.secrecy) return { secret: doc.secrecy }
  return { doc, readMs: Math.round(performance.now() - began) }
}

parentPort?.on('message', (work: ParseWork) => {
  void read(work)
    .catch((e: unknown): ParseAnswer => ({ fault: String(e).slice(0, 200) }))
    .then(answer => parentPort?.postMessage(answer))
})
