import { parseFormula, type ReadIndicator } from '@tusom/domain'
import { describe, expect, it } from 'vitest'
import { indicatorFormula } from './excel-formula.ts'

const as = (formula: string, decimals = 1) =>
  indicatorFormula(
    { decimals, read: parseFormula(formula), figures: [] } as unknown as ReadIndicator,
    code => ({ a: 'A1', b: 'B1' })[code] ?? '?',
  )

describe('an indicator in Excel', () => {
  it('is the same arithmetic, in brackets, rounded as the form says', () => {
    expect(as('#{a} / #{b}')).toBe('IFERROR(ROUND((A1/B1),1),"")')
    expect(as('(#{a} + 2) * -#{b}', 0)).toBe('IFERROR(ROUND(((A1+2)*(-B1)),0),"")')
  })
  it('knows the functions and the conditions', () => {
    expect(as('if(#{a} >= 1 and not (#{b} = 0), sum(#{a}; #{b}), orzero(#{b}))')).toBe(
      'IFERROR(ROUND(IF(AND((A1>=1),NOT((B1=0))),SUM(A1,B1),B1),1),"")',
    )
    expect(as('round(#{a})')).toBe('IFERROR(ROUND(ROUND(A1,0),1),"")')
  })
})
