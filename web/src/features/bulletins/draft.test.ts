import { expect, test } from 'vitest'
import { emptyDraft, faultsOf } from './draft.ts'

const now = Date.parse('2025-10-08T03:30:00+07:00')
const whole = {
  ...emptyDraft,
  issuer: 'Đài KTTV tỉnh Lạng Sơn',
  issuedAt: '2025-10-08T03:20:00+07:00',
  level: 3,
  unitIds: [5],
  text: 'Cấp độ rủi ro thiên tai do lũ: cấp 3.',
}

test('a whole draft has no fault; level 0 is a level', () => {
  expect(faultsOf(whole, now)).toEqual({})
  expect(faultsOf({ ...whole, level: 0 }, now)).toEqual({})
})

test('each field says what it lacks', () => {
  expect(faultsOf(emptyDraft, now)).toEqual({
    issuer: 'needIssuer',
    issuedAt: 'needTime',
    level: 'needLevel',
    unitIds: 'needUnits',
    text: 'needText',
  })
})

test('the future and a next bulletin before this one are refused here too', () => {
  expect(faultsOf({ ...whole, issuedAt: '2025-10-08T03:36:00+07:00' }, now).issuedAt).toBe('future')
  expect(faultsOf({ ...whole, nextAt: '2025-10-08T03:00:00+07:00' }, now).nextAt).toBe('nextBefore')
})
