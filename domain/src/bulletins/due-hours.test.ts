import { expect, test } from 'vitest'
import { bulletinFor, dueBulletins, lastDue, nextDue, overdueBulletins } from './due-hours.ts'
import { validityOf } from './validity.ts'

const at = (s: string) => Date.parse(`${s}+07:00`)
const flood = (alarm: number | null, since = '2025-10-07T01:00:00', official = false) => ({
  hazard: 'flood' as const,
  since: at(since),
  alarm,
  official,
})

test('without alarm and without an official level nothing is due', () => {
  expect(bulletinFor(flood(null))).toBeNull()
  expect(bulletinFor(flood(0))).toBeNull()
  expect(overdueBulletins([flood(0)], [], at('2025-10-08T16:00:00'))).toEqual([])
  // flash flood and thunderstorm have no hours: they are issued when something is seen
  expect(bulletinFor({ hazard: 'thunderstorm', since: 0, alarm: null, official: true })).toBeNull()
})

test('which flood bulletin is due follows the alarm', () => {
  expect(bulletinFor(flood(3))?.id).toBe('flood-urgent')
  expect(bulletinFor(flood(4))?.id).toBe('flood-urgent')
  expect(bulletinFor(flood(2))?.id).toBe('flood')
  expect(bulletinFor(flood(1))?.id).toBe('flood-warning')
  expect(bulletinFor(flood(null, undefined, true))?.id).toBe('flood-warning')
})

test('no hour is late before the 15 minutes of delivery are over', () => {
  expect(
    overdueBulletins([flood(2)], [{ hazard: 'flood', issuedAt: at('2025-10-08T09:00:00') }], at('2025-10-08T15:44:59')),
  ).toEqual([])
  expect(
    overdueBulletins([flood(2)], [{ hazard: 'flood', issuedAt: at('2025-10-08T09:00:00') }], at('2025-10-08T15:45:00')),
  ).toMatchObject([{ id: 'flood', dueAt: '2025-10-08T15:30:00+07:00', lateMinutes: 15, why: 'alarm' }])
})

test('a bulletin issued for the hour, also somewhat before it, is enough; one of another hazard is not', () => {
  const now = at('2025-10-08T16:30:00')
  expect(overdueBulletins([flood(2)], [{ hazard: 'flood', issuedAt: at('2025-10-08T15:10:00') }], now)).toEqual([])
  expect(
    overdueBulletins([flood(2)], [{ hazard: 'heavy-rain', issuedAt: at('2025-10-08T15:30:00') }], now),
  ).toHaveLength(1)
})

test('without a gauge in alarm the issuer’s own next hour counts; rising water asks for the hours of the law', () => {
  const official = flood(null, undefined, true)
  const said = (next: string) => [{ hazard: 'flood', issuedAt: at('2025-10-08T08:40:00'), nextAt: at(next) }]
  expect(overdueBulletins([official], said('2025-10-09T09:00:00'), at('2025-10-08T16:30:00'))).toEqual([])
  expect(overdueBulletins([official], said('2025-10-08T14:00:00'), at('2025-10-08T14:20:00'))).toMatchObject([
    { dueAt: '2025-10-08T14:00:00+07:00', lateMinutes: 20, why: 'stated' },
  ])
  expect(overdueBulletins([flood(3)], said('2025-10-09T09:00:00'), at('2025-10-08T16:30:00'))).toMatchObject([
    { id: 'flood-urgent', dueAt: '2025-10-08T15:30:00+07:00', why: 'alarm' },
  ])
})

test('what began after the hour owes nothing for it', () => {
  expect(overdueBulletins([flood(3, '2025-10-08T15:31:00')], [], at('2025-10-08T16:30:00'))).toEqual([])
})

test('the hours run over midnight and are those of Hà Nội, whatever the zone of the process', () => {
  const urgent = dueBulletins.find(d => d.id === 'flood-urgent')
  if (!urgent) throw new Error('no urgent bulletin')
  expect(lastDue(urgent, at('2025-10-09T02:00:00'))).toBe(at('2025-10-08T21:00:00'))
  expect(nextDue(urgent, at('2025-10-08T21:00:00'))).toBe(at('2025-10-09T03:30:00'))
  expect(nextDue(urgent, at('2025-12-31T22:00:00'))).toBe(at('2026-01-01T03:30:00'))
  expect(lastDue(urgent, at('2025-10-08T12:00:00'), true)).toBe(at('2025-10-08T09:00:00'))
})

test('drought is due on the 10th, the 20th and the last day, also of February', () => {
  const drought = dueBulletins.find(d => d.id === 'drought')
  if (!drought) throw new Error('no drought bulletin')
  expect(nextDue(drought, at('2026-02-20T23:59:30'))).toBe(at('2026-02-28T23:59:00'))
  expect(nextDue(drought, at('2028-02-21T08:00:00'))).toBe(at('2028-02-29T23:59:00'))
  expect(lastDue(drought, at('2026-03-09T08:00:00'))).toBe(at('2026-02-28T23:59:00'))
})

test('every entry names its source, and no article is made up', () => {
  for (const d of dueBulletins)
    expect(d).toMatchObject({ article: null, status: 'sourced', source: 'Quyết định 18/2021/QĐ-TTg' })
})

test('a bulletin is out of date an hour after its next one was due, and its level ends a day later', () => {
  const issuedAt = at('2025-10-08T09:00:00')
  const v = validityOf({ hazard: 'flood', issuedAt, nextAt: at('2025-10-08T15:30:00') })
  expect(v).toEqual({ until: at('2025-10-08T16:30:00'), endsAt: at('2025-10-09T16:30:00') })
  // nothing said: the rarest hours of that hazard (15:30 of the warning)
  expect(validityOf({ hazard: 'flood', issuedAt, nextAt: null }).until).toBe(at('2025-10-08T16:30:00'))
  expect(validityOf({ hazard: 'flash-flood-landslide', issuedAt, nextAt: null }).until).toBe(at('2025-10-08T15:00:00'))
  expect(validityOf({ hazard: 'earthquake', issuedAt, nextAt: null }).until).toBe(at('2025-10-09T09:00:00'))
  expect(validityOf({ hazard: 'flood', issuedAt, nextAt: null, expiresAt: at('2025-10-08T12:00:00') }).until).toBe(
    at('2025-10-08T12:00:00'),
  )
})
