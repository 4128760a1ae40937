import { expect, test } from 'vitest'
import { parseLocalTime } from './parse-local-time.ts'

const now = Date.parse('2025-10-08T03:00:00+07:00')
const read = (text: string) => {
  const ms = parseLocalTime(text, now)
  return ms === null ? null : new Date(ms).toISOString()
}

test('the ways people write a time, on a Vietnamese clock', () => {
  expect(read('08/10/2025 03:20')).toBe('2025-10-07T20:20:00.000Z')
  expect(read(' 8/10/2025  3h20 ')).toBe('2025-10-07T20:20:00.000Z')
  expect(read('8/10 3h')).toBe('2025-10-07T20:00:00.000Z')
  expect(read('3:20')).toBe('2025-10-07T20:20:00.000Z')
  expect(read('2025-10-08T03:20')).toBe('2025-10-07T20:20:00.000Z')
})

test('what is no time is refused, not guessed', () => {
  for (const text of ['', 'hôm nay', '31/02/2025 03:20', '08/10/2025', '25:00', '3:75', '10/08/25 3:20'])
    expect(read(text), text).toBeNull()
})
