import { twoDigits } from '@tusom/vi-text'
import { narrativeBlocks, plainText } from './report-text.ts'

/** Who wrote something, as documents name them. */
export type NarrativeAuthor = { fullName: string; name: string }

/** Lines that the same units wrote. `level` 2: it belongs to the line above it. */
export type NarrativeGroup<U extends NarrativeAuthor> = { by: U[]; lines: { text: string; level: 1 | 2 }[] }

/** Two lines say the same when only their case, spaces, dashes at the beginning and marks at the end differ. */
const sameKey = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.;,!]+$/, '')
    .trim()

type Thought = { key: string; lines: { text: string; level: 1 | 2 }[] }

/** A text as its thoughts: a line with the "+" lines that follow it, or a line ending in ":" with the list below it. */
function thoughts(text: string): Thought[] {
  const list: Thought[] = []
  let opened = false
  for (const block of narrativeBlocks(text, '')) {
    if (block.type !== 'paragraph' && block.type !== 'bullet') continue
    const line = plainText(block.text)
    const last = list.at(-1)
    const below = last && ((block.type === 'bullet' && block.level === 2) || (opened && block.type === 'bullet'))
    if (below) {
      last.lines.push({ text: line, level: 2 })
      last.key += `\n${sameKey(line)}`
    } else {
      list.push({ key: sameKey(line), lines: [{ text: line, level: 1 }] })
      opened = line.endsWith(':')
    }
  }
  return list
}

/**
 * What units wrote for one part of the form, gathered: a thought that several wrote stands once under all their names, the rest of each
 * unit's text under its own. What most units say comes first; nothing is left out, nothing is reworded.
 */
export function gatherNarratives<U extends NarrativeAuthor>(
  told: readonly { unit: U; text: string }[],
): NarrativeGroup<U>[] {
  const wrote = new Map<string, { lines: Thought['lines']; by: Set<number> }>()
  told.forEach(({ text }, i) => {
    for (const t of thoughts(text)) {
      const known = wrote.get(t.key)
      if (known) known.by.add(i)
      else wrote.set(t.key, { lines: t.lines, by: new Set([i]) })
    }
  })
  const groups = new Map<string, NarrativeGroup<U>>()
  for (const { lines, by } of wrote.values()) {
    const key = [...by].join(',')
    const group = groups.get(key)
    if (group) group.lines.push(...lines)
    else groups.set(key, { by: [...by].map(i => (told[i] as { unit: U }).unit), lines: [...lines] })
  }
  return [...groups.values()].sort((a, b) => b.by.length - a.by.length)
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
