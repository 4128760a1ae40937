import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const src = new URL('../', import.meta.url)
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  f => /\.tsx?$/.test(f) && !f.endsWith('.test.ts'),
)

// `import { type X }` keeps the import at run time: the schema library (35 kB) would come along to every phone
test('types of the contract are imported as types only', () => {
  const wrong = files.filter(f =>
    /^import (?!type\b).*from '@tusom\/contract'/m.test(readFileSync(new URL(f, src), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(50)
  expect(wrong).toEqual([])
})
