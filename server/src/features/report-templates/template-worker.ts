import { checkDocument } from '@tusom/admin-docs'
import {
  type Chart,
  chartMarks,
  checkTemplate,
  type DocumentBlock,
  noChart,
  noFigure,
  type TemplateData,
  type TemplateFault,
  type TemplateName,
  type TemplateSource,
} from '@tusom/domain'
import Docxtemplater from 'docxtemplater'
import { parentPort } from 'node:worker_threads'
import PizZip from 'pizzip'
import { WordCharts } from '../briefings/word-chart.ts'
import { documentView, sourced } from './document-view.ts'
import { activeContent, textParts } from './template-parts.ts'

export type TemplateWork =
  | { what: 'check'; bytes: Uint8Array; filename: string; names: readonly TemplateName[] }
  /** `mark`: said on the first page where the template has no place for it */
  | { what: 'fill'; bytes: Uint8Array; data: TemplateData; mark: string; charts: readonly Chart[] }
  /** the filled document as blocks for the browser, each word with where it came from */
  | { what: 'view'; bytes: Uint8Array; data: TemplateData }
export type TemplateAnswer =
  | { unreadable: { vi: string; en: string } }
  | { active: { vi: string; en: string } }
  | { faults: TemplateFault[]; warnings: { vi: string; en: string }[] }
  | { file: Uint8Array }
  | { blocks: DocumentBlock[]; sources: TemplateSource[] }
  | { fault: string }

const own = <T>(of: Record<string, T>, key: string): T | undefined => (Object.hasOwn(of, key) ? of[key] : undefined)

/** More charts than this in one document are a slip of a loop. */
const mostCharts = 60

/** Numbers the sources that a document names, each once. */
class Sources {
  readonly list: TemplateSource[] = []
  readonly #seen = new Map<string, number>()
  number(source: TemplateSource): number {
    const key = JSON.stringify(source)
    const known = this.#seen.get(key)
    if (known !== undefined) return known
    this.#seen.set(key, this.list.length)
    return this.list.push(source) - 1
  }
}

/** Looks a name up and does nothing else: a template holds no expressions. */
const byName = (follow: Sources | null) => (tag: string) => ({
  get(scope: TemplateData): unknown {
    const name = tag.normalize('NFC').trim()
    const key = name.toLowerCase()
    const list = own(scope.lists, key)
    if (list) return list
    const found = own(scope.values, key)
    const words = found !== undefined && name !== key && name === name.toUpperCase() ? found.toUpperCase() : found
    const source = follow && words && scope.sources ? own(scope.sources, key) : undefined
    return source && follow && words ? sourced(follow.number(source), words) : words
  },
})

const compile = (zip: PizZip, follow: Sources | null = null): Docxtemplater =>
  new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    parser: byName(follow),
    syntax: { changeDelimiterPrefix: null },
    nullGetter: (part: { module?: string }) => (part.module ? '' : noFigure),
  })

/** Findings about words: a name is none yet, so only what is of the page and the type is worth saying. */
const ofWords = /line-length$|\.date-|\.place-|annex-mention$/

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
    warnings: form.findings
      .filter(f => !ofWords.test(f.rule))
      .slice(0, 20)
      .map(f => ({ vi: f.message, en: f.messageEn })),
  }
}

function fill(work: Extract<TemplateWork, { what: 'fill' }>): TemplateAnswer {
  const zip = new PizZip(work.bytes)
  const marked = textParts(zip).some(part => part.some(p => /\{mau\}/i.test(p.text)))
  const doc = compile(zip)
  doc.render(work.data)
  const out = doc.getZip() as PizZip
  drawCharts(out, work.charts)
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

/** Draws the charts where their marks stand; a chart belongs into the body, elsewhere its mark is taken away. */
function drawCharts(zip: PizZip, charts: readonly Chart[]): void {
  const byCode = new Map(charts.map(c => [c.code, c]))
  const drawn = new WordCharts(zip)
  let left = mostCharts
  for (const name of Object.keys(zip.files)) {
    if (!/^word\/(document|header[^/]*|footer[^/]*|footnotes|endnotes)\.xml$/.test(name)) continue
    const xml = zip.file(name)?.asText() ?? ''
    const body = name === 'word/document.xml'
    if (!chartMarks.test(xml) && !(body && xml.includes(noChart))) continue
    const done = xml.replace(/<w:t(?: [^<>]*)?>([^<]*)<\/w:t>/g, (whole, text: string) => {
      if (!chartMarks.test(text)) return whole
      return text
        .split(/(\ue010[^\ue011]*\ue011)/u)
        .map(piece => {
          const code = chartMarks.exec(piece)?.[1]
          if (code === undefined) return piece ? `<w:t xml:space="preserve">${piece}</w:t>` : ''
          const chart = byCode.get(code)
          return body && chart && left-- > 0 ? drawn.add(chart) : `<w:t>${body ? noChart : ''}</w:t>`
        })
        .join('')
    })
    zip.file(name, body ? withoutEmptyCharts(done) : done)
  }
  drawn.finish()
}

/** A line that only says that there is no chart is said once, and not at all beside charts. One alone in a cell stays: a cell is not empty. */
function withoutEmptyCharts(xml: string): string {
  let said = xml.includes('<c:chart ')
  return xml.replace(/(?<=<\/w:p>)<w:p(?: [^<>]*)?>(?:(?!<\/w:p>|<w:p[ >])[\s\S])*<\/w:p>/g, (p: string) => {
    if ([...p.matchAll(/<w:t(?: [^<>]*)?>([^<]*)<\/w:t>/g)].map(m => m[1]).join('') !== noChart) return p
    const again = said
    said = true
    // the end of a part of the document hangs on its last line
    return again && !p.includes('<w:sectPr') ? '' : p
  })
}

function view(work: Extract<TemplateWork, { what: 'view' }>): TemplateAnswer {
  const sources = new Sources()
  const doc = compile(new PizZip(work.bytes), sources)
  doc.render(work.data)
  return {
    blocks: documentView((doc.getZip() as PizZip).file('word/document.xml')?.asText() ?? ''),
    sources: sources.list,
  }
}

parentPort?.on('message', (work: TemplateWork) => {
  let answer: TemplateAnswer
  try {
    answer = work.what === 'check' ? check(work) : work.what === 'view' ? view(work) : fill(work)
  } catch (e) {
    answer = { fault: String(e).slice(0, 200) }
  }
  parentPort?.postMessage(answer)
})
