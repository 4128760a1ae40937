// Builds web/dist when a source it is made from changed (hash of file contents), and writes .br beside each file.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = ['web', 'contract', 'domain', 'libs/vi-text', 'libs/cap', 'libs/admin-docs']
const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (['node_modules', 'dist', 'test'].includes(entry.name)) continue
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
rmSync(dist, { recursive: true, force: true })
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
  cwd: join(root, 'web'),
  stdio: ['ignore', 'inherit', 'inherit'],
})
if (done.status !== 0) process.exit(done.status ?? 1)
mkdirSync(dist, { recursive: true })
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
compress(dist)
writeFileSync(stamp, want)
