import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readExpected } from '../../test/expected.ts'
import { pnbinom, ppois, qnbinom, qpois } from './counts.ts'
import { lgamma } from './gamma.ts'
import { pnorm, qnorm } from './normal.ts'
import { pt, qt } from './student.ts'

type Row = { fun: string; args: number[]; value: number }
const rows = readExpected<Row>('numbers')
const ours: Record<string, (...args: number[]) => number> = {
  lgamma: x => lgamma(x as number),
  pnorm: x => pnorm(x as number),
  qnorm: p => qnorm(p as number),
  pt: (t, df) => pt(t as number, df as number),
  qt: (p, df) => qt(p as number, df as number),
  ppois: (x, m) => ppois(x as number, m as number),
  qpois: (p, m) => qpois(p as number, m as number),
  pnbinom: (x, s, p) => pnbinom(x as number, s as number, p as number),
  qnbinom: (p, s, r) => qnbinom(p as number, s as number, r as number),
}

describe('distributions agree with R 4.2', () => {
  for (const fun of Object.keys(ours))
    it(fun, () => {
      const mine = rows.filter(r => r.fun === fun)
      expect(mine.length).toBeGreaterThan(9)
      for (const { args, value } of mine) {
        const got = ours[fun]?.(...args) as number
        const error = value === 0 ? Math.abs(got) : Math.abs(got / value - 1)
        expect(error, `${fun}(${args.join(', ')}) = ${got}, R: ${value}`).toBeLessThan(
          fun.startsWith('q') && fun.length > 5 ? 0.5e-12 : 1e-9,
        )
      }
    })

  it('a quantile of counts is the smallest count that reaches p, and nothing throws', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.0001, max: 0.99999, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (p, size, prob) => {
          const q = qnbinom(p, size, prob)
          expect(pnbinom(q, size, prob)).toBeGreaterThanOrEqual(p * (1 - 1e-12))
          if (q > 0) expect(pnbinom(q - 1, size, prob)).toBeLessThan(p * (1 + 1e-12))
          const x = qpois(p, size)
          expect(ppois(x, size)).toBeGreaterThanOrEqual(p * (1 - 1e-12))
          if (x > 0) expect(ppois(x - 1, size)).toBeLessThan(p * (1 + 1e-12))
        },
      ),
    )
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.double(), (a, b, c) => {
        for (const fun of Object.values(ours)) expect(typeof fun(a, b, c)).toBe('number')
      }),
    )
  })
})
