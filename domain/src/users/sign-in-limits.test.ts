import { describe, expect, it } from 'vitest'
import { mayTrySignIn } from './sign-in-limits.ts'

describe('tries to sign in', () => {
  it('a known device is stopped by its own mistakes only', () => {
    expect(mayTrySignIn(true, { origin: 7, strangers: 9999, address: 9999 })).toBe(true)
    expect(mayTrySignIn(true, { origin: 8, strangers: 0, address: 0 })).toBe(false)
  })
  it('a stranger is stopped by the place, by all strangers together, and by one address that tries many names', () => {
    expect(mayTrySignIn(false, { origin: 7, strangers: 39, address: 119 })).toBe(true)
    expect(mayTrySignIn(false, { origin: 8, strangers: 8, address: 8 })).toBe(false)
    expect(mayTrySignIn(false, { origin: 0, strangers: 40, address: 0 })).toBe(false)
    expect(mayTrySignIn(false, { origin: 0, strangers: 0, address: 120 })).toBe(false)
  })
})
