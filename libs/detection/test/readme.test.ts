import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..')
const file = join(folder, 'README.md')
const readme = readFileSync(file, 'utf8')
const block = (language: string) => readme.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? ''

it('the example of the README prints what it says (UPDATE_CASES=1 rewrites it)', () => {
  const printed = execFileSync(
    process.execPath,
    ['--conditions=tusom-source', '--input-type=module-typescript', '-e', block('ts')],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  if (process.env.UPDATE_CASES)
    writeFileSync(file, readme.replace(`\`\`\`text\n${block('text')}`, `\`\`\`text\n${printed}`))
  else expect(printed).toBe(block('text'))
})
