import { describe, expect, it, test } from 'vitest'
import { readFigure } from './read-figure.ts'
import { type DateOrder, readMoment, readTimeOfDay } from './read-moment.ts'

const read = (
  cell: string | number,
  order: DateOrder = 'dmy',
  zone = '+07:00',
  hours: string | number | null = null,
) => {
  const t = readMoment(cell, { order, zone }, hours)
  return Number.isNaN(t) ? null : new Date(t).toISOString()
}

describe('readMoment', () => {
  test.each([
    '',
    'hôm qua',
    '31/02/2025 03:00',
    '29/02/2025',
    '08/13/2025',
    '08/10/25 03:00',
    '08/10/2025 25:00',
    '08/10/2025 24:01',
    '2025-10-08T03:00+99:00',
    '8/10',
    '0',
    '99999',
    `${'1'.repeat(500)}/10/2025`,
    ' '.repeat(100),
  ])('%j is no moment', text => expect(read(text)).toBeNull())

  test.each([
    ['08/10/2025 03:00', '2025-10-07T20:00:00.000Z'],
    ['8/10/2025 3:00', '2025-10-07T20:00:00.000Z'],
    ['08-10-2025 03:00:15', '2025-10-07T20:00:15.000Z'],
    ['08.10.2025', '2025-10-07T17:00:00.000Z'],
    ['08/10/2025 3h30', '2025-10-07T20:30:00.000Z'],
    ['08/10/2025 7 giờ', '2025-10-08T00:00:00.000Z'],
    ['03h00 08/10/2025', '2025-10-07T20:00:00.000Z'],
    ['7h ngày 8/10/2025', '2025-10-08T00:00:00.000Z'],
    ['08/10/2025 24:00', '2025-10-08T17:00:00.000Z'],
    ['08/10/2025 3:15 CH', '2025-10-08T08:15:00.000Z'],
    ['2025-10-08T03:00', '2025-10-07T20:00:00.000Z'],
    ['2025-10-08T03:00Z', '2025-10-08T03:00:00.000Z'],
    ['2025-10-08 03:00:00+07:00', '2025-10-07T20:00:00.000Z'],
    ['2025/10/08 03:00', '2025-10-07T20:00:00.000Z'],
  ])('%s day first', (text, iso) => expect(read(text)).toBe(iso))

  it('the same text is another day where months come first', () => {
    expect(read('08/10/2025 03:00', 'mdy')).toBe('2025-08-09T20:00:00.000Z')
    expect(read('10/13/2025', 'mdy')).toBe('2025-10-12T17:00:00.000Z')
  })
  it('days of Excel are wall clocks of the zone, to the second', () => {
    // 45938.125 is 2025-10-08 03:00 in Excel
    expect(read(45938.125)).toBe('2025-10-07T20:00:00.000Z')
    expect(read(45938 + 1 / 3)).toBe('2025-10-08T01:00:00.000Z')
    expect(read('45938,125')).toBe('2025-10-07T20:00:00.000Z')
    expect(read(45938.125, 'dmy', 'Z')).toBe('2025-10-08T03:00:00.000Z')
  })
  it('seconds and milliseconds since 1970', () => {
    expect(read(1759867200, 'epoch-s')).toBe('2025-10-07T20:00:00.000Z')
    expect(read('1759867200000', 'epoch-ms')).toBe('2025-10-07T20:00:00.000Z')
    expect(read('1e9', 'epoch-s')).toBeNull()
  })
  it('the hour in a column of its own', () => {
    expect(read('08/10/2025', 'dmy', '+07:00', 7)).toBe('2025-10-08T00:00:00.000Z')
    expect(read('08/10/2025', 'dmy', '+07:00', 0.125)).toBe('2025-10-07T20:00:00.000Z')
    expect(read(45938, 'dmy', '+07:00', '19h')).toBe('2025-10-08T12:00:00.000Z')
    expect(read('08/10/2025', 'dmy', '+07:00', 'sáng')).toBeNull()
  })
  it('times of day', () => {
    expect(['7', '07:05', '24:00', '12:00 AM', '7 giờ 15'].map(readTimeOfDay)).toEqual([
      25_200_000, 25_500_000, 86_400_000, 0, 26_100_000,
    ])
    expect([1.5, 25, -1].map(readTimeOfDay)).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })
})

describe('readFigure', () => {
  test.each([
    ['17.86', 'comma'],
    ['17,86', 'point'],
    ['1.23', 'comma'],
    ['12,34,567', 'point'],
    ['', 'comma'],
    ['-', 'comma'],
    ['0x10', 'point'],
    ['1e5', 'comma'],
    ['9'.repeat(500), 'point'],
  ] as const)('%j is no figure with a %s', (text, mark) => expect(readFigure(text, mark)).toBeNaN())
  test.each([
    ['17,86', 'comma', 17.86],
    ['1.234,5', 'comma', 1234.5],
    ['1.530', 'comma', 1530],
    ['1.530', 'point', 1.53],
    ['1,234.5', 'point', 1234.5],
    ['1.2E+01', 'point', 12],
    ['−0,5', 'comma', -0.5],
    ['-0', 'comma', 0],
    [',5', 'comma', 0.5],
  ] as const)('%s with a %s is %d', (text, mark, n) => expect(readFigure(text, mark)).toBe(n))
})
