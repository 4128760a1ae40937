import { expect, test } from 'vitest'
import { fillText } from '../../i18n/texts.ts'
import { alarmText, momentText, spanText, waterText } from './value-texts.ts'
import vi from './vi.json' with { type: 'json' }

const t = (key: keyof typeof vi & string, params?: Record<string, string | number>) => fillText(vi[key], params)
const water = {
  river: null,
  station: 'Đáp Cầu',
  at: null,
  value: 6.63,
  unit: 'm',
  alarm: 3,
  delta: 0.33,
  relation: 'above',
  span: [0, 1],
  from: null,
  to: null,
  min: null,
  max: null,
  alarmTo: null,
  when: null,
  unitIds: [],
} as const
const of = (over: object) => ({ ...water, ...over }) as never

test('an alarm is never a bare number: "trên báo động 3 là 0,33 m"', () => {
  expect(alarmText(of({}), t)).toBe('trên báo động 3 là 0,33 m')
  expect(alarmText(of({ relation: 'below', delta: -0.15, alarm: 2 }), t)).toBe('dưới báo động 2 là 0,15 m')
  expect(alarmText(of({ relation: 'at', delta: 0 }), t)).toBe('ở mức báo động 3')
  expect(alarmText(of({ relation: 'at', delta: null, alarm: 1, alarmTo: 2 }), t)).toBe('ở mức báo động 1–2')
  expect(alarmText(of({ alarm: 0, relation: 'below', delta: null }), t)).toBe('dưới báo động 1')
  expect(alarmText(of({ alarm: 4, delta: 0.08 }), t)).toBe('trên lũ lịch sử là 0,08 m')
  expect(alarmText(of({ alarm: null }), t)).toBe('')
})

test('a day without an hour stays in the words of the bulletin', () => {
  expect(momentText('2025-10-08T00:30:00Z')).toBe('07:30 08/10')
  expect(spanText({ at: '2025-10-09', when: 'sáng mai (09/10)' })).toBe('sáng mai (09/10)')
  expect(spanText({ at: null, from: '2025-10-08T10:00:00+07:00', to: '2025-10-08T22:00:00+07:00' })).toBe(
    '10:00 08/10 – 22:00 08/10',
  )
  expect(waterText(of({ value: null, min: 6.8, max: 7 }))).toBe('6,8–7 m')
})
