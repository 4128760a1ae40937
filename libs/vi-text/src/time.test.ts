import { afterEach, describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDateWords,
  isIsoDate,
  localParts,
  localToInstant,
  parseDeadline,
  toLocalIso,
} from './index.ts'

const before = process.env.TZ
afterEach(() => {
  process.env.TZ = before
})

describe.each(['UTC', 'Asia/Ho_Chi_Minh', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
  'TZ=%s',
  zone => {
    test('an instant reads the same', () => {
      process.env.TZ = zone
      const night = Date.parse('2025-10-07T20:20:05Z')
      expect(formatDateTime(night)).toBe('08/10/2025 03:20')
      expect(toLocalIso(night)).toBe('2025-10-08T03:20:05+07:00')
      expect(Date.parse(toLocalIso(night))).toBe(night)
      expect(localParts(night)).toMatchObject({
        year: 2025,
        month: 10,
        day: 8,
        hour: 3,
        minute: 20,
        weekday: 3,
        date: '2025-10-08',
        time: '03:20',
      })
      expect(localToInstant(2025, 10, 8, 3, 20, 5)).toBe(night)
    })
    test('the year turns at Vietnamese midnight', () => {
      process.env.TZ = zone
      expect(localParts(Date.parse('2025-12-31T16:59:59Z')).date).toBe('2025-12-31')
      expect(localParts(Date.parse('2025-12-31T17:00:00Z')).date).toBe('2026-01-01')
      expect(localParts(Date.parse('2025-12-28T17:00:00Z')).weekday).toBe(1)
    })
    test('deadlines do not move', () => {
      process.env.TZ = zone
      expect(parseDeadline('trước tháng 3/2024').date).toBe('2024-02-29')
      expect(parseDeadline('trong quý I/2026').date).toBe('2026-03-31')
    })
  },
)

test('days', () => {
  expect(formatDate('2025-10-08')).toBe('08/10/2025')
  expect(formatDate('hôm qua')).toBe('hôm qua')
  expect(['2024-02-29', '2025-02-29', '2025-13-01', '2025-1-1', '2025-04-31'].map(isIsoDate)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('the date line of a document: leading zero for days below 10 and months 1 and 2 only', () => {
  expect(formatDateWords('2026-01-05')).toBe('ngày 05 tháng 01 năm 2026')
  expect(formatDateWords('2026-06-15')).toBe('ngày 15 tháng 6 năm 2026')
  expect(formatDateWords('2026-12-01')).toBe('ngày 01 tháng 12 năm 2026')
})
