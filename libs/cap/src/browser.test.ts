import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'

/** Files reached from an entry by static imports, and the packages they name. */
function reached(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string) => {
    if (files.has(file)) return
    files.add(file)
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)) {
      if (target?.startsWith('.')) visit(join(dirname(file), target))
      else if (target) packages.add(target)
    }
  }
  visit(join(import.meta.dirname, entry))
  return { files: [...files], packages: [...packages] }
}

it('the entry for the browser needs no package and no XML parser', () => {
  const { files, packages } = reached('index.ts')
  expect(packages).toEqual([])
  expect(files.length).toBeGreaterThan(8)
  expect(files.filter(file => file.includes(join('src', 'xml')))).toEqual([])
  expect(files.filter(file => /\b(?:Buffer|process|require)\b[.(]/.test(readFileSync(file, 'utf8')))).toEqual([])
  expect(reached('xml.ts').packages.sort()).toEqual(['libxml2-wasm', 'node:crypto'])
})
