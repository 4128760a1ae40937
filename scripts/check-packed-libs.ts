// Libraries are tested as users meet them: built, packed, installed into an empty folder, imported by plain Node.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const libs = ['vi-text', 'cap', 'admin-docs', 'detection']
const run = (command: string, args: string[], cwd: string) => {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} in ${cwd} failed:\n${done.stdout}`)
  return done.stdout
}

const folder = mkdtempSync(join(tmpdir(), 'tusom-packed-'))
try {
  for (const lib of libs) {
    const dir = join(root, 'libs', lib)
    const config = join(folder, `tsconfig.${lib}.json`)
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          noEmit: false,
          declaration: true,
          outDir: join(dir, 'dist'),
          rootDir: join(dir, 'src'),
          customConditions: [],
          types: [],
          typeRoots: [join(root, 'node_modules/@types')],
        },
        include: [join(dir, 'src')],
        exclude: [join(dir, 'src/**/*.test.ts')],
      }),
    )
    rmSync(join(dir, 'dist'), { recursive: true, force: true })
    run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config], root)
    run('npm', ['pack', '--silent', '--pack-destination', folder], dir)
  }
  const packs = readdirSync(folder).filter(f => f.endsWith('.tgz'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }))
  run(
    'npm',
    ['install', '--silent', '--no-audit', '--no-fund', '--prefer-offline', ...packs.map(p => `./${p}`)],
    folder,
  )
  writeFileSync(
    join(folder, 'use.js'),
    `import { fold } from '@tusom/vi-text'
import { checkAlert } from '@tusom/cap'
import { readCap } from '@tusom/cap/xml'
import { parseDocument, writeDocument } from '@tusom/admin-docs'
import { ears } from '@tusom/detection'
if (fold('Hoà Đình') !== fold('hòa đình')) throw new Error('fold')
if (typeof checkAlert !== 'function' || typeof writeDocument !== 'function') throw new Error('exports')
if (readCap('<alert/>').findings.length === 0) throw new Error('readCap')
if (!ears({ counts: [1, 2, 1, 2, 1, 2, 1, 9], frequency: 52 }, { method: 'C1' })[0]?.alarm) throw new Error('ears')
if (!Array.isArray(parseDocument('Kính gửi: ai đó').sections)) throw new Error('parseDocument')
`,
  )
  run(process.execPath, ['use.js'], folder)
  for (const lib of libs) readFileSync(join(folder, 'node_modules/@tusom', lib, 'README.md'))
  console.log(`${libs.length} libraries packed, installed and imported`)
} finally {
  rmSync(folder, { recursive: true, force: true })
  for (const lib of libs) rmSync(join(root, 'libs', lib, 'dist'), { recursive: true, force: true })
}
