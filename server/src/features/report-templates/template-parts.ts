import type { TemplateParagraph } from '@tusom/domain'
import type PizZip from 'pizzip'

const spoken = /^word\/(document|header[^/]*|footer[^/]*|footnotes|endnotes)\.xml$/
const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }
const decode = (text: string): string => text.replace(/&(?:lt|gt|quot|apos|amp);/g, e => entities[e] ?? e)
const short = (text: string): string => (text.length > 50 ? `${text.slice(0, 49)}…` : text)

/** The words of a Word file, paragraph by paragraph, with where each stands as a person would find it. */
export function textParts(zip: PizZip): TemplateParagraph[][] {
  return Object.keys(zip.files)
    .filter(n => spoken.test(n))
    .map(name => paragraphs(name, zip.file(name)?.asText() ?? ''))
}

function paragraphs(part: string, xml: string): TemplateParagraph[] {
  const list: TemplateParagraph[] = []
  const head = part.includes('header') ? 'Đầu trang, đ' : part.includes('footer') ? 'Chân trang, đ' : 'Đ'
  const headEn = part.includes('header') ? 'Header, p' : part.includes('footer') ? 'Footer, p' : 'P'
  let text = ''
  let n = 0
  const close = () => {
    if (text.trim() === '') return
    n++
    list.push({ where: `${head}oạn ${n} "${short(text)}"`, whereEn: `${headEn}aragraph ${n} "${short(text)}"`, text })
  }
  for (const m of xml.matchAll(/<w:p[ >]|<w:t(?: [^<>]*)?>([^<]*)<\/w:t>/g))
    if (m[1] === undefined) {
      close()
      text = ''
    } else text += decode(m[1])
  close()
  return list
}

const names: readonly { of: RegExp; vi: string; en: string }[] = [
  { of: /vbaProject|vbaData/i, vi: 'macro', en: 'macros' },
  { of: /activeX|\/embeddings\//i, vi: 'đối tượng nhúng', en: 'embedded objects' },
]

/** What in a file acts, or fetches from elsewhere; null where there is nothing. */
export function activeContent(zip: PizZip): { vi: string; en: string } | null {
  for (const file of Object.keys(zip.files)) {
    const found = names.find(x => x.of.test(file))
    if (found) return { vi: `${found.vi} (${short(file)})`, en: `${found.en} (${short(file)})` }
    if (!/\.(xml|rels)$/i.test(file)) continue
    const text = zip.file(file)?.asText() ?? ''
    if (/<!DOCTYPE|<!ENTITY/i.test(text))
      return { vi: `khai báo thực thể XML (${short(file)})`, en: `XML entity declarations (${short(file)})` }
    if (/macroEnabled/i.test(text) && file.startsWith('[')) return { vi: 'macro', en: 'macros' }
    if (file.endsWith('.rels'))
      for (const m of text.matchAll(/<Relationship [^<>]*TargetMode="External"[^<>]*>/g))
        if (!/\/hyperlink"/.test(m[0]))
          return { vi: 'liên kết lấy nội dung từ nơi khác', en: 'links that fetch content from elsewhere' }
    for (const m of text.matchAll(/<w:instrText[^<>]*>([^<]*)</g))
      if (/\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT)\b/i.test(m[1] ?? ''))
        return { vi: 'trường tự lấy nội dung từ nơi khác', en: 'fields that fetch content from elsewhere' }
  }
  return null
}
