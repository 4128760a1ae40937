import { checkCapFile, schemaOf } from '@tusom/cap/xml'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cases = fileURLToPath(new URL('../../libs/cap/test/cases', import.meta.url))

/** Rounds before the clock runs: a server that reads alerts has been reading them for days. */
const WARM_UP = 40

type Speed = { files: number; perSecond: number; ratio: number }

/** Both over the same files, turn about. */
function compare(files: Buffer[], validator: XsdValidator, rounds: number): Speed {
  let ours = 0
  let bare = 0
  for (let r = -WARM_UP; r < rounds; r++) {
    let began = performance.now()
    for (const bytes of files) checkCapFile(bytes, 'bench')
    const a = performance.now() - began
    began = performance.now()
    for (const bytes of files) {
      const doc = XmlDocument.fromBuffer(bytes)
      validator.validate(doc)
      doc.dispose()
    }
    const b = performance.now() - began
    if (r < 0) continue
    ours += a
    bare += b
  }
  return { files: files.length, perSecond: (files.length * rounds * 1000) / ours, ratio: bare / ours }
}

/**
 * A whole check (container, schema, rules beyond it, line numbers) against parsing and validating the same files with
 * libxml2 and the bare schema. Both give the same verdict on every file here: the check asks libxml2 only where its own
 * reading leaves doubt, and `scripts/fuzz.ts cap` holds it to libxml2's opinion of everything it calls valid.
 *
 * Signed messages are measured apart: most of their time is work with public keys, which validation does not do at all.
 */
export function benchCap(rounds = 200): Speed & { signed: Speed } {
  const files = readdirSync(cases)
    .map(name => {
      const bytes = readFileSync(join(cases, name, 'input.xml'))
      return { bytes, result: checkCapFile(bytes, name) }
    })
    .filter(({ result }) => result.valid && result.version === '1.2' && result.container === 'cap')
  const signed = files.filter(({ result }) => result.signature?.state.startsWith('valid'))
  const schema = XmlDocument.fromString(schemaOf('1.2'))
  const validator = XsdValidator.fromDoc(schema)
  const bytesOf = (list: typeof files) => list.map(({ bytes }) => bytes)
  const speed = compare(bytesOf(files.filter(file => !signed.includes(file))), validator, rounds)
  const signedSpeed = compare(bytesOf(signed), validator, rounds)
  validator.dispose()
  schema.dispose()
  return { ...speed, signed: signedSpeed }
}
