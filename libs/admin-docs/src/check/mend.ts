import { child, childrenOf, element, ensure, orders, remove } from './xml-tree.ts'
import type { Bit, Paragraph, Run } from './model.ts'
import type { Element } from './xml-tree.ts'

/** Small changes to runs and paragraphs, written directly where they stand: direct formatting wins over every style. */

const rPrOf = (run: Run) => {
  const found = child(run.element, 'w:rPr')
  if (found) return found
  const made = element('w:rPr')
  run.element.children.unshift(made)
  return made
}

export const pPrOf = (p: Paragraph): Element => {
  const found = child(p.element, 'w:pPr')
  if (found) return found
  const made = element('w:pPr')
  p.element.children.unshift(made)
  return made
}

const set = (parent: Element, name: string, attributes: Record<string, string>, order: readonly string[]) => {
  const e = ensure(parent, name, order)
  for (const [k, v] of Object.entries(attributes)) e.attributes.set(k, v)
}

export function setSize(runs: Run[], halfPoints: number) {
  for (const run of runs) {
    set(rPrOf(run), 'w:sz', { 'w:val': String(halfPoints) }, orders.rPr)
    set(rPrOf(run), 'w:szCs', { 'w:val': String(halfPoints) }, orders.rPr)
  }
}

export function setToggle(runs: Run[], name: 'w:b' | 'w:i' | 'w:caps', on: boolean) {
  for (const run of runs) {
    set(rPrOf(run), name, { 'w:val': on ? '1' : '0' }, orders.rPr)
    if (name !== 'w:caps') set(rPrOf(run), `${name}Cs`, { 'w:val': on ? '1' : '0' }, orders.rPr)
  }
}

export function setFont(run: Run, font: string) {
  const rPr = rPrOf(run)
  remove(rPr, 'w:rFonts')
  set(rPr, 'w:rFonts', { 'w:ascii': font, 'w:hAnsi': font, 'w:cs': font, 'w:eastAsia': font }, orders.rPr)
}

export const setColor = (run: Run, color: string) => {
  remove(rPrOf(run), 'w:color')
  set(rPrOf(run), 'w:color', { 'w:val': color }, orders.rPr)
}

export const setAlign = (p: Paragraph, align: string) => set(pPrOf(p), 'w:jc', { 'w:val': align }, orders.pPr)

export function setIndent(p: Paragraph, firstLine: number) {
  const pPr = pPrOf(p)
  remove(pPr, 'w:ind')
  set(pPr, 'w:ind', { 'w:left': '0', 'w:right': '0', 'w:firstLine': String(firstLine) }, orders.pPr)
  // Blanks typed in place of an indent would now add to it.
  for (const run of p.runs) {
    if (!/^[\s\u00a0]*$/.test(run.text) && !/^[\s\u00a0]+/.test(run.text)) break
    trimStart(run)
    if (/[^\s\u00a0]/.test(run.text)) break
  }
}

function trimStart(run: Run) {
  const kept: Element[] = []
  let text = false
  for (const c of childrenOf(run.element)) {
    if (!text && c.name === 'w:tab') continue
    if (c.name === 'w:t' && !text) {
      const words = textOf(c).replace(/^[\s\u00a0]+/, '')
      text = words !== ''
      setText(c, words)
    }
    kept.push(c)
  }
  run.element.children = kept
}

export const setSpacing = (p: Paragraph, attributes: Record<string, string>) => {
  const e = ensure(pPrOf(p), 'w:spacing', orders.pPr)
  if (attributes['w:before']) e.attributes.delete('w:beforeAutospacing')
  for (const [k, v] of Object.entries(attributes)) e.attributes.set(k, v)
}

export const setContextual = (p: Paragraph) => set(pPrOf(p), 'w:contextualSpacing', { 'w:val': '0' }, orders.pPr)

const textOf = (t: Element) => t.children.filter(c => typeof c === 'string').join('')
const setText = (t: Element, text: string) => {
  t.children = text === '' ? [] : [text]
  t.attributes.set('xml:space', 'preserve')
}

/** Puts new words in place of a bit's: into its first run, the others are emptied of what belonged to the bit. */
export function setWords(bit: Bit, words: string) {
  bit.runs.forEach((run, i) => {
    for (const t of childrenOf(run.element)) {
      if (t.name !== 'w:t') continue
      const text = textOf(t).normalize('NFC')
      const at = text.indexOf(run.text)
      if (at < 0) continue
      setText(t, text.slice(0, at) + (i === 0 ? words : '') + text.slice(at + run.text.length))
      break
    }
    run.text = i === 0 ? words : ''
  })
}

/** Replaces the end of a paragraph's words: "…;" → "….". Works on the last run with letters in it. */
export function setEnd(runs: Run[], pattern: RegExp, end: string) {
  for (const run of [...runs].reverse()) {
    for (const t of childrenOf(run.element).reverse()) {
      if (t.name !== 'w:t') continue
      const text = textOf(t)
      const left = text.replace(pattern, '')
      if (left.trim() === '') {
        setText(t, left)
        continue
      }
      setText(t, left + end)
      return
    }
  }
}

/** Replaces the first match in the first text that has one. */
export function replaceIn(runs: Run[], pattern: RegExp, by: string) {
  for (const run of runs)
    for (const t of childrenOf(run.element)) {
      if (t.name !== 'w:t' || !pattern.test(textOf(t))) continue
      setText(t, textOf(t).replace(pattern, by))
      return
    }
}

/** A line under a part: an empty small paragraph behind it whose upper border is `share` of the width of the words, centred. */
export function lineUnder(parent: Element, after: Element, side: number) {
  const made = element('w:p', {}, [
    element('w:pPr', {}, [
      element('w:pBdr', {}, [
        element('w:top', { 'w:val': 'single', 'w:sz': '6', 'w:space': '0', 'w:color': '000000' }),
      ]),
      element('w:spacing', { 'w:before': '40', 'w:after': '0', 'w:line': '80', 'w:lineRule': 'exact' }),
      element('w:ind', { 'w:left': String(side), 'w:right': String(side), 'w:firstLine': '0' }),
      element('w:jc', { 'w:val': 'center' }),
    ]),
  ])
  const at = parent.children.indexOf(after)
  parent.children.splice(at + 1, 0, made)
}
