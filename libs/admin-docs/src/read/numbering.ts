import { toRoman } from '../parse/roman.ts'
import { attribute, localName, xmlEvents } from './xml-events.ts'

type Level = { start: number; format: string; text: string }
type Abstract = Map<number, Level>

/** The automatic numbers of Word, which stand in no text run: counted along as paragraphs are met. */
export type Numbering = { label: (numId: string, level: number) => string }

export type NumberRef = { numId: string; level: number }

/** Reads word/numbering.xml; "" gives a numbering that labels nothing. */
export function readNumbering(xml: string): Numbering {
  const abstracts = new Map<string, Abstract>()
  const nums = new Map<string, { abstract: string; starts: Map<number, number> }>()
  let abstract: Abstract | null = null
  let num: { abstract: string; starts: Map<number, number> } | null = null
  let level: Level | null = null
  let override = 0
  for (const event of xmlEvents(xml)) {
    if (event.type === 'text') continue
    const name = localName(event.name)
    if (event.type === 'close') {
      if (name === 'abstractNum') abstract = null
      if (name === 'num') num = null
      if (name === 'lvl') level = null
      continue
    }
    const value = attribute(event.attributes, 'val') ?? ''
    if (name === 'abstractNum')
      abstracts.set(attribute(event.attributes, 'abstractNumId') ?? '', (abstract = new Map()))
    else if (name === 'num')
      nums.set(attribute(event.attributes, 'numId') ?? '', (num = { abstract: '', starts: new Map() }))
    else if (name === 'abstractNumId' && num) num.abstract = value
    else if (name === 'lvlOverride') override = Number(attribute(event.attributes, 'ilvl') ?? 0)
    else if (name === 'startOverride' && num) num.starts.set(override, Number(value))
    else if (name === 'lvl') {
      level = { start: 1, format: 'decimal', text: '' }
      if (abstract) abstract.set(Number(attribute(event.attributes, 'ilvl') ?? 0), level)
    } else if (level && name === 'start') level.start = Number(value)
    else if (level && name === 'numFmt') level.format = value
    else if (level && name === 'lvlText') level.text = value
  }
  const counters = new Map<string, number[]>()
  const label = (numId: string, at: number): string => {
    const entry = nums.get(numId)
    const levels = entry ? abstracts.get(entry.abstract) : undefined
    const here = levels?.get(at)
    if (!entry || !levels || !here || at > 8) return ''
    const counts = counters.get(entry.abstract) ?? []
    counters.set(entry.abstract, counts)
    counts[at] = (counts[at] ?? (entry.starts.get(at) ?? here.start) - 1) + 1
    counts.length = at + 1
    if (here.format === 'none') return ''
    if (here.format === 'bullet') return bullet(here.text)
    return here.text.replace(/%(\d)/g, (_, digit: string) => {
      const n = Number(digit) - 1
      const other = levels.get(n)
      return format(counts[n] ?? other?.start ?? 1, other?.format ?? 'decimal')
    })
  }
  return { label }
}

function bullet(text: string): string {
  if (text === '+') return '+'
  return text === 'o' || text === '\u25cb' ? '+' : '-'
}

function format(n: number, kind: string): string {
  if (kind === 'upperRoman') return toRoman(n)
  if (kind === 'lowerRoman') return toRoman(n).toLowerCase()
  if (kind === 'lowerLetter' || kind === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((n - 1) % 26))
    return kind === 'upperLetter' ? letter.toUpperCase() : letter
  }
  return kind === 'decimalZero' ? String(n).padStart(2, '0') : String(n)
}

/** Paragraph styles that carry a number, with what they inherit: word/styles.xml. */
export function readNumberedStyles(xml: string): Map<string, NumberRef> {
  const own = new Map<string, { numId: string | null; level: number; base: string | null }>()
  let style: { numId: string | null; level: number; base: string | null } | null = null
  for (const event of xmlEvents(xml)) {
    if (event.type !== 'open') {
      if (event.type === 'close' && localName(event.name) === 'style') style = null
      continue
    }
    const name = localName(event.name)
    const value = attribute(event.attributes, 'val')
    if (name === 'style')
      own.set(attribute(event.attributes, 'styleId') ?? '', (style = { numId: null, level: 0, base: null }))
    else if (style && name === 'basedOn') style.base = value
    else if (style && name === 'numId') style.numId = value
    else if (style && name === 'ilvl') style.level = Number(value)
  }
  const out = new Map<string, NumberRef>()
  for (const id of own.keys()) {
    let at: string | null = id
    for (let i = 0; at !== null && i < 12; i++) {
      const entry = own.get(at)
      if (entry?.numId) {
        out.set(id, { numId: entry.numId, level: own.get(id)?.level || entry.level })
        break
      }
      at = entry?.base ?? null
    }
  }
  return out
}
