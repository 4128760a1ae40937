import { checkCapFile, schemaOf } from '@tusom/cap/xml'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cases = fileURLToPath(new URL('../../libs/cap/test/cases', import.meta.url))

/** Rounds before the clock runs: a server that reads alerts has been reading them for days. */
const WARM_UP = 40

/**
 * A whole check (container, schema, rules beyond it, line numbers) against parsing and validating the same files with
 * libxml2 and the bare schema, turn about in the same run.
 *
 * Both give the same verdict on every file here. The check asks libxml2 only where its own reading leaves doubt;
 * `scripts/fuzz.ts cap` holds it to libxml2's opinion of everything it calls valid.
 */
export function benchCap(rounds = 200): { files: number; perSecond: number; ratio: number } {
  const files = readdirSync(cases)
    .map(name => ({ name, bytes: readFileSync(join(cases, name, 'input.xml')) }))
    .filter(f => {
      const result = checkCapFile(f.bytes, f.name)
      return result.valid && result.version === '1.2' && result.container === 'cap'
    })
  const schema = XmlDocument.fromString(schemaOf('1.2'))
  const validator = XsdValidator.fromDoc(schema)
  let ours = 0
  let bare = 0
  for (let r = -WARM_UP; r < rounds; r++) {
    let began = performance.now()
    for (const f of files) checkCapFile(f.bytes, f.name)
    const a = performance.now() - began
    began = performance.now()
    for (const f of files) {
      const doc = XmlDocument.fromBuffer(f.bytes)
      validator.validate(doc)
      doc.dispose()
    }
    const b = performance.now() - began
    if (r < 0) continue
    ours += a
    bare += b
  }
  validator.dispose()
  schema.dispose()
  return { files: files.length, perSecond: (files.length * rounds * 1000) / ours, ratio: bare / ours }
}
