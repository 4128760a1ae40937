import { isBullet, isCapitals, readMarker } from './markers.ts'
import { readUnitLine } from './unit-line.ts'
import type { Marker } from './markers.ts'
import type { Section, Span } from './types.ts'

/** A paragraph of the body with its place in the normalised text. */
export type BodyParagraph = { text: string; cells: string[] | null; notes: string[]; start: number }

export type Node = Span & {
  style: Marker['style'] | 'heading' | 'text' | 'row' | 'root'
  label: string
  rank: number
  /** the words after the label */
  text: string
  /** where `text` starts in the normalised text */
  textStart: number
  cells: string[] | null
  notes: string[]
  children: Node[]
  parent: Node | null
}

const maxDepth = 40
const ended = /[.;!?…]["”)]?$/u

/** Builds the tree of labels, bullets and plain paragraphs. */
export function buildOutline(paragraphs: BodyParagraph[]): Node {
  const root: Node = {
    style: 'root',
    label: '',
    rank: -9,
    text: '',
    textStart: 0,
    start: 0,
    end: 0,
    cells: null,
    notes: [],
    children: [],
    parent: null,
  }
  let top = root
  let following = 0
  for (const p of paragraphs) {
    following++
    const node = toNode(p, paragraphs[following]?.text ?? '')
    if (
      (top.style === 'annex' || top.style === 'part') &&
      top.text === '' &&
      top.children.length === 0 &&
      node.style === 'heading'
    ) {
      // The title of an annex or chapter stands on the line below "Phụ lục I", "Chương II".
      Object.assign(top, { text: node.text, textStart: node.textStart, end: node.end })
      continue
    }
    top = parentFor(top, node)
    node.parent = top
    top.children.push(node)
    if (node.style !== 'text' && node.style !== 'row' && depthOf(node) < maxDepth) top = node
  }
  const last = paragraphs.at(-1)
  root.end = last ? last.start + last.text.length : 0
  return root
}

/**
 * Plain sentences behind the last point of a list of sentences belong to the whole list, not to that point: "3. Cử đầu mối." / "Báo cáo
 * gửi về …". Where an earlier point has a paragraph of its own under it, points have paragraphs, and nothing is moved.
 */
export function liftTails(node: Node) {
  for (const child of node.children) liftTails(child)
  for (let i = node.children.length - 1; i > 0; i--) {
    const last = node.children[i] as Node
    if (!isSection(last) || !ended.test(last.text) || isTitle(last)) continue
    const before = node.children.slice(0, i).filter(c => c.style === last.style && c.rank === last.rank)
    if (before.length === 0 || before.some(c => c.children.some(g => g.style === 'text'))) continue
    const from = last.children.findLastIndex(c => c.style !== 'text') + 1
    const tail = last.children.splice(from)
    for (const t of tail) t.parent = node
    node.children.splice(i + 1, 0, ...tail)
    break
  }
}

function depthOf(node: Node): number {
  let depth = 0
  for (let n = node.parent; n; n = n.parent) depth++
  return depth
}

function toNode(p: BodyParagraph, next: string): Node {
  const base = {
    start: p.start,
    end: p.start + p.text.length,
    cells: p.cells,
    notes: p.notes,
    children: [],
    parent: null,
  }
  if (p.cells) return { ...base, style: 'row', label: '', rank: 99, text: p.text, textStart: p.start }
  const marker = readMarker(p.text)
  if (marker) {
    const text = p.text.slice(marker.textAt)
    return {
      ...base,
      style: marker.style,
      label: marker.label,
      rank: marker.rank,
      text,
      textStart: p.start + marker.textAt,
    }
  }
  const plain = { ...base, label: '', text: p.text, textStart: p.start }
  if (
    isCapitals(p.text, 6) &&
    p.text.length <= 200 &&
    p.text.includes(' ') &&
    !/^QUYẾT ĐỊNH:?$/.test(p.text) &&
    !/^(?:Căn cứ|Theo đề nghị|Xét)\s/u.test(next)
  )
    return { ...plain, style: 'heading', rank: 2 }
  // A unit on a line of its own, with its work under it, is a heading even without a label.
  const unit = p.text.length <= 160 && !/[.;]$/.test(p.text) ? readUnitLine(p.text) : null
  if (
    unit &&
    unit.workAt === null &&
    next !== '' &&
    readMarker(next) !== null &&
    isBullet(readMarker(next)?.style ?? '')
  )
    return { ...plain, style: 'heading', rank: 10.5 }
  return { ...plain, style: 'text', rank: 99 }
}

function parentFor(top: Node, node: Node): Node {
  if (node.style === 'text' || node.style === 'row') {
    let at = top
    while (isBullet(at.style) && at.parent) at = at.parent
    return at
  }
  // A style already open on the way up continues its list; a new one opens below the first that ranks above it.
  for (let n: Node | null = top; n && n.style !== 'root'; n = n.parent)
    if (
      n.style === node.style &&
      n.rank === node.rank &&
      n.parent &&
      !(node.style === 'heading' && n.rank < node.rank)
    ) {
      if (isBullet(node.style) || ranksInOrder(n.parent, node)) return n.parent
    }
  let at = top
  while (at.parent && at.rank >= node.rank && !(isBullet(at.style) && isBullet(node.style) && at.style !== node.style))
    at = at.parent
  return at
}

const ranksInOrder = (parent: Node, node: Node) => parent.rank < node.rank || isBullet(parent.style)

/** Whether the words after a label are a title rather than a sentence. */
export function isTitle(node: Node): boolean {
  if (isBullet(node.style) || node.style === 'text' || node.style === 'row') return false
  if (isCapitals(node.text, 3)) return true
  if (node.text === '') return false
  if (/:["”]?$/.test(node.text)) return node.children.length > 0 && node.text.length <= 200
  return !ended.test(node.text) && node.text.length <= 300
}

/** A text without the closing mark of the document, "./.", which is no part of its last sentence. */
export const withoutClosingMark = (text: string) => text.trim().replace(/\s*\.\s?\/\.?$/, '.')

export const isSection = (node: Node) =>
  !isBullet(node.style) && node.style !== 'text' && node.style !== 'row' && node.style !== 'root'

/** "Cháy, nổ: Xảy ra 01 vụ": a title that runs into its sentence. Returns the length of the title, 0 when there is none. */
export function runInTitle(text: string): number {
  const at = text.indexOf(': ')
  if (at < 3 || at > 90 || /[.;]/.test(text.slice(0, at))) return 0
  return /^[\p{Lu}\d]/u.test(text.slice(at + 2)) ? at : 0
}

/** The tree as the contract shows it: labelled parts as sections, bullets and sentences as their text. */
export function toSections(root: Node): Section[] {
  return root.children.filter(isSection).map(toSection)
}

function toSection(node: Node): Section {
  const own: string[] = []
  let title = ''
  if (isTitle(node)) title = node.text.replace(/\s*:$/, '')
  else {
    const run = runInTitle(node.text)
    if (run > 0) {
      title = node.text.slice(0, run)
      own.push(node.text.slice(run + 2))
    } else if (node.text) own.push(node.text)
  }
  for (const child of node.children) if (!isSection(child)) own.push(...linesOf(child))
  const children = [
    ...node.children.filter(isSection),
    ...node.children.filter(c => !isSection(c)).flatMap(sectionsBelow),
  ]
  return { label: node.label, title, text: own.join('\n'), children: children.map(toSection) }
}

/** Sections may hang under a bullet ("- Nhiệm vụ:" / "a) …"); they are not lost. */
function sectionsBelow(node: Node): Node[] {
  return node.children.flatMap(c => (isSection(c) ? [c] : sectionsBelow(c)))
}

export function linesOf(node: Node): string[] {
  const mark = isBullet(node.style) ? `${node.label} ` : ''
  return [`${mark}${node.text}`, ...node.children.filter(c => !isSection(c)).flatMap(linesOf)]
}

/** Where a node and all below it ends, the closing sentences of the document left out. */
export function endWithin(node: Node, closing: Set<Node>): number {
  const last = node.children.findLast(c => !closing.has(c))
  return last ? Math.max(node.end, endWithin(last, closing)) : node.end
}
