import { expect, test } from 'vitest'
import { formatNumber, parseNumber, twoDigits } from './index.ts'

test('written the Vietnamese way', () => {
  expect([1530, 17.86, 1234567.5, 0, -0, -3].map(n => formatNumber(n))).toEqual([
    '1.530',
    '17,86',
    '1.234.567,5',
    '0',
    '0',
    '-3',
  ])
  expect(formatNumber(17.8, 2)).toBe('17,80')
  expect(formatNumber(-0.001, 1)).toBe('0,0')
  expect(formatNumber(Number.NaN)).toBe('—')
})

test.each([
  ['1.530', 1530],
  ['17,86', 17.86],
  ['1 530', 1530],
  ['1\u00a0530,5', 1530.5],
  ['1.234.567,25', 1234567.25],
  ['1,234,567', 1234567],
  ['1,234.5', 1234.5],
  ['17.86', 17.86],
  ['0,125', 0.125],
  ['0.125', 0.125],
  ['06', 6],
  [' 0 ', 0],
  ['-3', -3],
  ['−1.530', -1530],
  ['9140', 9140],
])('%s is %d', (text, n) => expect(parseNumber(text)).toBe(n))

test.each([
  '1,530',
  '',
  'một',
  '1.53.0',
  '12 34',
  '1..2',
  '5%',
  '1e3',
  ',',
  '.',
  '1,2,3',
  '1 530,500',
  'x'.repeat(500),
  '0x10',
  'NaN',
])('%j is not read', text => expect(parseNumber(text)).toBeNull())

test('what is written is read back', () => {
  for (const n of [1, 12.5, 999, 1000, 1530, 100000, 1234567, 0.25, 86.41]) expect(parseNumber(formatNumber(n))).toBe(n)
})

test('counts below ten take a zero', () => {
  expect([0, 6, 9, 10, 1530, 2.5, -4].map(twoDigits)).toEqual(['0', '06', '09', '10', '1.530', '2,5', '-04'])
})
