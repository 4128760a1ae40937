import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

/** Bytes a file costs on the wire: its .br twin where there is one, else brotli of the file, else itself (fonts). */
function wire(path: string): number {
  if (existsSync(`${path}.br`)) return statSync(`${path}.br`).size
  return /\.(woff2|png|jpg|svgz)$/.test(path) ? statSync(path).size : brotliCompressSync(readFileSync(path)).length
}

/** Every asset of the built web app with its size on the wire, largest first. */
export function assetSizes(dist: string): { file: string; bytes: number }[] {
  const list: { file: string; bytes: number }[] = []
  const walk = (folder: string) => {
    for (const e of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, e.name)
      if (e.isDirectory()) walk(path)
      else if (!/\.(br|map)$/.test(e.name) && e.name !== '.built')
        list.push({ file: path.slice(dist.length + 1), bytes: wire(path) })
    }
  }
  walk(dist)
  return list.sort((a, b) => b.bytes - a.bytes)
}
