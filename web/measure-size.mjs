// What the first pages cost over the wire, from the build's manifest: entry, its static imports and styles, the page's own
// chunk, and the fonts. Compressed files count as their .br, fonts as they are. Fails above the budget.
import { existsSync, readFileSync, statSync } from 'node:fs'

const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const KB = 1000
const budget = { first: 300 * KB, map: 380 * KB }

function filesOf(key, into = new Set()) {
  const chunk = manifest[key]
  if (!chunk || into.has(chunk.file)) return into
  into.add(chunk.file)
  for (const css of chunk.css ?? []) into.add(css)
  for (const other of chunk.imports ?? []) filesOf(other, into)
  return into
}
const weight = file => {
  const br = new URL(`${file}.br`, dist)
  return statSync(existsSync(br) ? br : new URL(file, dist)).size
}
const sum = files => [...files].reduce((n, file) => n + weight(file), 0)

const fonts = [
  ...new Set(
    Object.values(manifest)
      .flatMap(c => [c.file, ...(c.assets ?? [])])
      .filter(f => f.endsWith('.woff2')),
  ),
]
const always = ['index.html', 'theme.js', 'icon.svg', 'manifest.webmanifest', ...fonts]
const page = source => new Set([...filesOf('index.html'), ...filesOf(source), ...always])
const signIn = page('src/features/session/sign-in-page.tsx')
const dutyRoom = page('src/features/duty-room/duty-room-page.tsx')
const mapFiles = [...filesOf('src/features/duty-room/commune-map.tsx')].filter(f => !dutyRoom.has(f))
const worker = Object.values(manifest)
  .flatMap(c => [c.file, ...(c.assets ?? [])])
  .filter(f => f.includes('maplibre-gl-worker'))
const map = new Set([...mapFiles, ...worker])

const lines = [
  ['sign-in', sum(signIn), budget.first],
  ['duty room with its list', sum(dutyRoom), budget.first],
  ['map and its worker, after it', sum(map), budget.map],
]
let over = false
for (const [name, bytes, limit] of lines) {
  if (bytes > limit) over = true
  console.log(`${name}: ${(bytes / KB).toFixed(1)} kB of ${limit / KB} kB`)
}
if (over) process.exit(1)
