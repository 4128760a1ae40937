import { expect, test } from 'vitest'
import { runOfPath } from './run.ts'

test('an exercise is its address and nothing else', () => {
  expect(runOfPath('/dien-tap/3/truc-ban')).toBe(3)
  expect(runOfPath('/dien-tap/3')).toBe(3)
  for (const actual of ['/', '/truc-ban', '/dien-tap', '/dien-tap/', '/dien-tap/3x/truc-ban', '/x/dien-tap/3'])
    expect(runOfPath(actual), actual).toBe(0)
})
