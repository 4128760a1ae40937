// Builds web/dist when a source it is made from changed (hash of file contents), and writes .br beside each file.
// Built in a folder beside it and swapped in at the end, so that a running program never serves half a build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['web', 'contract', 'domain', 'libs/vi-text', 'libs/cap', 'libs/admin-docs']
const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^(node_modules|dist|dist-(new|old)-\d+|test)$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) walk(path)
    else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
}
for (const folder of sources) walk(join(root, folder))
const want = hash.digest('hex')
const dist = join(root, 'web', 'dist')
const stamp = join(dist, '.built')
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want && !process.argv.includes('--force')) process.exit(0)

console.error('Đang dựng giao diện web · building the web app …')
const fresh = join(root, 'web', `dist-new-${process.pid}`)
const old = join(root, 'web', `dist-old-${process.pid}`)
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn', '--outDir', fresh, '--emptyOutDir'], {
  cwd: join(root, 'web'),
  stdio: ['ignore', 'inherit', 'inherit'],
  // whoever calls: under a test runner's NODE_ENV the pages would carry React's development build
  env: { ...process.env, NODE_ENV: 'production' },
})
if (done.status !== 0) {
  rmSync(fresh, { recursive: true, force: true })
  process.exit(done.status ?? 1)
}
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) compress(path)
    else if (/\.(js|mjs|css|html|json|svg|webmanifest)$/.test(entry.name)) {
      const bytes = readFileSync(path)
      writeFileSync(
        path + '.br',
        brotliCompressSync(bytes, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
        }),
      )
    }
  }
}
compress(fresh)
writeFileSync(join(fresh, '.built'), want)
if (existsSync(dist)) renameSync(dist, old)
renameSync(fresh, dist)
rmSync(old, { recursive: true, force: true })
