import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bulletinJson } from './bulletin-json.ts'
import { parseBulletin } from './parse-bulletin.ts'

/**
 * Golden cases: `cases/*.txt` as bulletins are written, `*.json` as they are read. The texts are ours, in the manner of the
 * national centre, provincial stations, the press and their web pages; figures are invented unless they are public record.
 * `UPDATE_CASES=1` rewrites the expectations, so that the change shows in review.
 */
const folder = new URL('./cases/', import.meta.url)
const names = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .map(f => f.slice(0, -4))

test('there are at least 25 cases, of every hazard', () => {
  expect(names.length).toBeGreaterThanOrEqual(25)
  const kinds = new Set(names.map(n => parseBulletin(readFileSync(new URL(`${n}.txt`, folder), 'utf8')).kind))
  kinds.delete(null)
  expect(kinds.size).toBe(15)
})

test.each(names)('%s', name => {
  const read = bulletinJson(parseBulletin(readFileSync(new URL(`${name}.txt`, folder), 'utf8')))
  const file = new URL(`${name}.json`, folder)
  if (process.env.UPDATE_CASES) writeFileSync(file, `${JSON.stringify(read, null, 2)}\n`)
  expect(read).toEqual(JSON.parse(readFileSync(file, 'utf8')))
})

test.each(names)('%s: broken lines of another width, decomposed letters and Windows line ends read the same', name => {
  const text = readFileSync(new URL(`${name}.txt`, folder), 'utf8')
  const plain = bulletinJson(parseBulletin(text))
  expect(bulletinJson(parseBulletin(text.normalize('NFD').replace(/\n/g, '\r\n')))).toEqual(plain)
})
