import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MAX_BULLETIN_CHARS } from './clean-text.ts'
import { parseBulletin } from './parse-bulletin.ts'
import { bulletinHazards } from './parsed-bulletin.ts'

const folder = new URL('./cases/', import.meta.url)
const texts = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .map(f => readFileSync(new URL(f, folder), 'utf8'))

/** Whatever the text: the shape holds and every span lies inside the text. */
function isSound(raw: string): void {
  const p = parseBulletin(raw)
  expect(p.kind === null || bulletinHazards.includes(p.kind)).toBe(true)
  for (const list of [
    p.observations,
    p.forecasts,
    p.rain,
    p.levels,
    p.areas,
    p.storm,
    p.quakes,
    p.temperatures,
    p.salt,
  ])
    for (const { span } of list) {
      expect(span[0]).toBeGreaterThanOrEqual(0)
      expect(span[1]).toBeGreaterThanOrEqual(span[0])
      expect(span[1]).toBeLessThanOrEqual(p.text.length)
    }
  for (const l of p.levels) expect(l.level >= 0 && l.level <= 5).toBe(true)
  for (const w of [...p.observations, ...p.forecasts]) {
    expect(w.alarm === null || (w.alarm >= 0 && w.alarm <= 4)).toBe(true)
    expect(w.value === null || Number.isFinite(w.value)).toBe(true)
    for (const t of [w.at]) expect(t === null || !Number.isNaN(Date.parse(t))).toBe(true)
  }
  for (const t of [p.issuedAt, p.nextAt]) expect(t === null || !Number.isNaN(Date.parse(t))).toBe(true)
  if (p.issuedAt !== null && p.nextAt !== null) expect(Date.parse(p.nextAt)).toBeGreaterThan(Date.parse(p.issuedAt))
}

test('cut, doubled, shuffled and misspelt bulletins are read without a fault', () => {
  const mutation = fc.record({
    text: fc.constantFrom(...texts),
    cuts: fc.array(fc.tuple(fc.nat(4000), fc.nat(60)), { maxLength: 6 }),
    inserts: fc.array(
      fc.tuple(
        fc.nat(4000),
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 12 }),
          fc.constantFrom(
            '|',
            '\n',
            '99/99',
            '25h',
            '0,',
            'BĐ9',
            '--',
            '(((',
            'cấp ',
            '1.000.000.000m',
            'sông ',
            'tại ',
            ' ngày 31/02 ',
            '𝟙',
          ),
        ),
      ),
      { maxLength: 8 },
    ),
  })
  fc.assert(
    fc.property(mutation, ({ text, cuts, inserts }) => {
      let s = text
      for (const [at, n] of cuts) s = s.slice(0, at % (s.length + 1)) + s.slice((at % (s.length + 1)) + n)
      for (const [at, piece] of inserts) s = s.slice(0, at % (s.length + 1)) + piece + s.slice(at % (s.length + 1))
      isSound(s)
    }),
    { numRuns: 300 },
  )
})

test('text of any kind is read without a fault', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), isSound), { numRuns: 200 })
})

test('what makes a careless pattern run away is cut to size and read like the rest', () => {
  for (const piece of [
    'sông A',
    'tại Đáp Cầu, ',
    '1-2-3-',
    '1.1',
    'trên mức ',
    '(',
    'từ 7h đến ',
    'có nơi ',
    'A: B, ',
    '| ',
    ' ',
    'Cấp độ rủi ro thiên tai do ',
    'mm ',
    'ngày 1',
    'BĐ1-',
    'Á ',
    'TIN ',
    'độ lớn 5 động đất ',
  ])
    isSound(piece.repeat(Math.ceil(20_000 / piece.length)))
  const p = parseBulletin(`TIN LŨ\n${'x'.repeat(MAX_BULLETIN_CHARS)}`)
  expect(p.text.length).toBeLessThanOrEqual(MAX_BULLETIN_CHARS)
  expect(p.warnings[0]).toContain('chỉ đọc phần đầu')
})
