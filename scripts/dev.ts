// `npm run dev`: the server on :8080 (restarts when its sources change) and Vite on :5173 with hot reload, sample data, no network.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = process.execPath
const children = [
  spawn(
    node,
    [
      '--watch',
      '--watch-preserve-output',
      '--conditions=tusom-source',
      join(root, 'cli/src/main.ts'),
      'serve',
      ...process.argv.slice(2),
    ],
    { cwd: root, stdio: 'inherit' },
  ),
  spawn(node, [join(root, 'node_modules/vite/bin/vite.js'), '--port', '5173'], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
  }),
]
let ending = false
function end(code: number): void {
  if (ending) return
  ending = true
  for (const child of children) child.kill('SIGINT')
  process.exitCode = code
}
for (const child of children) child.once('exit', code => end(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(0))
