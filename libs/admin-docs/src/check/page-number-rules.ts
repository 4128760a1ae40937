import { alignNames } from './look-rules.ts'
import { setAlign, setSize, setToggle } from './mend.ts'
import { numberParagraph } from './package-parts.ts'
import { child, childrenOf, descendants, element, ensure, orders } from './xml-tree.ts'
import type { Fault } from './finding.ts'
import type { Model, Paragraph, Section } from './model.ts'
import type { Element } from './xml-tree.ts'

const ofPage = /(?:^|\s)PAGE(?:\s|\\|$)/
/** Whether a paragraph shows the number of its page. */
export function hasPageField(e: Element): boolean {
  return (
    descendants(e, 'w:instrText').some(t =>
      ofPage.test(
        t.children
          .filter(c => typeof c === 'string')
          .join('')
          .toUpperCase(),
      ),
    ) ||
    descendants(e, 'w:fldSimple').some(f => ofPage.test((f.attributes.get('w:instr') ?? '').toUpperCase())) ||
    descendants(e, 'w:pgNum').length > 0
  )
}

type Where = {
  section: Section
  kind: 'header' | 'footer'
  type: string
  paragraph: Paragraph | null
  root: Element
  id: string
}

/** Makes a new header with a page number and gives its relationship id. */
export type NewHeader = () => string

/** Page numbers: Phụ lục I, Phần I, Mục I, khoản 7. `newHeader` is there when a corrected copy is being made. */
export function pageNumberFaults(model: Model, newHeader: NewHeader): Fault[] {
  const out: Fault[] = []
  const say = (name: string, vi: string, en: string, found: string, expected: string, where: string, fix: () => void) =>
    out.push({
      rule: `ND30.I.7.page-number-${name}`,
      severity: 'error',
      message: `Số trang: ${vi}.`,
      messageEn: `Page numbers: ${en}.`,
      where,
      found,
      expected,
      fix,
    })
  const refs = model.sections.flatMap(s => references(model, s))
  const shown = refs.filter(r => r.paragraph !== null && r.type !== 'first')
  const first = model.sections[0]
  if (!first) return out
  const inHeader = shown.filter(r => r.kind === 'header')
  const inFooter = shown.filter(r => r.kind === 'footer')
  const give = () => {
    for (const section of model.sections) {
      const own = childrenOf(section.element).find(
        e => e.name === 'w:headerReference' && (e.attributes.get('w:type') ?? 'default') === 'default',
      )
      const part = model.parts.get(own?.attributes.get('r:id') ?? '')
      // A header with words of its own keeps them under the number; an empty one makes room.
      if (part?.paragraphs.some(p => p.text.trim() !== '' || p.drawn)) part.root.children.unshift(numberParagraph())
      else {
        if (own) section.element.children.splice(section.element.children.indexOf(own), 1)
        if (section === first)
          first.element.children.unshift(element('w:headerReference', { 'w:type': 'default', 'r:id': newHeader() }))
      }
    }
    ensure(first.element, 'w:titlePg', orders.sectPr).attributes.delete('w:val')
  }
  if (shown.length === 0) {
    if (longer(model))
      say(
        'missing',
        'văn bản từ hai trang phải đánh số trang',
        'a text of two pages or more must number them',
        'không có',
        'số trang ở giữa lề trên',
        'section 1',
        give,
      )
    return out
  }
  if (inFooter.length > 0 && inHeader.length === 0) {
    say(
      'position',
      'đặt giữa phần lề trên, không đặt ở chân trang',
      'belong in the middle of the top margin, not at the foot',
      'chân trang',
      'giữa lề trên',
      `section ${(inFooter[0]?.section.index ?? 0) + 1}`,
      () => {
        for (const r of refs) if (r.kind === 'footer') removeFields(r.root)
        give()
      },
    )
    return out
  }
  const numbers = inHeader.flatMap(r => (r.paragraph ? [r.paragraph] : []))
  const aside = numbers.filter(p => !centred(p))
  if (aside[0])
    say(
      'align',
      'phải canh giữa theo chiều ngang',
      'must be centred',
      alignNames[aside[0].look.align],
      'giữa',
      'đầu trang',
      () => aside.forEach(p => setAlign(p, 'center')),
    )
  const runs = numbers.flatMap(p => pageRuns(p))
  const odd = runs.filter(r => r.look.size < 26 || r.look.size > 28)
  if (odd[0]) {
    const size = odd[0].look.size
    say(
      'size',
      `cỡ chữ ${String(size / 2).replace('.', ',')}, phải là 13–14`,
      `size ${size / 2}, must be 13–14`,
      String(size / 2).replace('.', ','),
      '13–14',
      'đầu trang',
      () => setSize(odd, size < 26 ? 26 : 28),
    )
  }
  const slanted = runs.filter(r => r.look.italic)
  if (slanted.length > 0)
    say('italic', 'phải là chữ đứng', 'must be upright', 'nghiêng', 'đứng', 'đầu trang', () =>
      setToggle(slanted, 'w:i', false),
    )
  const title = child(first.element, 'w:titlePg')
  const titled = title !== undefined && !/^(?:0|false|off)$/.test(title.attributes.get('w:val') ?? '')
  const onFirst = refs.filter(r => r.section === first && r.type === 'first' && r.paragraph !== null)
  const firstHeader = inHeader.some(r => r.section === first)
  if ((!titled && firstHeader) || onFirst.length > 0)
    say(
      'first-shown',
      'trang thứ nhất không hiển thị số trang',
      'the first page shows no number',
      'hiện số trang 1',
      'không hiện',
      'section 1',
      () => {
        for (const r of onFirst) removeFields(r.root)
        ensure(first.element, 'w:titlePg', orders.sectPr).attributes.delete('w:val')
      },
    )
  const type = child(first.element, 'w:pgNumType')
  const start = type?.attributes.get('w:start')
  if (type && start !== undefined && start !== '1')
    say('start', 'phải đánh từ số 1', 'must start at 1', `từ ${start}`, 'từ 1', 'section 1', () =>
      type.attributes.set('w:start', '1'),
    )
  const format = type?.attributes.get('w:fmt')
  if (type && format !== undefined && format !== 'decimal')
    say('format', 'phải dùng chữ số Ả Rập', 'must be in Arabic figures', format, '1, 2, 3', 'section 1', () =>
      type.attributes.set('w:fmt', 'decimal'),
    )
  return out
}

