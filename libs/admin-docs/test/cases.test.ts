import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument, readText } from '../src/index.ts'
import type { ParsedDocument, Section } from '../src/index.ts'

/** Each folder of test/cases holds one document and, written by hand, what must be read from it. Fields left out are not checked. */
const folder = new URL('./cases/', import.meta.url)

type Outline = { label: string; title: string; children: Outline[] }
const outline = (sections: Section[]): Outline[] =>
  sections.map(s => ({ label: s.label, title: s.title, children: outline(s.children) }))

function read(name: string): { document: ParsedDocument; expected: Record<string, unknown> } {
  const files = readdirSync(new URL(`${name}/`, folder))
  const input = files.find(f => f.startsWith('input.')) ?? ''
  const result = readText(readFileSync(new URL(`${name}/${input}`, folder)), input)
  if (result.error) throw new Error(result.error.en)
  const expected = JSON.parse(readFileSync(new URL(`${name}/expected.json`, folder), 'utf8')) as Record<string, unknown>
  return { document: parseDocument(result.text), expected }
}

describe.each(readdirSync(folder))('%s', name => {
  const { document, expected } = read(name)
  const found: Record<string, unknown> = { ...document, outline: outline(document.sections) }

  test.each(Object.keys(expected))('%s', field => {
    if (field === 'signer' || field === 'assignments' || field === 'objectives' || field === 'generalTasks') {
      const list = expected[field]
      if (Array.isArray(list)) expect(found[field]).toHaveLength(list.length)
      expect(found[field]).toMatchObject(list as object)
    } else expect(found[field]).toEqual(expected[field])
  })

  test('spans point at the words', () => {
    const text = document.normalizedText
    for (const assignment of document.assignments)
      for (const task of assignment.tasks) {
        const words = text.slice(task.span.start, task.span.end)
        const end = task.text.replace(/\.$/, '').slice(-20)
        expect(words).toContain(task.source === 'table' ? task.text : end)
      }
    for (const task of document.generalTasks)
      expect(text.slice(task.span.start, task.span.end)).toContain(task.text.slice(0, 30))
    for (const goal of document.objectives)
      expect(text.slice(goal.span.start, goal.span.end)).toContain(goal.text.slice(0, 20))
  })
})
