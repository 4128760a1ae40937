import { expect, it } from 'vitest'
import { wrapWords } from './wrap-words.ts'

it('breaks between words, keeps every word, and lets a long one stand alone', () => {
  expect(wrapWords('Vụ việc liên quan đến an ninh', 12)).toEqual(['Vụ việc liên', 'quan đến an', 'ninh'])
  expect(wrapWords('nghiêm-trọng-lắm ạ', 5)).toEqual(['nghiêm-trọng-lắm', 'ạ'])
  expect(wrapWords('một', 10)).toEqual(['một'])
})
