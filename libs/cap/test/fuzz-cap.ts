import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resolveAreas } from '../src/resolve-areas.ts'
import { checkCapFile, readCap, schemaOf } from '../src/xml.ts'
import { CapMutator } from './cap-mutator.ts'

/** A fuzz case that failed: the input, so that it can become a folder of test/cases. */
export class FuzzFailure extends Error {
  readonly input: Uint8Array
  constructor(what: string, seed: number, index: number, input: Uint8Array) {
    super(`cap, seed ${seed}, case ${index}: ${what}\ninput (base64): ${Buffer.from(input).toString('base64')}`)
    this.input = input
  }
}

/** Slower than this for one file is a fault: nothing in the corpus takes a hundredth of it. */
const MOST_MS = 1000

const folder = join(import.meta.dirname, 'cases')
const readCorpus = () => readdirSync(folder).map(name => new Uint8Array(readFileSync(join(folder, name, 'input.xml'))))

/** The second judge: what libxml2 alone says of a whole document. */
class Oracle {
  private readonly schemas = new Map<string, XsdValidator>()
  constructor() {
    for (const version of ['1.0', '1.1', '1.2'] as const) {
      const schema = XmlDocument.fromString(schemaOf(version))
      this.schemas.set(version, XsdValidator.fromDoc(schema))
      schema.dispose()
    }
  }
  refusal(input: Uint8Array, version: string | null, isAlert: boolean): string | null {
    try {
      const document = XmlDocument.fromBuffer(input)
      try {
        if (isAlert && version !== null) this.schemas.get(version)?.validate(document)
      } finally {
        document.dispose()
      }
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  dispose(): void {
    for (const schema of this.schemas.values()) schema.dispose()
  }
}

/** What must hold for any bytes at all; a sentence if it does not. */
function fault(input: Uint8Array, oracle: Oracle): string | null {
  // Of the processor, not of the clock: a busy machine is no fault of the input.
  const began = process.cpuUsage()
  const result = checkCapFile(input, 'x')
  const { user, system } = process.cpuUsage(began)
  const took = (user + system) / 1000
  if (took > MOST_MS) return `took ${took.toFixed(0)} ms`
  const findings = [...result.errors, ...result.warnings]
  const unreadable = findings.find(finding => finding.code === 'xml.unreadable')
  if (unreadable) return unreadable.message
  if (result.valid !== (result.errors.length === 0)) return 'valid does not agree with the errors'
  for (const { code, path, line, message, messageVi } of findings) {
    if (path !== '' && !path.startsWith('/')) return `${code} has the path "${path}"`
    if (line !== undefined && !(Number.isInteger(line) && line > 0)) return `${code} has the line ${line}`
    if (/\{\w+\}/.test(message.replace(/"[^]*"/, '')) || message === '' || messageVi === '')
      return `${code} says "${message}"`
  }
  if (!result.valid) return null
  // No opinion of ours may let through what libxml2 refuses.
  const refusal = oracle.refusal(input, result.version, result.container === 'cap')
  if (refusal !== null) return `called valid, but libxml2 says: ${refusal}`
  const { messages, findings: again } = readCap(input, { thorough: true })
  const missed = again.find(finding => finding.severity === 'error')
  if (missed) return `called valid, but the schema says: ${missed.message}`
  for (const { alert } of messages) resolveAreas(alert, () => null)
  return null
}

/**
 * Reads `cases` mutants of the golden corpus (bytes, elements, values, truncation) and holds every one to what must be
 * true of any input: no crash, no second spent, a well-formed report, and nothing called valid that libxml2 refuses.
 *
 * @returns how many were called valid, so that a caller can see the mutants reach the rules
 * @throws FuzzFailure with the input
 */
export function fuzzCap(seed: number, cases: number): number {
  const corpus = readCorpus()
  const mutator = new CapMutator(
    seed,
    corpus,
    corpus.filter(bytes => checkCapFile(bytes, 'x').valid),
  )
  const oracle = new Oracle()
  let valid = 0
  try {
    for (let index = 0; index < cases; index += 1) {
      const input = mutator.next()
      let what: string | null
      try {
        what = fault(input, oracle)
        if (what === null && checkCapFile(input, 'x').valid) valid += 1
      } catch (error) {
        what = `threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      }
      if (what !== null) throw new FuzzFailure(what, seed, index, input)
    }
  } finally {
    oracle.dispose()
  }
  return valid
}
