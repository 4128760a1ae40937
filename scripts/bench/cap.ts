import { checkCapFile, schemaOf } from '@tusom/cap/xml'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cases = fileURLToPath(new URL('../../libs/cap/test/cases', import.meta.url))

/** A whole check (container, schema, rules beyond it, line numbers) against parsing and validating the same files with the bare schema. */
export function benchCap(rounds = 40): { files: number; perSecond: number; ratio: number } {
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
  for (let r = 0; r <= rounds; r++) {
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
    if (r === 0) continue // warm-up
    ours += a
    bare += b
  }
  validator.dispose()
  schema.dispose()
  return { files: files.length, perSecond: (files.length * rounds * 1000) / ours, ratio: bare / ours }
}
