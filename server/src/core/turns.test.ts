import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

it('two at once, the others in the order in which they came, also when one fails', async () => {
  const turns = new Turns(2)
  let running = 0
  let most = 0
  const done: number[] = []
  const open: (() => void)[] = []
  const work = (n: number) =>
    turns.take(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>(resolve => open.push(resolve))
      running--
      done.push(n)
      if (n === 1) throw new Error('broken')
    })
  const all = [0, 1, 2, 3, 4].map(n => work(n).catch(() => {}))
  while (done.length < 5) {
    expect(open.length).toBeLessThanOrEqual(2)
    open.shift()?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  await Promise.all(all)
  expect([most, done]).toEqual([2, [0, 1, 2, 3, 4]])
})
