// Runs under whatever Node the machine has (>= 20), before anything is installed: plain JavaScript, no imports of ours.
// Installs what the lockfile says when it changed, and with --web builds the web app when its sources changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const major = Number(process.versions.node.split('.')[0])
if (major < 20) {
  console.error(
    `Từ Sớm cần Node.js 20 trở lên, máy đang có ${process.versions.node}. Cài bản mới tại https://nodejs.org rồi chạy lại.\n` +
      `Từ Sớm needs Node.js 20 or later; this machine has ${process.versions.node}. Install it from https://nodejs.org and run again.`,
  )
  process.exit(2)
}

const lock = readFileSync(join(root, 'package-lock.json'))
const want = createHash('sha256').update(lock).digest('hex')
const stamp = join(root, 'node_modules', '.tusom-installed')
const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
if (have !== want || !existsSync(node)) {
  console.error('Đang cài các gói cần thiết (npm ci) · installing packages …')
  const env = { ...process.env, NODE_ENV: '' }
  const done = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error(
      'Không cài được gói: kiểm tra mạng tới kho npm rồi chạy lại `npm start`. · npm ci failed: check the network to the npm registry, then run again.',
    )
    process.exit(2)
  }
  writeFileSync(stamp, want)
}
if (process.argv.includes('--web')) {
  const built = spawnSync(node, [join(root, 'scripts', 'build-web.mjs')], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (built.status !== 0) process.exit(built.status ?? 2)
}
