// `npm test`: everything, in one process group, and one closing line `N passed, N failed`.
// Parts by name while working: `npm test -- lint types unit e2e`.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './system-tools.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (name: string) => join(root, 'node_modules', '.bin', name)
const scratch = await mkdtemp(join(tmpdir(), 'tusom-run-'))
const wanted = process.argv.slice(2)
let passed = 0
let failed = 0

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, FORCE_COLOR: '0', ...env },
    })
    child.once('error', () => resolve(127))
    child.once('close', code => resolve(code ?? 1))
  })
}

async function part(name: string, work: () => Promise<{ passed: number; failed: number }>): Promise<void> {
  if (wanted.length && !wanted.includes(name)) return
  const began = performance.now()
  console.log(`\n=== ${name}`)
  const result = await work().catch(e => {
    console.error(e)
    return { passed: 0, failed: 1 }
  })
  passed += result.passed
  failed += result.failed
  console.log(
    `=== ${name}: ${result.passed} passed, ${result.failed} failed (${((performance.now() - began) / 1000).toFixed(1)} s)`,
  )
}

const check = async (command: string, args: string[]) =>
  (await run(command, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }

/** Runs vitest and takes its own count; a run that died before counting is one failure. */
async function vitest(config: string, env: Record<string, string> = {}): Promise<{ passed: number; failed: number }> {
  const out = join(scratch, `${config}.json`)
  const code = await run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      config,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${out}`,
    ],
    env,
  )
  const report = JSON.parse(await readFile(out, 'utf8').catch(() => '{}')) as {
    numPassedTests?: number
    numFailedTests?: number
    numTotalTests?: number
  }
  const result = { passed: report.numPassedTests ?? 0, failed: report.numFailedTests ?? 0 }
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result
}

await part('format', () => check(bin('biome'), ['format', '.']))
await part('imports', () => check(process.execPath, ['scripts/import-table.mjs', '--check']))
await part('generated', () =>
  check(process.execPath, ['--conditions=tusom-source', 'scripts/refusals-table.ts', '--check']),
)
await part('lint', () => check(bin('oxlint'), ['--deny-warnings', '.']))
await part('types', () => check(bin('tsc'), ['-p', 'tsconfig.json']))
await part('unit', () => vitest('vitest.config.ts'))
await part('packed', () => check(process.execPath, ['--conditions=tusom-source', 'scripts/check-packed-libs.ts']))
await part('web', async () => {
  const built = await check(process.execPath, ['scripts/build-web.mjs'])
  if (built.failed) return built
  // the budgets of DESIGN.md, "Speed to hold": sizes are no matter of luck
  const small = await check(process.execPath, ['web/measure-size.mjs'])
  return { passed: built.passed + small.passed, failed: small.failed }
})
await part('e2e', async () => {
  const chromium = findChromium()
  if (!chromium) {
    console.error(
      'No Chromium or Chrome on this machine: install one, or name it with CHROME_PATH. The browser tests did not run.',
    )
    return { passed: 0, failed: 1 }
  }
  return vitest('e2e/vitest.config.ts', { CHROME_PATH: chromium })
})

await rm(scratch, { recursive: true, force: true })
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
