import { ParseOption, XmlDocument, type XmlElement, XmlParseError, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import type { CapVersion } from '../alert.ts'
import { schemaOf } from './schema.ts'

/** Options for everything that comes from outside: no external file, no catalogue, line numbers beyond 65,535. */
const SAFE: ParseOption =
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_NOWARNING |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_BIG_LINES

const UTF8 = new TextEncoder()

// Compiled once and kept for the life of the process: compiling takes longer than a thousand validations.
const validators = new Map<CapVersion, XsdValidator>()

function validatorFor(version: CapVersion): XsdValidator {
  let validator = validators.get(version)
  if (!validator) {
    const schema = XmlDocument.fromString(schemaOf(version))
    try {
      validator = XsdValidator.fromDoc(schema)
    } finally {
      schema.dispose()
    }
    validators.set(version, validator)
  }
  return validator
}

export type XmlMessage = { message: string; line: number }

const tidy = (message: string) => message.replace(/\{[^{}]*\}/g, '').trim()

/** libxml2's document, to be disposed of by the caller, or why there is none. */
export function openDocument(source: string | Uint8Array): XmlDocument | XmlMessage {
  try {
    // libxml2-wasm encodes a string letter by letter; the platform does it at once.
    const bytes = typeof source === 'string' ? UTF8.encode(source) : source
    return XmlDocument.fromBuffer(bytes, { option: SAFE, encoding: 'utf-8' })
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error
    const first = error.details[0]
    return { message: tidy(first?.message ?? error.message), line: first?.line ?? 0 }
  }
}

/** What the schema of `version` objects to in a document or in one element of it. */
export function validate(target: XmlDocument | XmlElement, version: CapVersion): XmlMessage[] {
  try {
    const validator = validatorFor(version)
    if (target instanceof XmlDocument) validator.validate(target)
    else validator.validate(target)
    return []
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error
    return error.details.map(detail => ({ message: tidy(detail.message), line: detail.line }))
  }
}
