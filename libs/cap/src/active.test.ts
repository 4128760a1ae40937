import { expect, it } from 'vitest'
import { activeInfo, hasExpired } from './active.ts'
import { mayReachPublic } from './atom-feed.ts'
import { buildAlert, buildInfo } from '../test/build-alert.ts'

it('a block past its expires is not shown; one without expires stays', () => {
  const info = [buildInfo({ expires: '2025-10-08T21:00:00+07:00' }), buildInfo({ event: 'Sạt lở' })]
  delete info[1]?.expires
  const end = Date.UTC(2025, 9, 8, 14)
  expect(activeInfo(buildAlert({ info }), end - 1)).toHaveLength(2)
  expect(activeInfo(buildAlert({ info }), end).map(i => i.event)).toEqual(['Sạt lở'])
  expect(hasExpired(buildInfo({ expires: 'sớm' }), end)).toBe(false)
})

it('only actual and public messages may reach the public', () => {
  expect(mayReachPublic(buildAlert())).toBe(true)
  for (const status of ['Exercise', 'System', 'Test', 'Draft'] as const)
    expect(mayReachPublic(buildAlert({ status }))).toBe(false)
  expect(mayReachPublic(buildAlert({ scope: 'Restricted', restriction: 'x' }))).toBe(false)
})