/** The headers and footers of a section; what it does not name it takes from the section before. */
function references(model: Model, section: Section): Where[] {
  const out: Where[] = []
  for (const e of childrenOf(section.element)) {
    const kind = e.name === 'w:headerReference' ? 'header' : e.name === 'w:footerReference' ? 'footer' : null
    const part = kind && model.parts.get(e.attributes.get('r:id') ?? '')
    if (!kind || !part) continue
    const paragraph = part.paragraphs.find(p => hasPageField(p.element)) ?? null
    out.push({
      section,
      kind,
      type: e.attributes.get('w:type') ?? 'default',
      paragraph,
      root: part.root,
      id: e.attributes.get('r:id') ?? '',
    })
  }
  return out
}

/** The number itself and, with it, the runs of its field. */
function pageRuns(p: Paragraph) {
  const digits = p.runs.filter(r => /\d/.test(r.text))
  return [...digits, ...p.fields]
}

function centred(p: Paragraph): boolean {
  if (p.look.align === 'center') return true
  const pPr = child(p.element, 'w:pPr')
  if (child(pPr, 'w:framePr')?.attributes.get('w:xAlign') === 'center') return true
  if (descendants(p.element, 'w:ptab').some(t => t.attributes.get('w:alignment') === 'center')) return true
  // A tab before the number, with a stop that centres
  return (
    /^\t[^\t]*$/.test(p.text) &&
    descendants(pPr ?? p.element, 'w:tab').some(t => t.attributes.get('w:val') === 'center')
  )
}

/** Two pages or more: by Word's own count, a break, or the length of the text. */
function longer(model: Model): boolean {
  if (model.pages !== null && model.pages > 1) return true
  if (model.sections.length > 1 || descendants(model.body, 'w:lastRenderedPageBreak').length > 0) return true
  if (model.paragraphs.some(p => p.pageBreak)) return true
  return model.paragraphs.reduce((n, p) => n + Math.max(70, p.text.length), 0) > 4_500
}

/** Takes the page number out of a header or footer; a paragraph of nothing else stays empty, because the part needs one. */
function removeFields(root: Element) {
  for (const p of descendants(root, 'w:p')) {
    if (!hasPageField(p)) continue
    p.children = p.children.filter(c => typeof c === 'string' || c.name === 'w:pPr')
  }
}
