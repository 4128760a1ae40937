import { fold } from '@tusom/vi-text'
import { readFileSync, readdirSync } from 'node:fs'
import { parseDocument, readFileText } from '../src/index.ts'
import type { ParsedDocument, ParsedTask } from '../src/index.ts'

/**
 * The labelled set: documents of varied kind and layout, all invented, labelled by hand before the reader saw them
 * (`test/labelled/<name>/input.*` and `labels.json`). Units and tasks are matched by place and words; fields are compared on matched tasks.
 */
export type Labels = {
  header: Record<'kind' | 'number' | 'date' | 'place' | 'title' | 'signer' | 'secrecy', string | null> & {
    issuer: string[]
  }
  assignments: { unit: string; asked: boolean; tasks: TaskLabel[] }[]
  objectives: { starts: string; by: string | null; value: number | null }[]
  generalTasks: string[]
}
type TaskLabel = {
  starts: string
  role: string
  cooperating: string[]
  due: string | null
  recurs: string | null
  /** looked at only where the label names it */
  target?: number
  product?: string
}

/** right: found and meant; found: found at all; meant: in the labels. */
export type Tally = { right: number; found: number; meant: number }
export type Scores = Record<string, Tally>

const folder = new URL('./labelled/', import.meta.url)

export const labelledNames = () => readdirSync(folder).sort()

export async function readLabelled(name: string): Promise<{ document: ParsedDocument; labels: Labels }> {
  const dir = new URL(`${name}/`, folder)
  const input = readdirSync(dir).find(f => f.startsWith('input.')) ?? ''
  const read = await readFileText(readFileSync(new URL(input, dir)), input)
  if (read.error) throw new Error(`${name}: ${read.error.en}`)
  return {
    document: parseDocument(read.text),
    labels: JSON.parse(readFileSync(new URL('labels.json', dir), 'utf8')) as Labels,
  }
}

/** Compares one document with its labels; `miss` hears of every difference. */
export function score(
  document: ParsedDocument,
  labels: Labels,
  scores: Scores,
  miss: (line: string) => void = () => undefined,
) {
  const tally = (field: string) => (scores[field] ??= { right: 0, found: 0, meant: 0 })
  const one = (field: string, found: string | null, meant: string | null) => {
    const t = tally(field)
    if (found !== null) t.found++
    if (meant !== null) t.meant++
    if (found !== null && meant !== null && found === meant) t.right++
    if (found !== meant) miss(`${field}: ${found ?? '(none)'} — meant ${meant ?? '(none)'}`)
  }
  const { header } = labels
  one('header.kind', document.kind, header.kind)
  one('header.number', document.number, header.number)
  one('header.date', document.date, header.date)
  one('header.place', document.place, header.place)
  one('header.title', document.title || null, header.title)
  one('header.issuer', document.issuer.join(' / ') || null, header.issuer.join(' / ') || null)
  one('header.signer', document.signer?.name ?? null, header.signer)
  one('secrecy', document.secrecy, header.secrecy)

  const open = [...document.assignments]
  for (const meant of labels.assignments) {
    const at = open.findIndex(
      a =>
        fold(a.unit) === fold(meant.unit) &&
        a.asked === meant.asked &&
        a.tasks.some(t => meant.tasks.some(m => opens(t.text, m.starts))),
    )
    const found = at < 0 ? undefined : open.splice(at, 1)[0]
    const t = tally('assignment units')
    t.meant++
    if (found) {
      t.right++
      t.found++
    } else miss(`unit not found: ${meant.unit}`)
    matchTasks(found?.tasks ?? [], meant.tasks, tally, one, miss)
  }
  for (const extra of open) {
    tally('assignment units').found++
    tally('tasks').found += extra.tasks.length
    miss(`unit too many: ${extra.unit} (${extra.tasks.map(t => t.text.slice(0, 40)).join(' | ')})`)
  }
  list(
    'objectives',
    document.objectives,
    labels.objectives.map(o => o.starts),
  )
  for (const meant of labels.objectives) {
    const found = document.objectives.find(o => opens(o.text, meant.starts))
    if (!found) continue
    one('objective.by', found.by, meant.by)
    one(
      'objective.value',
      found.target ? String(found.target.value) : null,
      meant.value === null ? null : String(meant.value),
    )
  }
  list('general tasks', document.generalTasks, labels.generalTasks)

  function list(field: string, found: { text: string }[], meant: string[]) {
    const t = tally(field)
    const left = [...found]
    t.found += found.length
    t.meant += meant.length
    for (const starts of meant) {
      const at = left.findIndex(f => opens(f.text, starts))
      if (at < 0) miss(`${field}: not found: ${starts}`)
      else {
        left.splice(at, 1)
        t.right++
      }
    }
    for (const f of left) miss(`${field}: too many: ${f.text.slice(0, 60)}`)
  }
}

const opens = (text: string, starts: string) => fold(text).startsWith(fold(starts))

function matchTasks(
  found: ParsedTask[],
  meant: TaskLabel[],
  tally: (field: string) => Tally,
  one: (field: string, found: string | null, meant: string | null) => void,
  miss: (line: string) => void,
) {
  const left = [...found]
  tally('tasks').found += found.length
  tally('tasks').meant += meant.length
  for (const m of meant) {
    const at = left.findIndex(t => opens(t.text, m.starts))
    const task = at < 0 ? undefined : left.splice(at, 1)[0]
    if (!task) {
      miss(`task not found: ${m.starts}`)
      continue
    }
    tally('tasks').right++
    one('role', task.role, m.role)
    one('due', task.due, m.due)
    one('recurs', task.recurs, m.recurs)
    const c = tally('cooperating')
    c.found += task.cooperating.length
    c.meant += m.cooperating.length
    const right = m.cooperating.filter(u => task.cooperating.some(f => fold(f) === fold(u))).length
    c.right += right
    if (right !== m.cooperating.length || task.cooperating.length !== m.cooperating.length)
      miss(`cooperating of «${m.starts}»: ${task.cooperating.join('; ')} — meant ${m.cooperating.join('; ')}`)
    if (m.target !== undefined) one('target', task.target ? String(task.target.value) : null, String(m.target))
    if (m.product !== undefined) one('product', task.product, m.product)
  }
  for (const t of left) miss(`task too many: ${t.text.slice(0, 60)}`)
}

export const precision = (t: Tally) => (t.found === 0 ? 1 : t.right / t.found)
export const recall = (t: Tally) => (t.meant === 0 ? 1 : t.right / t.meant)
