import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { messages } from '../src/messages.ts'
import { type CapCheckFinding, checkCapFile } from '../src/xml.ts'

/**
 * One folder a rule: `input.xml` and what is to be found in it. A bug report becomes a folder.
 * `UPDATE_CASES=1` rewrites the expectations, so that a change of behaviour shows in review.
 */
const folder = join(import.meta.dirname, 'cases')
const names = readdirSync(folder).sort()

const brief = (findings: CapCheckFinding[]) => findings.map(f => `${f.line ?? '-'} ${f.code} ${f.path}`)

function outcome(name: string) {
  const { container, version, alerts, valid, errors, warnings, signature } = checkCapFile(
    readFileSync(join(folder, name, 'input.xml')),
    name,
  )
  const leniencies = brief(warnings.filter(f => f.leniency))
  return {
    container,
    version,
    alerts,
    valid,
    errors: brief(errors),
    ...(leniencies.length > 0 ? { leniencies } : {}),
    warnings: brief(warnings.filter(f => !f.leniency)),
    ...(signature && signature.state !== 'unsigned' ? { signature: signature.state } : {}),
  }
}

describe('golden cases', () => {
  it.each(names)('%s', name => {
    const file = join(folder, name, 'expected.json')
    const found = outcome(name)
    if (process.env['UPDATE_CASES']) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`)
    expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  it('libxml2 has nothing to add where it was not asked', () => {
    for (const name of names) {
      const input = readFileSync(join(folder, name, 'input.xml'))
      expect(checkCapFile(input, name, { thorough: true }), name).toEqual(checkCapFile(input, name))
    }
  })

  it('cases named valid- are valid, those named refused- or broken- are not', () => {
    for (const name of names) {
      if (name.startsWith('valid-')) expect(outcome(name).valid, name).toBe(true)
      if (/^(refused|broken)-/.test(name)) expect(outcome(name), name).toMatchObject({ valid: false, alerts: 0 })
    }
  })

  it('shows every sentence of the catalogue that reading can bring up', () => {
    const shown = new Set<string>()
    for (const name of names) {
      const { errors, warnings } = checkCapFile(readFileSync(join(folder, name, 'input.xml')), name)
      for (const { code, message, messageVi } of [...errors, ...warnings]) {
        shown.add(code)
        shown.add(`*${code.slice(code.lastIndexOf('.'))}`)
        expect(`${message} ${messageVi}`).not.toMatch(/\{\w+\}|undefined|NaN/)
      }
    }
    // Shown in other tests: what only the writer of feeds meets, what only bounds bring up, and what a parser cannot let in.
    const elsewhere = [
      'feed.status',
      'feed.scope',
      'feed.link',
      'feed.text',
      'feed.time',
      'text.control',
      'findings.more',
    ]
    elsewhere.push('xml.too-large', 'xml.limit', 'xml.unreadable', 'polygon.too-complex')
    expect(Object.keys(messages).filter(code => !shown.has(code) && !elsewhere.includes(code))).toEqual([])
  })
})
