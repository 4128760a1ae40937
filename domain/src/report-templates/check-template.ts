import type { TemplateName } from './template-data.ts'

/** A paragraph of a template: where it stands, and its words. */
export type TemplateParagraph = { where: string; whereEn: string; text: string }
export type TemplateFault = {
  code: 'unknown' | 'unclosed' | 'unopened' | 'brace' | 'code' | 'kind'
  vi: string
  en: string
}

/** More than this is no template but an attack; the first ones are shown. */
export const mostTemplateFaults = 50
const shownName = (n: string): string => (n.length > 60 ? `${n.slice(0, 59)}…` : n)

type Open = { name: string; at: TemplateParagraph; holds: readonly TemplateName[] }

/** How far two names are from each other, up to `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? most + 1
}
const nearest = (name: string, known: Iterable<string>): string | null => {
  let best: string | null = null
  let least = 3
  for (const k of known) {
    const d = distance(name, k, 2)
    if (d < least) [best, least] = [k, d]
  }
  return best
}

/**
 * What is wrong with the names in a template, each in one sentence with the place. Reads the words of the paragraphs in their order; parts
 * of the file (body, header, footer) are separate: a loop opened in one must close in it.
 */
export function checkTemplate(
  parts: readonly (readonly TemplateParagraph[])[],
  names: readonly TemplateName[],
): TemplateFault[] {
  const faults: TemplateFault[] = []
  for (const part of parts) {
    const open: Open[] = []
    for (const p of part) {
      if (faults.length >= mostTemplateFaults) return faults
      tagsOf(p, faults, tag => follow(tag, p, open, names, faults))
    }
    for (const o of open)
      faults.push({
        code: 'unclosed',
        vi: `${o.at.where}: "{#${o.name}}" chưa đóng; thêm "{/${o.name}}" sau phần lặp.`,
        en: `${o.at.whereEn}: "{#${o.name}}" is not closed; add "{/${o.name}}" after what repeats.`,
      })
  }
  return faults.slice(0, mostTemplateFaults)
}

/** Finds the tags of a paragraph; a brace without its partner is a fault. */
function tagsOf(p: TemplateParagraph, faults: TemplateFault[], take: (tag: string) => void): void {
  const { text } = p
  let at = 0
  while (at < text.length && faults.length < mostTemplateFaults) {
    const from = text.indexOf('{', at)
    const stray = text.indexOf('}', at)
    if (from < 0 && stray < 0) return
    if (from < 0 || (stray >= 0 && stray < from)) {
      brace(p, '}', faults)
      at = stray + 1
      continue
    }
    const to = text.indexOf('}', from)
    const again = text.indexOf('{', from + 1)
    if (to < 0 || (again >= 0 && again < to)) {
      brace(p, '{', faults)
      at = from + 1
      continue
    }
    take(text.slice(from + 1, to))
    at = to + 1
  }
}

const brace = (p: TemplateParagraph, mark: string, faults: TemplateFault[]) =>
  faults.push({
    code: 'brace',
    vi: `${p.where}: dấu "${mark}" không có cặp; tên điền phải nằm trọn trong một đoạn, dạng {ten}.`,
    en: `${p.whereEn}: "${mark}" has no partner; a name stands within one paragraph, as {name}.`,
  })

function follow(
  raw: string,
  p: TemplateParagraph,
  open: Open[],
  names: readonly TemplateName[],
  faults: TemplateFault[],
): void {
  const tag = raw.normalize('NFC').trim()
  const mark = /^[#^/]/.test(tag) ? tag.slice(0, 1) : ''
  const name = tag.slice(mark.length).trim().toLowerCase()
  if (mark === '/') {
    const last = open.at(-1)
    if (last && (name === '' || last.name === name)) open.pop()
    else
      faults.push({
        code: 'unopened',
        vi: last
          ? `${p.where}: "{/${shownName(name)}}" đóng sai chỗ; đang mở là "{#${last.name}}".`
          : `${p.where}: "{/${shownName(name)}}" không có chỗ mở "{#${shownName(name)}}".`,
        en: last
          ? `${p.whereEn}: "{/${shownName(name)}}" closes the wrong thing; "{#${last.name}}" is open.`
          : `${p.whereEn}: "{/${shownName(name)}}" was not opened.`,
      })
    return
  }
  if (!/^[a-z0-9][a-z0-9._/:,|-]*$/.test(name)) {
    faults.push({
      code: 'code',
      vi: `${p.where}: "{${shownName(tag)}}" không phải tên điền; mẫu chỉ dùng tên có trong danh sách, không dùng biểu thức.`,
      en: `${p.whereEn}: "{${shownName(tag)}}" is no name; a template uses names of the list, not expressions.`,
    })
    return
  }
  const inside = [...open].reverse().flatMap(o => o.holds)
  const found = inside.find(n => n.name === name) ?? names.find(n => n.name === name)
  if (!found) {
    const near = nearest(
      name,
      [...inside, ...names].map(n => n.name),
    )
    const elsewhere = names.find(n => n.holds?.some(h => h.name === name))
    faults.push({
      code: 'unknown',
      vi: elsewhere
        ? `${p.where}: "{${shownName(name)}}" chỉ dùng được bên trong {#${elsewhere.name}} … {/${elsewhere.name}}.`
        : `${p.where}: không có tên "{${shownName(name)}}"${near ? `; có phải "{${near}}"` : '; xem danh sách tên điền'}.`,
      en: elsewhere
        ? `${p.whereEn}: "{${shownName(name)}}" stands only inside {#${elsewhere.name}} … {/${elsewhere.name}}.`
        : `${p.whereEn}: there is no name "{${shownName(name)}}"${near ? `; perhaps "{${near}}"` : '; see the list of names'}.`,
    })
    if (mark) open.push({ name, at: p, holds: [] })
    return
  }
  if (mark) {
    if (!found.holds)
      faults.push({
        code: 'kind',
        vi: `${p.where}: "{${mark}${name}}" không lặp được; viết "{${name}}".`,
        en: `${p.whereEn}: "{${mark}${name}}" is no list; write "{${name}}".`,
      })
    open.push({ name, at: p, holds: mark === '#' ? (found.holds ?? []) : [] })
  } else if (found.holds)
    faults.push({
      code: 'kind',
      vi: `${p.where}: "{${name}}" là phần lặp hoặc điều kiện; viết {#${name}} … {/${name}}.`,
      en: `${p.whereEn}: "{${name}}" is a list or a condition; write {#${name}} … {/${name}}.`,
    })
}
