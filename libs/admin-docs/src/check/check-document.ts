import { strToU8, zipSync } from 'fflate'
import { docxFault } from '../read/docx-fault.ts'
import { readZip } from '../read/zip.ts'
import { annexFaults } from './annex-rules.ts'
import { dissect } from './anatomy.ts'
import { bodyFaults } from './body-rules.ts'
import { endFaults } from './end-rules.ts'
import { toFinding } from './finding.ts'
import { headFaults } from './head-rules.ts'
import { issuingFaults } from './issuing-rules.ts'
import { buildModel, decode } from './model.ts'
import { numberFaults } from './number-rules.ts'
import { addHeader } from './package-parts.ts'
import { pageNumberFaults } from './page-number-rules.ts'
import { pageFaults } from './page-rules.ts'
import { stampFaults } from './stamp-rules.ts'
import { typeFaults } from './type-rules.ts'
import { writeXml } from './xml-tree.ts'
import type { ReadFault } from '../read/docx-fault.ts'
import type { Fault, Finding } from './finding.ts'
import type { Model } from './model.ts'

export type CheckResult =
  | { ok: boolean; findings: Finding[]; error?: undefined }
  /** the file cannot be read as .docx: one sentence in each language */
  | { ok: false; findings: null; error: ReadFault }

export type FixResult =
  | {
      bytes: Uint8Array /** findings of the file as it came */
      findings: Finding[] /** what stays for a person */
      remaining: Finding[]
      error?: undefined
    }
  | { bytes: null; findings: null; remaining: null; error: ReadFault }

/**
 * Checks the form of a .docx against Nghị định 30/2020/NĐ-CP, Phụ lục I: page, typeface, page numbers, head, number and date, title, body,
 * headings, signature, recipients, annexes. Styles, inheritance, themes and numbering are followed. One finding a fault, however many
 * paragraphs share it. `ok`: no finding of severity "error". Never throws.
 *
 * @example
 * const result = checkDocument(bytes, 'bao-cao.docx')
 * result.findings // [{ rule: 'ND30.I.5.margin-left', message: 'Lề trái 20 mm, phải từ 30 đến 35 mm.', … }]
 */
export function checkDocument(bytes: Uint8Array, filename = 'văn bản.docx'): CheckResult {
  try {
    const { faults } = look(bytes)
    const findings = faults.map(toFinding)
    return { ok: findings.every(f => f.severity !== 'error'), findings }
  } catch (error) {
    return { ok: false, findings: null, error: docxFault(error, bytes, filename) }
  }
}

/**
 * As `checkDocument`, with a corrected copy: margins, paper, typeface, sizes, weight, case, lines, indents, spacing, page numbers, number
 * and date forms, closing marks. Words are not changed beyond that; what a person must decide stays in `remaining`. Never throws.
 */
export function fixDocument(bytes: Uint8Array, filename = 'văn bản.docx'): FixResult {
  try {
    const files = readZip(bytes, () => true)
    const found: Finding[] = []
    // One correction may bring up another fault (a line that was bold as a heading): three rounds settle all that settles.
    for (let round = 0; round < 3; round++) {
      const { model, faults, added } = examine(files)
      if (round === 0) found.push(...faults.map(toFinding))
      const mends = faults.flatMap(f => (f.fix ? [f.fix] : []))
      if (mends.length === 0) break
      for (const mend of mends) mend()
      write(files, model)
      added(files)
    }
    const out = zipSync(Object.fromEntries(files), { level: 6 })
    return { bytes: out, findings: found, remaining: examine(files).faults.map(toFinding) }
  } catch (error) {
    return { bytes: null, findings: null, remaining: null, error: docxFault(error, bytes, filename) }
  }
}

const needed =
  /^(?:word\/(?:document|styles|numbering|(?:header|footer)[^/]*|theme\/theme1|_rels\/document\.xml)(?:\.xml|\.rels)|docProps\/app\.xml)$/

function look(bytes: Uint8Array) {
  return examine(readZip(bytes, name => needed.test(name)))
}

function examine(files: Map<string, Uint8Array>): {
  model: Model
  faults: Fault[]
  added: (files: Map<string, Uint8Array>) => void
} {
  const model = buildModel(name => decode(files.get(name)))
  const anatomy = dissect(model)
  let wanted: string | null = null
  const newHeader = () => (wanted ??= 'rIdTuSomPageNumber')
  const faults = [
    ...pageFaults(model, anatomy),
    ...typeFaults(model),
    ...pageNumberFaults(model, newHeader),
    ...headFaults(model, anatomy),
    ...numberFaults(anatomy),
    ...stampFaults(model),
    ...bodyFaults(anatomy),
    ...endFaults(anatomy),
    ...annexFaults(model, anatomy),
    ...issuingFaults(model, anatomy),
  ]
  return { model, faults, added: all => void (wanted && addHeader(all, wanted)) }
}

function write(files: Map<string, Uint8Array>, model: Model) {
  files.set('word/document.xml', strToU8(writeXml(model.document)))
  for (const part of model.parts.values()) files.set(part.name, strToU8(writeXml(part.root)))
}
