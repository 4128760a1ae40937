import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillText } from './texts.ts'

const src = new URL('../', import.meta.url)
/** Every folder of the web app that holds texts. */
const folders = ['ui/', 'app/', ...readdirSync(new URL('features/', src)).map(name => `features/${name}/`)].filter(
  folder => existsSync(new URL(`${folder}vi.json`, src)) || existsSync(new URL(`${folder}en.json`, src)),
)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, src), 'utf8')) as Record<string, string>
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort()

test.each(folders)('%s: Vietnamese and English hold the same keys and the same parameters', folder => {
  const [vi, en] = [read(`${folder}vi.json`), read(`${folder}en.json`)]
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort())
  for (const [key, text] of Object.entries(vi)) {
    expect(text, `${folder}vi.json ${key}`).not.toBe('')
    expect(en[key], `${folder}en.json ${key}`).not.toBe('')
    expect(slots(en[key] ?? ''), `${folder} ${key}`).toEqual(slots(text))
  }
})

test.each(folders)('%s: Vietnamese is NFC and has no exclamation marks', folder => {
  for (const [key, text] of Object.entries(read(`${folder}vi.json`))) {
    expect(text, key).toBe(text.normalize('NFC'))
    expect(text, key).not.toContain('!')
  }
})

test('parameters are filled; a missing one stays in sight', () => {
  expect(fillText('{n} xã ở {place}', { n: 3 })).toBe('3 xã ở {place}')
  expect(fillText('không có')).toBe('không có')
})
