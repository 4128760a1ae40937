import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { messages } from '../src/messages.ts'

const folder = join(import.meta.dirname, '..')
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''

it('the example of the README prints what it says', () => {
  const args = ['--conditions=tusom-source', '--input-type=module-typescript', '-e', block('ts')]
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' }
  const printed = execFileSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  expect(printed).toBe(block('text'))
})

it('FINDINGS.md is the catalogue (UPDATE_CASES=1 rewrites it)', () => {
  const when = {
    error: 'error',
    warning: 'warning',
    outgoing: 'error when sent, leniency when received',
    lenient: 'leniency',
  }
  const plain = (text: string) => text.replaceAll('<', '&lt;')
  const lines = Object.entries(messages).map(
    ([code, [severity, en, vi]]) => `- \`${code}\` (${when[severity]}): ${plain(en)} / ${plain(vi)}`,
  )
  const head =
    'Generated from `src/messages.ts`. A code that is not listed uses the line of its last word: `sender.missing` → `*.missing`. A leniency is a warning that says what was read otherwise than it stands, or taken all the same.'
  const table = ['# Findings', '', head, '', ...lines, ''].join('\n')
  const file = join(folder, 'FINDINGS.md')
  if (process.env['UPDATE_CASES']) writeFileSync(file, table)
  expect(readFileSync(file, 'utf8')).toBe(table)
})
