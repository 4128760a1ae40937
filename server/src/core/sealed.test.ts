import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Sealer } from './sealed.ts'

const sealer = new Sealer(Buffer.alloc(32, 7))
const where = 'households.name/A-1'

describe('Sealer', () => {
  it('opens what it sealed, never twice to the same bytes', () => {
    const a = sealer.seal('Hoàng Thị Lan', where)
    expect(sealer.open(a, where)).toBe('Hoàng Thị Lan')
    expect(sealer.seal('Hoàng Thị Lan', where).equals(a)).toBe(false)
    expect(a.includes(Buffer.from('Lan'))).toBe(false)
  })
  it('refuses another key, an altered byte, another row', () => {
    const a = sealer.seal('0900012345', where)
    expect(() => new Sealer(randomBytes(32)).open(a, where)).toThrow(/another key/)
    expect(() => sealer.open(a, 'households.name/A-2')).toThrow()
    for (const i of [0, 2, 6, 18, a.length - 1]) {
      const bad = Buffer.from(a)
      bad[i] = bad[i]! ^ 1
      expect(() => sealer.open(bad, where)).toThrow()
    }
  })
  it('finds names by words without marks, telephones by their digits', () => {
    const name = sealer.words('HOÀNG  Thị Lan').map(b => b.toString('hex'))
    for (const w of sealer.words('hoang lan')) expect(name).toContain(w.toString('hex'))
    expect(name).not.toContain(sealer.words('Minh')[0]!.toString('hex'))
    expect(sealer.phone('0900 012 345').equals(sealer.phone('0900012345'))).toBe(true)
    expect(new Sealer(randomBytes(32)).words('Lan')[0]!.equals(sealer.words('Lan')[0]!)).toBe(false)
  })
})
