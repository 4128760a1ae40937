import { expect, test } from 'vitest'
import { curlLines } from './curl-lines.ts'
import { tokenState } from './token-state.ts'

const now = Date.parse('2026-11-22T02:00:00Z')
test('revoked counts before expired; at its last moment a key opens nothing', () => {
  expect(tokenState({ revokedAt: null, expiresAt: '2026-11-22T02:00:01Z' }, now)).toBe('active')
  expect(tokenState({ revokedAt: null, expiresAt: '2026-11-22T02:00:00Z' }, now)).toBe('expired')
  expect(tokenState({ revokedAt: '2026-01-01T00:00:00Z', expiresAt: '2026-01-02T00:00:00Z' }, now)).toBe('revoked')
})
test('the line carries key and address, and its body is what the route takes', () => {
  const line = curlLines('https://x.example', 'tusom_abc')
  expect(line).toContain('Bearer tusom_abc')
  expect(line).toContain('https://x.example/api/observations')
  const body = /-d '(.*)'$/s.exec(line)?.[1] ?? ''
  expect(JSON.parse(body)).toMatchObject({ readings: [{ indicator: 'water_level' }] })
})
