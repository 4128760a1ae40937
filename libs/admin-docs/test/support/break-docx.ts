import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** Small changes to a document the writer made: to plant one fault, or a form that is right as well. */
export type How = (xml: string) => string

/** Changes one part of a .docx. */
export function changePart(bytes: Uint8Array, part: string, how: How): Uint8Array {
  const files = unzipSync(bytes)
  const before = strFromU8(files[part] as Uint8Array)
  const after = how(before)
  if (after === before) throw new Error('the change changes nothing')
  return zipSync({ ...files, [part]: strToU8(after) })
}

/** Changes the paragraphs in which the words stand. */
export const around =
  (words: string, how: How): How =>
  xml =>
    xml.replace(/<w:p>(?:(?!<w:p>)[\s\S])*?<\/w:p>/g, p => (p.replace(/<[^>]+>/g, '').includes(words) ? how(p) : p))

/** Changes the first paragraph with borders behind the words: the line under a part. */
export const lineBehind =
  (words: string, how: How): How =>
  xml => {
    const at = xml.indexOf(words)
    const from = xml.lastIndexOf('<w:p>', xml.indexOf('<w:pBdr>', at))
    const to = xml.indexOf('</w:p>', from) + 6
    return xml.slice(0, from) + how(xml.slice(from, to)) + xml.slice(to)
  }

export const says =
  (from: string, to: string): How =>
  xml =>
    xml.replace(from, to)
export const sized =
  (points: number): How =>
  p =>
    p.replaceAll(/<w:(sz|szCs) w:val="\d+"\/>/g, `<w:$1 w:val="${points * 2}"/>`)
export const indented =
  (left: number, right: number): How =>
  p =>
    p.replace(/<w:ind [^>]*\/>/, `<w:ind w:left="${left}" w:right="${right}"/>`)
export const spaced =
  (before: number): How =>
  p =>
    p.replace(/w:before="\d+"/, `w:before="${before}"`)
