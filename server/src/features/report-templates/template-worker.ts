import { checkDocument } from '@tusom/admin-docs'
import { checkTemplate, noFigure, type TemplateData, type TemplateFault, type TemplateName } from '@tusom/domain'
import Docxtemplater from 'docxtemplater'
import { parentPort } from 'node:worker_threads'
import PizZip from 'pizzip'
import { activeContent, textParts } from './template-parts.ts'

export type TemplateWork =
  | { what: 'check'; bytes: Uint8Array; filename: string; names: readonly TemplateName[] }
  /** `mark`: said on the first page where the template has no place for it */
  | { what: 'fill'; bytes: Uint8Array; data: TemplateData; mark: string }
export type TemplateAnswer =
  | { unreadable: { vi: string; en: string } }
  | { active: { vi: string; en: string } }
  | { faults: TemplateFault[]; warnings: { vi: string; en: string }[] }
  | { file: Uint8Array }
  | { fault: string }

const own = <T>(of: Record<string, T>, key: string): T | undefined => (Object.hasOwn(of, key) ? of[key] : undefined)

/** Looks a name up and does nothing else: a template holds no expressions. */
const byName = (tag: string) => ({
  get(scope: TemplateData): unknown {
    const name = tag.normalize('NFC').trim()
    const key = name.toLowerCase()
    const list = own(scope.lists, key)
    if (list) return list
    const words = own(scope.values, key)
    return words !== undefined && name !== key && name === name.toUpperCase() ? words.toUpperCase() : words
  },
})

const compile = (zip: PizZip): Docxtemplater =>
  new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    parser: byName,
    syntax: { changeDelimiterPrefix: null },
    nullGetter: (part: { module?: string }) => (part.module ? '' : noFigure),
  })

type CompileFault = { properties?: { errors?: { properties?: { id?: string; xtag?: string } }[] } }

function check(work: Extract<TemplateWork, { what: 'check' }>): TemplateAnswer {
  const form = checkDocument(work.bytes, work.filename)
  if (form.findings === null) return { unreadable: { vi: form.error.vi, en: form.error.en } }
  const zip = new PizZip(work.bytes)
  const active = activeContent(zip)
  if (active) return { active }
  const faults = checkTemplate(textParts(zip), work.names)
  if (!faults.length)
    try {
      compile(zip)
    } catch (e) {
      const errors = (e as CompileFault).properties?.errors ?? []
      for (const x of errors.slice(0, 10)) {
        const at = `{${(x.properties?.xtag ?? '').slice(0, 60)}}`
        faults.push({
          code: 'brace',
          vi: `"${at}": phần lặp mở và đóng không cùng chỗ (cùng một hàng của bảng, hoặc mỗi dấu một đoạn riêng).`,
          en: `"${at}": a loop opens and closes in different places (one row of a table, or a paragraph of its own each).`,
        })
      }
      if (!errors.length) throw e
    }
  return {
    faults,
    // names are no words yet, so only what is of the page and the type is worth saying
    warnings: form.findings.slice(0, 20).map(f => ({ vi: f.message, en: f.messageEn })),
  }
}

function fill(work: Extract<TemplateWork, { what: 'fill' }>): TemplateAnswer {
  const zip = new PizZip(work.bytes)
  const marked = textParts(zip).some(part => part.some(p => /\{mau\}/i.test(p.text)))
  const doc = compile(zip)
  doc.render(work.data)
  const out = doc.getZip() as PizZip
  if (work.mark && !marked) {
    const main = out.file('word/document.xml')?.asText() ?? ''
    const line = `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:i/></w:rPr><w:t>${work.mark}</w:t></w:r></w:p>`
    out.file(
      'word/document.xml',
      main.replace(/<w:body>/, found => found + line),
    )
  }
  return { file: out.generate({ type: 'uint8array', compression: 'DEFLATE' }) }
}

parentPort?.on('message', (work: TemplateWork) => {
  let answer: TemplateAnswer
  try {
    answer = work.what === 'check' ? check(work) : fill(work)
  } catch (e) {
    answer = { fault: String(e).slice(0, 200) }
  }
  parentPort?.postMessage(answer)
})
