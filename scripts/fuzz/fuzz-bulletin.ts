import { parseBulletin } from '@tusom/domain'
import { readdirSync, readFileSync } from 'node:fs'
import { mutateText, seededRandom, underASecond } from './mutate-text.ts'

const folder = new URL('../../domain/src/bulletins/cases/', import.meta.url)
const texts = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .map(f => readFileSync(new URL(f, folder), 'utf8'))
const odd = [
  '|',
  '\n',
  '99/99',
  '25h',
  '0,',
  'BĐ9',
  '--',
  '(((',
  'cấp',
  'độ rủi ro',
  '\u0301',
  '\u200b',
  'từ',
  'đến',
  '1e9',
  ' - ',
  '..',
]

/** Mutants of the golden bulletins: no fault, no case over a second, every span inside the text. Counts those with a level. */
export function fuzzBulletin(seed: number, cases: number): number {
  const random = seededRandom(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const text = mutateText(texts[Math.floor(random() * texts.length)] as string, random, odd)
    underASecond(`seed ${seed} case ${i}`, () => {
      const p = parseBulletin(text)
      for (const list of [p.observations, p.forecasts, p.rain, p.levels, p.areas])
        for (const { span } of list)
          if (!(span[0] >= 0 && span[1] >= span[0] && span[1] <= p.text.length))
            throw new Error(`seed ${seed} case ${i}: a span outside the text`)
      if (p.levels.length) accepted++
    })
  }
  return accepted
}
