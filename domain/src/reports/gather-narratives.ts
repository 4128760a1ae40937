import { twoDigits } from '@tusom/vi-text'
import { narrativeBlocks, plainText } from './report-text.ts'

/** Who wrote something, as documents name them. */
export type NarrativeAuthor = { fullName: string; name: string }

/** Lines that the same units wrote. `level` 2: it belongs to the line above it. */
export type NarrativeGroup<U extends NarrativeAuthor> = { by: U[]; lines: Line[] }

/** Two lines say the same when only their case, spaces, dashes at the beginning and marks at the end differ. */
const sameKey = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.;,!]+$/, '')
    .trim()

type Line = { text: string; level: 1 | 2 }
/** `of`: the paragraph a sentence stood in; what stays together with its neighbours is joined to them again. */
type Thought = { key: string; lines: Line[]; of: number }

/** Behind a word written out or a figure, before a capital: "TP. Huế", "v.v. Các" and "1. Làm" do not end there. */
const sentenceEnd = /(?<=(?:\p{Ll}{2}|\p{L}\d|\d{2}|[)"”%])[.!?]) +(?=["“(]?\p{Lu})/u

/** A text as its thoughts: the sentences of a paragraph, or a line with the "+" lines that follow it, or one ending in ":" with its list. */
function thoughts(text: string): Thought[] {
  const list: Thought[] = []
  let opened = false
  let of = 0
  for (const block of narrativeBlocks(text, '')) {
    if (block.type !== 'paragraph' && block.type !== 'bullet') continue
    const line = plainText(block.text)
    const last = list.at(-1)
    const below = last && ((block.type === 'bullet' && block.level === 2) || (opened && block.type === 'bullet'))
    if (below) {
      last.lines.push({ text: line, level: 2 })
      last.key += `\n${sameKey(line)}`
      // what has a list below it stays whole
      last.of = -1
      continue
    }
    of++
    opened = line.endsWith(':')
    const sentences = opened ? [line] : line.split(sentenceEnd)
    for (const s of sentences) list.push({ key: sameKey(s), lines: [{ text: s, level: 1 }], of })
  }
  return list
}

/**
 * What units wrote for one part of the form, gathered: a sentence that several wrote stands once under all their names, the rest of each
 * unit's text under its own, its sentences together as they stood. What most units say comes first; nothing is left out, nothing is reworded.
 */
export function gatherNarratives<U extends NarrativeAuthor>(
  told: readonly { unit: U; text: string }[],
): NarrativeGroup<U>[] {
  const wrote = new Map<string, { thought: Thought; by: Set<number> }>()
  told.forEach(({ text }, i) => {
    for (const t of thoughts(text)) {
      const known = wrote.get(t.key)
      if (known) known.by.add(i)
      else wrote.set(t.key, { thought: t, by: new Set([i]) })
    }
  })
  const groups = new Map<string, { group: NarrativeGroup<U>; first: number; of: number }>()
  for (const { thought, by } of wrote.values()) {
    const [first = 0] = by
    const key = [...by].join(',')
    const known = groups.get(key)
    const last = known?.group.lines.at(-1)
    if (known && last && thought.of > 0 && known.first === first && known.of === thought.of) {
      last.text += ` ${thought.lines[0]?.text ?? ''}`
      continue
    }
    const lines = thought.lines.map(l => ({ ...l }))
    if (known) {
      known.group.lines.push(...lines)
      known.of = thought.of
    } else
      groups.set(key, { group: { by: [...by].map(i => (told[i] as { unit: U }).unit), lines }, first, of: thought.of })
  }
  return [...groups.values()].map(g => g.group).sort((a, b) => b.by.length - a.by.length)
}

/** From this many on, the number is said and the names stand in brackets. */
const manyUnits = 3

/** "Xã A"; "Xã A, phường B"; "03 xã, phường (A, B, C)". */
export function narrativeAuthors(by: readonly NarrativeAuthor[]): { bold: string; names: string } {
  if (by.length < manyUnits)
    return {
      bold: by
        .map((u, i) => (i === 0 ? u.fullName : u.fullName.slice(0, 1).toLowerCase() + u.fullName.slice(1)))
        .join(', '),
      names: '',
    }
  return { bold: `${twoDigits(by.length)} xã, phường`, names: ` (${by.map(u => u.name).join(', ')})` }
}
