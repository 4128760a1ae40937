import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const store = new Map<string, string>()
beforeEach(() => {
  store.clear()
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The module as a page that is opened anew has it. */
async function opened() {
  vi.resetModules()
  return import('./clock.ts')
}

it('carries the run’s clock on at its speed', async () => {
  const clock = await opened()
  clock.heardClock('2025-10-08T03:20:00+07:00')
  clock.setClockSpeed(60)
  vi.advanceTimersByTime(30_000)
  expect(new Date(clock.now()).toISOString()).toBe('2025-10-07T20:50:00.000Z')
})

it('a page opened anew with no signal goes on from what was last heard, not from the machine’s day', async () => {
  const first = await opened()
  first.setClockSpeed(60)
  first.heardClock('2025-10-08T03:20:00+07:00')
  vi.advanceTimersByTime(60_000)
  const second = await opened()
  expect(new Date(second.now()).toISOString()).toBe('2025-10-07T21:20:00.000Z')
})

it.each(['', 'no json', '{"run":1}', 'null'])('what was kept and cannot be read (%s) is passed over', async text => {
  store.set('tusom.clock.0', text)
  const clock = await opened()
  expect(clock.now()).toBe(Date.now())
})
