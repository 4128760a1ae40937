import { expect, it } from 'vitest'
import { commands } from './commands.ts'

it.each(commands.map(c => [c.name, c] as const))('%s: the list says what the command says', async (_, listed) => {
  const { name, summary, help } = await listed.load()
  expect([name, summary]).toEqual([listed.name, listed.summary])
  expect(help).toMatch(/example/i)
})
