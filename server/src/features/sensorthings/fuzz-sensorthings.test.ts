import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Person, TestApp } from '../../testing/test-app.ts'
import { fuzzSensorThings, numbers, oddQuestion, statementOf } from './fuzz-sensorthings.ts'
import { sta, staApp } from './sta.testing.ts'

describe('odd questions', () => {
  it('are refused or become statements, and both happen', () => {
    const accepted = fuzzSensorThings(20251008, 5000)
    expect(accepted).toBeGreaterThan(400)
    expect(accepted).toBeLessThan(4500)
  })
  it('the same seed makes the same cases', () => expect(fuzzSensorThings(7, 300)).toBe(fuzzSensorThings(7, 300)))
})

describe('over the database', () => {
  let t: TestApp
  let duty: Person
  beforeAll(async () => {
    const made = await staApp()
    t = made
    duty = made.duty
  })
  afterAll(() => t.close())
  it('what the parser lets through PostgreSQL answers; the rest is a 400 with a sentence', async () => {
    const next = numbers(4711)
    let answered = 0
    for (let i = 0; i < 900; i++) {
      const { set, options } = oddQuestion(next)
      const query = options.map(([k, v]) => `${k}=${encodeURIComponent(v.toWellFormed())}`).join('&')
      const { status, body } = await duty.call('GET', `${sta}/${set}?${query}`)
      const taken =
        statementOf(
          set,
          options.map(([k, v]) => [k, v.toWellFormed()]),
        ) !== null
      if (status === 200) answered++
      const sentence = (body as { error?: { messageEn: string } }).error?.messageEn ?? ''
      // a number too large for PostgreSQL is the one thing that is found out only there
      const fine =
        status === 200 ? taken : status === 400 && sentence !== '' && (!taken || /out of range|overflow/.test(sentence))
      if (!fine) throw new Error(`case ${i}: ${status} ${sentence} on ${JSON.stringify([set, options])}`)
    }
    expect(answered).toBeGreaterThan(100)
  })
})
