import { expect, it } from 'vitest'
import { sentenceAt } from './sentence-at.ts'

const text = '- Thiếu xuồng. Đề nghị Sở NN&MT cấp 03 xuồng; kinh phí 1.200 triệu.\n\n- Đường vào thôn sạt lở.'
it('the sentence at the cursor, without the mark of the list', () => {
  expect(sentenceAt(text, 5, 5)).toBe('Thiếu xuồng.')
  expect(sentenceAt(text, 30, 30)).toBe('Đề nghị Sở NN&MT cấp 03 xuồng; kinh phí 1.200 triệu.')
  expect(sentenceAt(text, text.length, text.length)).toBe('Đường vào thôn sạt lở.')
})
it('what is selected, spaces as one; the last line where the cursor stands in none', () => {
  expect(sentenceAt(text, 15, 27)).toBe('Đề nghị Sở N')
  expect(sentenceAt('Thiếu\n  máy phát điện', 0, 22)).toBe('Thiếu máy phát điện')
  expect(sentenceAt(text, text.indexOf('\n') + 1, text.indexOf('\n') + 1)).toBe('Đường vào thôn sạt lở.')
})
it('nothing there', () => {
  expect(sentenceAt('', 0, 0)).toBe(null)
  expect(sentenceAt(' -  \n', 0, 0)).toBe(null)
})
