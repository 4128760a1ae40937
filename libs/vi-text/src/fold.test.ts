import { expect, test } from 'vitest'
import { compareVi, fold, labelLetters, letterIndex, letterLabel, stripDiacritics, toNfc } from './index.ts'

test('one key for all ways of writing a word', () => {
  const ways = ['Hòa Bình', 'Hoà Bình', 'HÒA  BÌNH', 'hoa binh', ' Hòa\u00a0Bình ', 'Hòa Bình'.normalize('NFD')]
  expect(new Set(ways.map(fold))).toEqual(new Set(['hoa binh']))
  expect(fold('Đình Lập')).toBe('dinh lap')
  expect(fold('Ðình Lập')).toBe('dinh lap')
  expect(fold('Thuỷ')).toBe(fold('Thủy'))
  expect(fold('')).toBe('')
})

test('marks go, case and spaces stay', () => {
  expect(stripDiacritics('Đường  Ưỡn Ẹo đỗ')).toBe('Duong  Uon Eo do')
})

test('NFC joins letters written as letter + marks', () => {
  expect(toNfc('ê\u0323')).toBe('ệ')
  expect(toNfc('Đề nghị'.normalize('NFD'))).toBe('Đề nghị')
})

test('Vietnamese order, numbers by value', () => {
  expect(['Đức', 'Em', 'Dung', 'Ấn', 'An', 'Ăn'].sort(compareVi)).toEqual(['An', 'Ăn', 'Ấn', 'Dung', 'Đức', 'Em'])
  expect(['Thôn 10', 'Thôn 2'].sort(compareVi)).toEqual(['Thôn 2', 'Thôn 10'])
})

test('labels follow the Vietnamese alphabet', () => {
  expect([0, 3, 4, 5, 6, 9].map(letterLabel)).toEqual(['a', 'd', 'đ', 'e', 'g', 'k'])
  expect(letterLabel(labelLetters.length)).toBeNull()
  expect(letterIndex('Đ')).toBe(4)
  expect([letterIndex('f'), letterIndex(''), letterIndex('ab')]).toEqual([-1, -1, -1])
})
